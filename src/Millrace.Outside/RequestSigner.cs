using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Signing;

namespace Millrace.Outside;

/// <summary>Signs requests to AWS's own services, or to what takes their place (Signature Version 4).</summary>
/// <param name="service">The service's name in signatures, such as <c>firehose</c>.</param>
/// <param name="accessKeyId">Who signs.</param>
/// <param name="secretAccessKey">What with.</param>
/// <param name="time">When; services refuse signatures of another time than theirs.</param>
internal sealed class RequestSigner(string service, string accessKeyId, string secretAccessKey, TimeProvider time)
{
    /// <summary>Adds the headers of a signature over method, URL, headers and content.</summary>
    /// <param name="content">The bytes of the request's content.</param>
    /// <param name="region">The region that is asked.</param>
    public void Sign(HttpRequestMessage message, byte[] content, string region)
    {
        var request = new AWSSigningRequest
        {
            HttpMethod = message.Method,
            RequestUri = message.RequestUri,
            Content = content,
        };
        foreach (var (name, values) in message.Headers.NonValidated.Concat(message.Content!.Headers.NonValidated))
        {
            request.Headers[name] = values.ToString();
        }

        var signed = AWSSigV4Signer.Sign(
            request,
            new AWSSigV4Parameters
            {
                Credentials = new BasicAWSCredentials(accessKeyId, secretAccessKey),
                Region = RegionEndpoint.GetBySystemName(region),
                Service = service,
                SignedAt = time.GetUtcNow().UtcDateTime,
            }
        );
        foreach (var (name, value) in signed.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
