namespace Millrace.Languages.StatesLanguage;

/// <summary>Goes on to the state of the first rule that matches.</summary>
public sealed class ChoiceState : State
{
    public override StateType Type => StateType.Choice;

    public required IReadOnlyList<ChoiceRule> Choices { get; init; }

    /// <summary>The state that follows when no rule matches; null makes that a failure (States.NoChoiceMatched).</summary>
    public string? Default { get; init; }
}
