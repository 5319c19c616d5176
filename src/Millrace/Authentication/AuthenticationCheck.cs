using Millrace.Languages.IamPolicies;

namespace Millrace.Authentication;

/// <summary>What makes no sense in the options of authentication.</summary>
internal static class AuthenticationCheck
{
    private const string Where = "authentication.credentials";

    /// <summary>The name of the option and the rule it breaks; null when all is well.</summary>
    public static (string Name, string Rule)? Find(AuthenticationOptions options)
    {
        if (options.Mode == AuthenticationMode.On && options.Credentials.Count == 0)
        {
            return (Where, "has at least one entry when authentication.mode is On, or nobody could sign a request");
        }

        if (options.OperatorToken?.Reveal().Length is < 16)
        {
            return ("authentication.operatorToken", "has at least 16 characters");
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < options.Credentials.Count; index++)
        {
            var credential = options.Credentials[index];
            if (FindIn(credential) is { } found)
            {
                return ($"{Where}[{index}].{found.Name}", found.Rule);
            }

            if (!known.Add(credential.AccessKeyId))
            {
                return ($"{Where}[{index}].accessKeyId", $"names {credential.AccessKeyId} for the second time");
            }
        }

        return null;
    }

    private static (string Name, string Rule)? FindIn(CredentialOptions credential)
    {
        if (credential.AccessKeyId.Length is < 1 or > 128 || !credential.AccessKeyId.All(IsWord))
        {
            return ("accessKeyId", "is 1 to 128 letters, digits and underscores");
        }

        if (credential.SecretAccessKey.Reveal().Length == 0)
        {
            return ("secretAccessKey", "is not empty");
        }

        if (credential.Account.Length != 12 || !credential.Account.All(char.IsAsciiDigit))
        {
            return ("account", "is twelve digits");
        }

        if (credential.User is { } user && (user.Length is < 1 or > 512 || !user.Split('/').All(IsName)))
        {
            return ("user", "is a user's name, with its path if it has one: letters, digits and +=,.@_-, parted by slashes");
        }

        if (credential.User is null && credential.Policies.Count > 0)
        {
            return ("policies", "needs a user: the root user may do everything in its account");
        }

        for (var index = 0; index < credential.Policies.Count; index++)
        {
            if (!PolicyDocument.TryParse(credential.Policies[index].GetRawText(), PolicyKind.Identity, out _, out var reason))
            {
                return ($"policies[{index}]", $"is not a policy: {reason}");
            }
        }

        return null;
    }

    private static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    private static bool IsName(string text) =>
        text.Length > 0
        && text.All(character => char.IsAsciiLetterOrDigit(character) || "+=,.@_-".Contains(character, StringComparison.Ordinal));
}
