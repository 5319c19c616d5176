namespace Millrace.Languages.DataProtection;

/// <summary>Whether a principal that a policy lists is the one at hand.</summary>
/// <remarks>Source: IAM User Guide, "AWS JSON policy elements: Principal".</remarks>
internal static class ProtectionPrincipal
{
    private const int AccountPart = 4;
    private const int ResourcePart = 5;

    /// <param name="listed"><c>*</c>, an account's number or root ARN, or the ARN of a user, role or role session.</param>
    /// <param name="principal">An ARN.</param>
    public static bool Matches(string listed, string principal)
    {
        if (listed == "*" || string.Equals(listed, principal, StringComparison.Ordinal))
        {
            return true;
        }

        var parts = principal.Split(':');
        if (parts.Length <= ResourcePart)
        {
            return false;
        }

        var account = parts[AccountPart];
        return string.Equals(listed, account, StringComparison.Ordinal)
            || string.Equals(listed, $"arn:aws:iam::{account}:root", StringComparison.Ordinal)
            || (
                parts[ResourcePart].Split('/') is ["assumed-role", var role, ..]
                && string.Equals(listed, $"arn:aws:iam::{account}:role/{role}", StringComparison.Ordinal)
            );
    }
}
