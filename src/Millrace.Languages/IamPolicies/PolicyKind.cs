namespace Millrace.Languages.IamPolicies;

/// <summary>What a policy is attached to, which decides the elements it must and must not have.</summary>
public enum PolicyKind
{
    /// <summary>Attached to a user or role: no Principal, and a Resource in every statement.</summary>
    Identity,

    /// <summary>Attached to a resource: a Principal in every statement; without a Resource it means the one it is attached to.</summary>
    Resource,
}
