namespace Millrace.Languages.IamPolicies;

/// <summary>How a Principal element names a caller.</summary>
internal enum PrincipalMatch
{
    None,

    /// <summary>By its account, whose own policies must allow the caller besides.</summary>
    ByAccount,

    /// <summary>Itself, or everybody.</summary>
    Direct,
}
