namespace Millrace.Languages.StatesLanguage;

/// <summary>One rule of a Choice state.</summary>
public sealed class ChoiceRule
{
    internal ChoiceRule(ChoiceCondition condition, string next) => (Condition, Next) = (condition, next);

    public string Next { get; }

    internal ChoiceCondition Condition { get; }

    internal PayloadTemplate? Output { get; init; }

    internal PayloadTemplate? Assign { get; init; }
}
