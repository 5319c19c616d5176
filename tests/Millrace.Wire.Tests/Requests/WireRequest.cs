using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Millrace.Wire.Tests.Requests;

/// <summary>A request as it goes over the wire, header by header.</summary>
internal sealed class WireRequest
{
    private readonly HttpRequestMessage _message;

    public WireRequest(HttpMethod method, string path, string? body = null, string? contentType = null)
    {
        _message = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            _message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            _message.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        }
    }

    /// <summary>An operation of SQS in awsJson 1.0.</summary>
    public static WireRequest Json(string operation, string body, string path = "/") =>
        new WireRequest(HttpMethod.Post, path, body, "application/x-amz-json-1.0").With("X-Amz-Target", "AmazonSQS." + operation);

    /// <summary>A form in awsQuery.</summary>
    public static WireRequest Form(string form, string path = "/") =>
        new(HttpMethod.Post, path, form, "application/x-www-form-urlencoded; charset=utf-8");

    public static WireRequest Get(string pathAndQuery) => new(HttpMethod.Get, pathAndQuery);

    public WireRequest With(string header, string value)
    {
        Assert.True(_message.Headers.TryAddWithoutValidation(header, value));
        return this;
    }

    /// <summary>Sends the body in chunks, its length untold.</summary>
    public WireRequest InChunks()
    {
        _message.Headers.TransferEncodingChunked = true;
        return this;
    }

    /// <summary>Says how the body is encoded, without encoding it.</summary>
    public WireRequest Encoded(string encoding)
    {
        Assert.True(_message.Content!.Headers.TryAddWithoutValidation("Content-Encoding", encoding));
        return this;
    }

    /// <summary>Compresses the body.</summary>
    public async Task<WireRequest> CompressedAsync()
    {
        var plain = await _message.Content!.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        var type = _message.Content.Headers.ContentType;
        _message.Content = new ByteArrayContent(compressed.ToArray());
        _message.Content.Headers.ContentType = type;
        return Encoded("gzip");
    }

    /// <summary>Waits for the server's go-ahead before the body is sent.</summary>
    public WireRequest AskingFirst()
    {
        _message.Headers.ExpectContinue = true;
        return this;
    }

    public async Task<WireAnswer> SendAsync(PipelineServer server)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var response = await server.Http.SendAsync(_message, cancellation);
        return new WireAnswer(
            (int)response.StatusCode,
            response
                .Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync(cancellation)
        );
    }
}

/// <summary>What came back.</summary>
internal sealed record WireAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    /// <summary>The text of the one XML element of this name, wherever it is.</summary>
    public string Xml(string name) => XDocument.Parse(Body).Descendants().Single(element => element.Name.LocalName == name).Value;

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
