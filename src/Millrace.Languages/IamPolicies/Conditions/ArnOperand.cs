namespace Millrace.Languages.IamPolicies.Conditions;

/// <summary>A pattern of ARNs; ArnEquals and ArnLike are the same.</summary>
internal sealed class ArnOperand(string text, bool hasVariables) : Operand
{
    private readonly ArnPattern _pattern = ArnPattern.OfCondition(text, hasVariables);

    public override bool Matches(string value, IRequestContext context) => _pattern.Matches(value, context);
}
