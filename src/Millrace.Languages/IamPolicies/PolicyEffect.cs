namespace Millrace.Languages.IamPolicies;

/// <summary>What a statement that applies does.</summary>
public enum PolicyEffect
{
    Allow,
    Deny,
}
