namespace Millrace.Languages.DataProtection;

/// <summary>Keys in the forms in which programs write them. Source: SNS Developer Guide, "Sensitive data types: Credentials".</summary>
internal static class CredentialIdentifiers
{
    public static IEnumerable<DataIdentifier> All =>
        [
            new(
                "AwsSecretKey",
                DataIdentifier.Expression("[A-Za-z0-9/+]{40}"),
                IsMixed,
                new Keywords("aws_secret_access_key", "credentials", "secret access key", "secret key", "set-awscredential")
            ),
            Block("OpenSshPrivateKey", "OPENSSH PRIVATE KEY"),
            Block("PgpPrivateKey", "PGP PRIVATE KEY BLOCK"),
            Block("PkcsPrivateKey", "(?:RSA |EC |DSA |ENCRYPTED )?PRIVATE KEY"),
            new(
                "PuttyPrivateKey",
                DataIdentifier.Expression(@"PuTTY-User-Key-File-[123]: [^\n]*(?:\n[^\n]+)*?\nPrivate-MAC: [0-9a-f]+"),
                isWhole: false
            ),
        ];

    /// <summary>An armoured block (RFC 7468): from its first line to its last, or to the end of a text that is cut.</summary>
    private static DataIdentifier Block(string name, string label) =>
        new(
            name,
            DataIdentifier.Expression($"-----BEGIN {label}-----(?:[^-]|-{{1,4}}[^-])*(?:-----END {label}-----)?"),
            isWhole: false
        );

    /// <summary>A random key has capitals, small letters and digits; a path or a word has not.</summary>
    private static bool IsMixed(string text) =>
        text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower) && text.Any(char.IsAsciiDigit);
}
