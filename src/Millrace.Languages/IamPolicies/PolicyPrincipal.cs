namespace Millrace.Languages.IamPolicies;

/// <summary>Who asks, as a policy sees it.</summary>
/// <remarks>Source: IAM User Guide, AWS JSON policy elements: Principal; IAM identifiers.</remarks>
public sealed record PolicyPrincipal
{
    private const string ServiceEnding = ".amazonaws.com";

    private PolicyPrincipal(PolicyPrincipalKind kind, string name, string? account, string? roleArn)
    {
        Kind = kind;
        Name = name;
        Account = account;
        RoleArn = roleArn;
    }

    /// <summary>Whoever did not sign.</summary>
    public static PolicyPrincipal Anonymous { get; } = new(PolicyPrincipalKind.Anonymous, "anonymous", null, null);

    public PolicyPrincipalKind Kind { get; }

    /// <summary>The ARN; of a service its name, of nobody <c>anonymous</c>. What AWS's messages call the user.</summary>
    public string Name { get; }

    /// <summary>The twelve digits of the account; null for services and for nobody.</summary>
    public string? Account { get; }

    /// <summary>The role of a session, which a policy may name instead of the session; null for others.</summary>
    public string? RoleArn { get; }

    /// <summary>Last part of a user's ARN, without the path: <c>aws:username</c>; null for others.</summary>
    public string? UserName => Kind == PolicyPrincipalKind.User ? Name[(Name.LastIndexOf('/') + 1)..] : null;

    /// <summary>
    /// Reads the ARN of a root user, a user, a federated user, a role or a role's session, or the name of a service; null when it is none
    /// of these.
    /// </summary>
    /// <param name="text"><c>arn:aws:iam::123456789012:user/path/name</c>, <c>sns.amazonaws.com</c>.</param>
    public static PolicyPrincipal? Find(string text)
    {
        if (string.Equals(text, Anonymous.Name, StringComparison.Ordinal))
        {
            return Anonymous;
        }

        if (IsServiceName(text))
        {
            return new PolicyPrincipal(PolicyPrincipalKind.Service, text, null, null);
        }

        var parts = text.Split(':', 6);
        if (parts is not ["arn", var partition, var service, "", var account, var resource] || !IsAccount(account))
        {
            return null;
        }

        return (service, resource.Split('/')) switch
        {
            ("iam", ["root"]) => new PolicyPrincipal(PolicyPrincipalKind.Root, text, account, null),
            ("iam", ["user", _, ..]) => new PolicyPrincipal(PolicyPrincipalKind.User, text, account, null),
            ("iam", ["role", _, ..]) => new PolicyPrincipal(PolicyPrincipalKind.Role, text, account, text),
            ("sts", ["federated-user", _]) => new PolicyPrincipal(PolicyPrincipalKind.FederatedUser, text, account, null),
            ("sts", ["assumed-role", var role, _]) => new PolicyPrincipal(
                PolicyPrincipalKind.Role,
                text,
                account,
                $"arn:{partition}:iam::{account}:role/{role}"
            ),
            _ => null,
        };
    }

    /// <summary>Whether a text has the form of a unique id, which AWS shows in place of a user or role that is no more.</summary>
    internal static bool IsUniqueId(string text) =>
        text.Length is > 16 and <= 128
        && text[0] == 'A'
        && text.All(character => char.IsAsciiDigit(character) || char.IsAsciiLetterUpper(character));

    /// <summary>Whether a text is twelve digits.</summary>
    internal static bool IsAccount(string text) => text.Length == 12 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether a text has the form of a service's name.</summary>
    internal static bool IsServiceName(string text) =>
        text.Length > ServiceEnding.Length
        && (
            text.EndsWith(ServiceEnding, StringComparison.Ordinal)
            || text.EndsWith(ServiceEnding + ".cn", StringComparison.Ordinal)
        )
        && !text.AsSpan().ContainsAny(":/*? ");
}
