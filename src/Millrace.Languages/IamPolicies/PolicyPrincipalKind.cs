namespace Millrace.Languages.IamPolicies;

/// <summary>What kind of caller a principal is.</summary>
public enum PolicyPrincipalKind
{
    /// <summary>Nobody known: the request was not signed.</summary>
    Anonymous,

    /// <summary>The root user of an account, who may do everything in it.</summary>
    Root,

    /// <summary>An IAM user.</summary>
    User,

    /// <summary>A session of somebody an account has vouched for (GetFederationToken).</summary>
    FederatedUser,

    /// <summary>A session of an IAM role, or the role itself.</summary>
    Role,

    /// <summary>An AWS service, such as <c>sns.amazonaws.com</c>.</summary>
    Service,
}
