namespace Millrace.Sns;

/// <summary>Signs what leaves a topic, so that its receiver can tell where it comes from.</summary>
public interface INotificationSigner
{
    /// <summary>Where the certificate of the signing key can be fetched; the host is what receivers' validators expect.</summary>
    /// <param name="region">The topic's region.</param>
    string CertificateUrl(string region);

    /// <summary>An RSA signature in base64.</summary>
    /// <param name="text">What is signed, UTF-8.</param>
    /// <param name="version">1 for SHA-1, 2 for SHA-256.</param>
    string Sign(ReadOnlySpan<byte> text, int version);
}
