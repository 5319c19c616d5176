using System.Security.Cryptography;
using System.Text;

namespace Millrace.TestSupport;

/// <summary>Signs requests as a client does (Signature Version 4), for tests that need no SDK.</summary>
/// <remarks>Source: IAM User Guide, Create a signed AWS API request. Paths without escapes, and queries that are in order already.</remarks>
public sealed class RequestSigner(string accessKeyId, string secretAccessKey, string service, string region = "us-east-1")
{
    /// <summary>Adds the headers of a signature to a request whose address is whole.</summary>
    /// <param name="body">The bytes that are sent; empty for none.</param>
    /// <param name="at">The time of signing.</param>
    public void Sign(HttpRequestMessage request, byte[] body, DateTimeOffset at)
    {
        var date = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'");
        request.Headers.Add("X-Amz-Date", date);
        var headers = request
            .Headers.Where(header => header.Key.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase))
            .Select(header => (Name: header.Key.ToLowerInvariant(), Value: string.Join(',', header.Value)))
            .Append(("host", request.RequestUri!.Authority))
            .OrderBy(header => header.Item1, StringComparer.Ordinal)
            .ToList();
        var names = string.Join(';', headers.Select(header => header.Item1));
        var lines = string.Concat(headers.Select(header => $"{header.Item1}:{header.Item2}\n"));
        var canonical =
            $"{request.Method}\n{request.RequestUri.AbsolutePath}\n{request.RequestUri.Query.TrimStart('?')}\n{lines}\n{names}\n{Hash(body)}";
        var scope = $"{date[..8]}/{region}/{service}/aws4_request";
        var key = Encoding.UTF8.GetBytes("AWS4" + secretAccessKey);
        foreach (var part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        var toSign = $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={accessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}"
        );
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
