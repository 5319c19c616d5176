namespace Millrace.Languages.IamPolicies;

/// <summary>What policies come to about one request.</summary>
public enum PolicyVerdict
{
    /// <summary>Nothing allows it (an implicit deny).</summary>
    NotAllowed,

    /// <summary>A statement denies it (an explicit deny).</summary>
    Denied,

    Allowed,
}
