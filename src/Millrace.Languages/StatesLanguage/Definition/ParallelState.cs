namespace Millrace.Languages.StatesLanguage;

/// <summary>Runs several scopes side by side on the same input; their outputs in order are the result.</summary>
public sealed class ParallelState : ResultState
{
    public override StateType Type => StateType.Parallel;

    public required IReadOnlyList<StateScope> Branches { get; init; }
}
