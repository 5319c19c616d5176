using System.Text.Json;
using Millrace.Api;
using Millrace.Engine;

namespace Millrace.Outside;

/// <summary>Puts records into Firehose streams at an endpoint that speaks its API: calls of kind <c>firehose</c>.</summary>
/// <remarks>Source: Firehose API Reference, PutRecord and "Common errors".</remarks>
public sealed class FirehoseHand : IHand, IDisposable
{
    /// <summary>The kind of target that this hand reaches.</summary>
    public const string TargetKind = "firehose";

    private const string Target = "Firehose_20150804.PutRecord";
    private const string StreamPrefix = "deliverystream/";

    /// <summary>What is looked at of an answer that refuses; AWS's own errors have a few hundred bytes.</summary>
    private const int ErrorBytesMax = 16 * 1024;

    private readonly FirehoseOptions _options;
    private readonly RequestSigner _signer;
    private readonly HttpDoor _door;

    /// <param name="options">The endpoint and its key.</param>
    /// <param name="time">The clock that requests are signed by and their time is measured on.</param>
    /// <param name="failed">Is told the host that was not reached, and why; null for nobody.</param>
    public FirehoseHand(OutsideOptions options, TimeProvider time, Action<string, Exception>? failed = null)
    {
        _options = options.Firehose;
        _signer = new RequestSigner("firehose", _options.AccessKeyId, _options.SecretAccessKey.Reveal(), time);

        // The operator wrote the endpoint, so it may be anywhere.
        _door = new HttpDoor(options, rules: null, time, failed);
    }

    public ValueTask<CallRefusal?> MakeAsync(Call call, object request, CancellationToken stopping)
    {
        var record = (StreamRecord)request;
        if (_options.Endpoint.Length == 0)
        {
            return Refused("NotConfigured", "This server knows no Firehose: outside.firehose.endpoint is not set.");
        }

        return
            Arn.TryParse(record.StreamArn, out var stream)
            // The region becomes part of the host that the request goes to, and is the subscriber's.
            && RegionName.IsValid(stream.Region)
            && stream.Resource.StartsWith(StreamPrefix, StringComparison.Ordinal)
            ? _door.SendAsync(() => Message(record, stream), JudgeAsync, stopping)
            : Refused("InvalidEndpoint", "The endpoint is no ARN of a Firehose stream.");
    }

    public void Dispose() => _door.Dispose();

    private static ValueTask<CallRefusal?> Refused(string code, string message) =>
        ValueTask.FromResult<CallRefusal?>(new CallRefusal(code, message));

    private HttpRequestMessage Message(StreamRecord record, Arn stream)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new { DeliveryStreamName = stream.Resource[StreamPrefix.Length..], Record = new { Data = record.Data.ToArray() } }
        );
        var message = new HttpRequestMessage(HttpMethod.Post, _options.UrlIn(stream.Region))
        {
            Content = new ByteArrayContent(content),
        };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-amz-json-1.1");
        message.Headers.TryAddWithoutValidation("X-Amz-Target", Target);
        _signer.Sign(message, content, stream.Region);
        return message;
    }

    private static async ValueTask<CallRefusal?> JudgeAsync(HttpResponseMessage answer, CancellationToken ended)
    {
        if (answer.IsSuccessStatusCode)
        {
            return null;
        }

        var status = (int)answer.StatusCode;
        var (code, message) = ErrorIn(await HttpDoor.ReadStartAsync(answer, ErrorBytesMax, ended));
        return new CallRefusal(
            code ?? $"{status}",
            message ?? $"The endpoint answered {status}.",
            IsTransient: status is >= 500 or 429 || code is "ThrottlingException" or "LimitExceededException"
        );
    }

    /// <summary>Code and text of an error in AWS's JSON; null where the answer holds none.</summary>
    private static (string? Code, string? Message) ErrorIn(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var code = Text(document.RootElement, "__type");
            return (
                code?[(code.IndexOf('#', StringComparison.Ordinal) + 1)..],
                Text(document.RootElement, "message") ?? Text(document.RootElement, "Message")
            );
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return (null, null);
        }
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
