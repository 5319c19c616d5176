namespace Millrace.Languages.IamPolicies.Conditions;

/// <summary>A value that a policy compares with.</summary>
internal abstract class Operand
{
    /// <summary>Whether a value of the request matches it, before any negation. A value of another type does not.</summary>
    public abstract bool Matches(string value, IRequestContext context);
}
