namespace Millrace.Languages.StatesLanguage;

/// <summary>Waits for a span or until a moment. Exactly one of the two is set.</summary>
public sealed class WaitState : State
{
    public override StateType Type => StateType.Wait;

    /// <summary>Whole seconds, 0 to 99,999,999.</summary>
    internal NumberField? Seconds { get; init; }

    /// <summary>An RFC 3339 moment.</summary>
    internal TextField? Timestamp { get; init; }
}
