using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>Verifies what a topic has sent, as a receiver does that trusts the server.</summary>
/// <remarks>Source: SNS Developer Guide, "Verifying the signatures of Amazon SNS messages".</remarks>
internal static class NotificationSignature
{
    private static readonly string[] _signed =
    [
        "Message",
        "MessageId",
        "Subject",
        "SubscribeURL",
        "Timestamp",
        "Token",
        "TopicArn",
        "Type",
    ];

    /// <summary>Whether the signature in an envelope is good with the certificate that the envelope names.</summary>
    public static async Task<bool> IsGoodAsync(RunningServer server, JsonNode envelope)
    {
        var path = new Uri((string)envelope["SigningCertURL"]!).AbsolutePath;
        var pem = await server.Http.GetStringAsync(server.Address + path, TestContext.Current.CancellationToken);
        using var certificate = X509Certificate2.CreateFromPem(pem);
        using var key = certificate.GetRSAPublicKey()!;
        var text = string.Concat(
            _signed.Where(name => envelope[name] is not null).Select(name => $"{name}\n{(string)envelope[name]!}\n")
        );
        return key.VerifyData(
            Encoding.UTF8.GetBytes(text),
            Convert.FromBase64String((string)envelope["Signature"]!),
            (string)envelope["SignatureVersion"]! == "2" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1,
            RSASignaturePadding.Pkcs1
        );
    }
}
