namespace Millrace.Languages.IamPolicies.Conditions;

/// <summary>One operator with one key and the values it compares with.</summary>
/// <remarks>
/// Source: IAM User Guide, Condition operators; Conditions with multiple context keys or values; Single-valued vs. multivalued
/// context keys. A key the request does not have makes a condition false, and one that negates true.
/// </remarks>
internal sealed class Condition(ConditionOperator @operator, string key, Operand[] operands)
{
    public bool Holds(IRequestContext context)
    {
        var values = context.Find(key);
        if (@operator.IsNullCheck)
        {
            return IsAny(values.Count == 0 ? "true" : "false", context);
        }

        if (values.Count == 0)
        {
            return @operator.IfExists
                || (
                    @operator.Quantifier == Quantifier.None
                        ? @operator.IsNegated
                        : @operator.Quantifier == Quantifier.ForAllValues
                );
        }

        // Without a quantifier a negation means that no value is any of these; the others need one that is.
        var needsAll =
            @operator.Quantifier == Quantifier.ForAllValues || (@operator.Quantifier == Quantifier.None && @operator.IsNegated);
        for (var index = 0; index < values.Count; index++)
        {
            if (IsAny(values[index], context) != @operator.IsNegated != needsAll)
            {
                return !needsAll;
            }
        }

        return needsAll;
    }

    private bool IsAny(string value, IRequestContext context)
    {
        foreach (var operand in operands)
        {
            if (operand.Matches(value, context))
            {
                return true;
            }
        }

        return false;
    }
}
