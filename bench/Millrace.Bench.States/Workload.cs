namespace Millrace.Bench.States;

/// <summary>A chain of states of one kind, and how it is walked.</summary>
/// <param name="Name">What its states are.</param>
/// <param name="State">The fields of each state, with NEXT in the place of the one that follows.</param>
/// <param name="ThroughBytes">Whether the execution's state is written down and read again between two steps.</param>
internal sealed record Workload(string Name, string State, bool ThroughBytes = false)
{
    /// <summary>States in the chain; each is one transition.</summary>
    public const int States = 400;

    /// <summary>The definition: the chain, and a state that ends it.</summary>
    public string Definition
    {
        get
        {
            var states = Enumerable
                .Range(0, States)
                .Select(i =>
                    $$""" "S{{i}}": { {{State.Replace("NEXT", $"\"Next\": \"S{i + 1}\"", StringComparison.Ordinal)}} } """
                );
            return $$"""{ "StartAt": "S0", "States": { {{string.Join(",", states)}}, "S{{States}}": { "Type": "Succeed" } } }""";
        }
    }
}
