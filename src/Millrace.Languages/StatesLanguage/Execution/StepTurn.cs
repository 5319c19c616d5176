namespace Millrace.Languages.StatesLanguage;

/// <summary>What one step may know besides the definition, the state and what happened.</summary>
public sealed record StepTurn
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Where this step's randomness starts (UUIDs, jitter, random numbers). The same seed decides the same.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Makes the token of a task from the id of its scheduling event; by default 64 characters of this step's randomness.</summary>
    public Func<long, string>? TaskToken { get; init; }

    /// <summary>
    /// Looks at a task before it is scheduled and may refuse it with a text, such as that the activity does not exist; the
    /// execution then fails with States.Runtime, as on AWS. By default nothing is refused.
    /// </summary>
    public Func<CallTask, string?>? RefuseTask { get; init; }
}
