namespace Millrace.Languages.StatesLanguage;

/// <summary>And, Or and Not. Later rules are not asked once the answer is known.</summary>
internal static class BooleanConditions
{
    public static ChoiceCondition And(IReadOnlyList<ChoiceCondition> conditions) => new AndCondition([.. conditions]);

    public static ChoiceCondition Or(IReadOnlyList<ChoiceCondition> conditions) => new OrCondition([.. conditions]);

    public static ChoiceCondition Not(ChoiceCondition condition) => new NotCondition(condition);

    private sealed class AndCondition(ChoiceCondition[] conditions) : ChoiceCondition
    {
        public override bool Holds(QueryScope scope) => Array.TrueForAll(conditions, condition => condition.Holds(scope));
    }

    private sealed class OrCondition(ChoiceCondition[] conditions) : ChoiceCondition
    {
        public override bool Holds(QueryScope scope) => Array.Exists(conditions, condition => condition.Holds(scope));
    }

    private sealed class NotCondition(ChoiceCondition condition) : ChoiceCondition
    {
        public override bool Holds(QueryScope scope) => !condition.Holds(scope);
    }
}
