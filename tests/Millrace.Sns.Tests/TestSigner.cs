using System.Security.Cryptography;

namespace Millrace.Sns.Tests;

/// <summary>Signs with a key that the tests know.</summary>
internal sealed class TestSigner : INotificationSigner
{
    public static RSA Key { get; } = RSA.Create(2048);

    /// <summary>Signatures made; one a message is enough for all its subscribers.</summary>
    public int Count { get; private set; }

    public string CertificateUrl(string region) => $"https://sns.{region}.amazonaws.com/SimpleNotificationService-test.pem";

    public string Sign(ReadOnlySpan<byte> text, int version)
    {
        Count++;
        var hash = version == 2 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1;
        return Convert.ToBase64String(Key.SignData(text, hash, RSASignaturePadding.Pkcs1));
    }
}
