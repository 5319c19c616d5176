namespace Millrace.Languages.StatesLanguage;

/// <summary>Ends its scope with a failure.</summary>
public sealed class FailState : State
{
    public override StateType Type => StateType.Fail;

    internal TextField? Error { get; init; }

    internal TextField? Cause { get; init; }
}
