namespace Millrace.Languages.IamPolicies.Conditions;

/// <summary>An operator's name, taken apart: <c>ForAnyValue:StringNotLikeIfExists</c>.</summary>
/// <param name="IsNegated">The values must not match.</param>
/// <param name="IfExists">A key that is not there does not matter.</param>
/// <param name="Compile">From a value of the policy to what it compares with; the flag says whether the document has variables.</param>
internal sealed record ConditionOperator(
    Quantifier Quantifier,
    bool IsNegated,
    bool IfExists,
    bool IsNullCheck,
    Func<string, bool, Operand> Compile
)
{
    private const string IfExistsEnding = "IfExists";

    /// <summary>All operators without prefix and ending; true for those that negate. Case does not matter.</summary>
    private static readonly Dictionary<string, (bool IsNegated, Func<string, bool, Operand> Compile)> _known = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["StringEquals"] = (false, TextOperand.Equal),
        ["StringNotEquals"] = (true, TextOperand.Equal),
        ["StringEqualsIgnoreCase"] = (false, TextOperand.EqualIgnoringCase),
        ["StringNotEqualsIgnoreCase"] = (true, TextOperand.EqualIgnoringCase),
        ["StringLike"] = (false, TextOperand.Like),
        ["StringNotLike"] = (true, TextOperand.Like),
        ["NumericEquals"] = (false, (text, _) => new NumberOperand(text, static order => order == 0)),
        ["NumericNotEquals"] = (true, (text, _) => new NumberOperand(text, static order => order == 0)),
        ["NumericLessThan"] = (false, (text, _) => new NumberOperand(text, static order => order < 0)),
        ["NumericLessThanEquals"] = (false, (text, _) => new NumberOperand(text, static order => order <= 0)),
        ["NumericGreaterThan"] = (false, (text, _) => new NumberOperand(text, static order => order > 0)),
        ["NumericGreaterThanEquals"] = (false, (text, _) => new NumberOperand(text, static order => order >= 0)),
        ["DateEquals"] = (false, (text, _) => new DateOperand(text, static order => order == 0)),
        ["DateNotEquals"] = (true, (text, _) => new DateOperand(text, static order => order == 0)),
        ["DateLessThan"] = (false, (text, _) => new DateOperand(text, static order => order < 0)),
        ["DateLessThanEquals"] = (false, (text, _) => new DateOperand(text, static order => order <= 0)),
        ["DateGreaterThan"] = (false, (text, _) => new DateOperand(text, static order => order > 0)),
        ["DateGreaterThanEquals"] = (false, (text, _) => new DateOperand(text, static order => order >= 0)),
        ["Bool"] = (false, (text, _) => new BooleanOperand(text)),
        ["BinaryEquals"] = (false, (text, _) => new BinaryOperand(text)),
        ["IpAddress"] = (false, (text, _) => new AddressOperand(text)),
        ["NotIpAddress"] = (true, (text, _) => new AddressOperand(text)),
        ["ArnEquals"] = (false, (text, hasVariables) => new ArnOperand(text, hasVariables)),
        ["ArnNotEquals"] = (true, (text, hasVariables) => new ArnOperand(text, hasVariables)),
        ["ArnLike"] = (false, (text, hasVariables) => new ArnOperand(text, hasVariables)),
        ["ArnNotLike"] = (true, (text, hasVariables) => new ArnOperand(text, hasVariables)),
    };

    /// <exception cref="MalformedPolicyException">There is no operator of this name.</exception>
    public static ConditionOperator Parse(string name)
    {
        var (quantifier, plain) = TakeQuantifier(name);
        if (plain.Equals("Null", StringComparison.OrdinalIgnoreCase) && quantifier == Quantifier.None)
        {
            return new ConditionOperator(
                Quantifier.None,
                IsNegated: false,
                IfExists: false,
                IsNullCheck: true,
                (text, _) => new BooleanOperand(text)
            );
        }

        var ifExists = plain.EndsWith(IfExistsEnding, StringComparison.OrdinalIgnoreCase);
        return _known.TryGetValue(ifExists ? plain[..^IfExistsEnding.Length] : plain, out var known)
            ? new ConditionOperator(quantifier, known.IsNegated, ifExists, IsNullCheck: false, known.Compile)
            : throw new MalformedPolicyException($"There is no condition operator '{name}'.");
    }

    private static (Quantifier Quantifier, string Plain) TakeQuantifier(string name)
    {
        var colon = name.IndexOf(':');
        return (colon < 0 ? "" : name[..colon].ToUpperInvariant()) switch
        {
            "FORALLVALUES" => (Quantifier.ForAllValues, name[(colon + 1)..]),
            "FORANYVALUE" => (Quantifier.ForAnyValue, name[(colon + 1)..]),
            _ => (Quantifier.None, name),
        };
    }
}
