using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Millrace.Sns;

namespace Millrace;

/// <summary>The key that signs what leaves SNS topics, made when it is first needed and kept beside the store, and its certificate.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="certificateBaseUrl">
/// Scheme, host and port in front of the certificate's path, with <c>{region}</c> where the region belongs. Receivers fetch the certificate
/// from the URL that each message names, and AWS's SDKs accept only hosts of AWS; so it can be set, for whoever makes such a name lead here.
/// </param>
/// <param name="time">When a new certificate's validity begins.</param>
public sealed class NotificationSigner(string folder, Func<string> certificateBaseUrl, TimeProvider time)
    : INotificationSigner,
        IDisposable
{
    /// <summary>The file beside the store: private key and certificate, readable by its owner alone.</summary>
    public const string FileName = "sns-signing.pem";

    /// <summary>What the path of a certificate begins with, as AWS has it.</summary>
    public const string PathPrefix = "/SimpleNotificationService-";

    private const int KeyBits = 2048;
    private const int ValidYears = 30;

    private readonly Lock _gate = new();
    private Material? _material;

    /// <summary>The path under which the server hands the certificate out.</summary>
    public string CertificatePath => Load().Path;

    /// <summary>The certificate in PEM, as receivers fetch it.</summary>
    public string CertificatePem => Load().CertificatePem;

    public string CertificateUrl(string region) =>
        string.Concat(certificateBaseUrl().Replace("{region}", region, StringComparison.Ordinal), Load().Path);

    public string Sign(ReadOnlySpan<byte> text, int version)
    {
        var hash = version == 2 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1;
        return Convert.ToBase64String(Load().Keys.Value!.SignData(text, hash, RSASignaturePadding.Pkcs1));
    }

    public void Dispose()
    {
        if (_material is { } material)
        {
            foreach (var key in material.Keys.Values)
            {
                key.Dispose();
            }

            material.Keys.Dispose();
        }
    }

    private Material Load()
    {
        if (_material is null)
        {
            lock (_gate)
            {
                _material ??= Material.Of(ReadOrCreate());
            }
        }

        return _material;
    }

    private string ReadOrCreate()
    {
        var file = Path.Combine(folder, FileName);
        if (File.Exists(file))
        {
            return File.ReadAllText(file);
        }

        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest("CN=sns.amazonaws.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = time.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(ValidYears));
        var pem = $"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n";

        // Under another name first, and flushed: a key that signed something must be there after a crash.
        var draft = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(draft, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(pem));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
        return pem;
    }

    /// <param name="Keys">A key object for each thread: one does not serve two at a time.</param>
    private sealed record Material(string Path, string CertificatePem, ThreadLocal<RSA> Keys)
    {
        public static Material Of(string pem)
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            var path = $"{PathPrefix}{Convert.ToHexStringLower(SHA256.HashData(certificate.RawData))[..32]}.pem";
            return new Material(
                path,
                certificate.ExportCertificatePem(),
                new ThreadLocal<RSA>(() => KeyOf(pem), trackAllValues: true)
            );
        }

        private static RSA KeyOf(string pem)
        {
            var key = RSA.Create();
            key.ImportFromPem(pem);
            return key;
        }
    }
}
