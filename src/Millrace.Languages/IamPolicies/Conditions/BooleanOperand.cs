namespace Millrace.Languages.IamPolicies.Conditions;

/// <summary>True or false.</summary>
internal sealed class BooleanOperand(string text) : Operand
{
    private readonly bool _value = bool.TryParse(text, out var value)
        ? value
        : throw new MalformedPolicyException($"'{text}' is neither true nor false.");

    public override bool Matches(string value, IRequestContext context) => bool.TryParse(value, out var given) && given == _value;
}
