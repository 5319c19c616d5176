using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Millrace.Wire.Signatures;

namespace Millrace.Authentication;

/// <summary>The access keys of the configuration.</summary>
internal sealed class ConfiguredCredentials(AuthenticationOptions options) : ICredentials
{
    /// <summary>The alphabet of AWS's unique ids.</summary>
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int UniqueIdLength = 21;

    private readonly FrozenDictionary<string, Credential> _credentials = options.Credentials.ToFrozenDictionary(
        credential => credential.AccessKeyId,
        Make,
        StringComparer.Ordinal
    );

    public Credential? Find(string accessKeyId) => _credentials.GetValueOrDefault(accessKeyId);

    private static Credential Make(CredentialOptions options) =>
        new(
            options.AccessKeyId,
            options.SecretAccessKey.Reveal(),
            options.Account,
            options.Principal,
            options.User is null ? options.Account : UniqueId(options.Principal)
        )
        {
            SessionToken = options.SessionToken?.Reveal(),
            Expiration = options.Expiration,
        };

    /// <summary>
    /// A user's id in AWS's form, the same after every start: of the root user it is the account. Source: IAM User Guide, IAM identifiers.
    /// </summary>
    private static string UniqueId(string arn)
    {
        var id = new StringBuilder("AIDA", UniqueIdLength);
        foreach (var value in SHA256.HashData(Encoding.UTF8.GetBytes(arn)).AsSpan(0, UniqueIdLength - id.Length))
        {
            id.Append(Base32[value % Base32.Length]);
        }

        return id.ToString();
    }
}
