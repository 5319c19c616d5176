using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>What a trial and the trials of its map runs may cost together. A trial is for looking at; more wants a server.</summary>
internal sealed class TrialBudget
{
    /// <summary>Events, and steps that add none.</summary>
    private const int EventsMax = Limits.HistoryEventsMax;

    /// <summary>Bytes of the payloads in all events.</summary>
    private const long BytesMax = 32L * 1024 * 1024;

    /// <summary>Units of work of all expressions, around ten seconds.</summary>
    private const long WorkMax = 10 * Limits.StateWorkMax;

    private long _events;
    private long _bytes;
    private long _work;

    /// <summary>Why the trial has to stop; null while it may go on.</summary>
    public string? Problem { get; private set; }

    public void Spend(Step step)
    {
        _events += Math.Max(step.Events.Count, 1);
        foreach (var details in step.Events.Select(@event => @event.Details).OfType<HistoryEventDetails>())
        {
            _bytes += Bytes(details.Input) + Bytes(details.Output) + Bytes(details.Parameters);
            _bytes += details.AssignedVariables is { } variables ? Bytes(variables) : 0;
        }

        Work(step.Work);
    }

    /// <summary>Counts items that are about to become children, each of which has events to come.</summary>
    public void Items(int count) => Problem ??= count > EventsMax ? $"A trial takes at most {EventsMax} items." : null;

    public void Work(long spent)
    {
        _work += spent;
        Problem ??=
            _events > EventsMax ? $"A trial has at most {EventsMax} events."
            : _bytes > BytesMax ? $"The payloads of a trial have at most {BytesMax} bytes."
            : _work > WorkMax ? $"The expressions of a trial take at most {WorkMax} units of work."
            : null;
    }

    private static long Bytes(JsonValue value) => value.IsUndefined ? 0 : PayloadSize.Measure(value, 0, BytesMax);
}
