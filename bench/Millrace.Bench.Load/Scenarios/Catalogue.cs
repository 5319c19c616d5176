namespace Millrace.Bench.Load.Scenarios;

/// <summary>All scenarios, in the order they run and appear in the report. A new one is one file and one row here.</summary>
public static class Catalogue
{
    public static IReadOnlyList<IScenario> All { get; } =
    [
        new SendMessage("send-256-at-1", bodyBytes: 256, connections: 1),
        new SendMessage("send-256-at-64", bodyBytes: 256, connections: 64, Report.Budget.AtLeast(0.75)),
        new SendMessage("send-256-at-512", bodyBytes: 256, connections: 512),
        new SendMessage("send-1024-at-64", bodyBytes: 1024, connections: 64),
        new SendMessageBatch(),
        new RoundTrips(),
        new FifoRoundTrips("fifo-1-group", groups: 1),
        new FifoRoundTrips("fifo-100-groups", groups: 100),
        new FifoRoundTrips("fifo-10000-groups", groups: 10_000),
        new FairQueue(),
        new Backlog(),
        new Restart(),
        new EmptyStart(),
        new IdleLongPolls(),
        new FanOut(),
        new FilteredPublish(),
    ];

    /// <summary>The scenarios of these names; all of them for "all".</summary>
    /// <exception cref="FormatException">A name that is not there.</exception>
    public static IReadOnlyList<IScenario> Named(IReadOnlyList<string> names) =>
        names is ["all"]
            ? All
            :
            [
                .. names.Select(name =>
                    All.FirstOrDefault(scenario => string.Equals(scenario.Name, name, StringComparison.Ordinal))
                    ?? throw new FormatException($"There is no scenario {name}; --list names them all.")
                ),
            ];
}
