using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Millrace.Wire.Signatures;

/// <summary>The keys that secrets come to for a day, region and service; each is made once.</summary>
/// <remarks>Source: IAM User Guide, Create a signed AWS API request, step 4.</remarks>
internal sealed class SigningKeys
{
    /// <summary>Only requests that name a known key get here; whoever makes up regions without end only costs a fresh start.</summary>
    private const int KeysMax = 1_000;

    private readonly ConcurrentDictionary<(Credential Credential, string Scope), byte[]> _keys = new();

    public byte[] Of(Credential credential, in CredentialScope scope)
    {
        var name = (credential, scope.Text);
        if (_keys.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_keys.Count >= KeysMax)
        {
            _keys.Clear();
        }

        var key = Sign(credential.FirstKey(), scope.Date);
        key = Sign(key, scope.Region);
        key = Sign(key, scope.Service);
        key = Sign(key, CredentialScope.Aws4Request);
        return _keys[name] = key;
    }

    private static byte[] Sign(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
