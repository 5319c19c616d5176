using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;
using Millrace.Sns.Policies;
using Millrace.Sns.Protection;

namespace Millrace.Sns;

/// <summary>Makes of a published message what each kind of subscriber is given.</summary>
/// <param name="signer">Signs notifications of standard topics.</param>
/// <param name="baseUrl">Scheme, host and port under which endpoints reach this server, for the links in what they are sent.</param>
public sealed class NotificationComposer(INotificationSigner signer, Func<string> baseUrl)
{
    /// <summary>Signatures that are kept at most; a new one beyond them begins anew.</summary>
    private const int SignaturesMax = 4096;

    /// <summary>
    /// By what was signed, hashed, and the version. A signature is the same for all subscribers of a message, and costs more than
    /// everything else about it.
    /// </summary>
    private readonly ConcurrentDictionary<(UInt128 Hash, int Version), string> _signatures = new();

    private readonly OutboundProtection _protection = new();

    /// <summary>
    /// The request of a delivery's call; null when a replayed message does not pass the subscription's filter, or the topic's data
    /// protection policy keeps the message from the subscriber.
    /// </summary>
    public object? Compose(Call call, IFact payload)
    {
        var detail = DeliveryDetail.Of(call);
        return payload switch
        {
            MessagePublished message
                when detail is { IsReplay: true, Filter: { } filter } && !FilterMatching.Passes(filter, message) => null,
            MessagePublished message => Notification(call, detail, message),
            ConfirmationRequested request => Confirmation(call, detail, request),
            _ => throw new System.Diagnostics.UnreachableException(payload.GetType().Name),
        };
    }

    private object? Notification(Call call, DeliveryDetail detail, MessagePublished message)
    {
        var text = message.IsStructured
            ? TextFor(Protocols.StructureKeyOf(detail.Protocol, detail.Endpoint), message.Body)
            : message.Body;
        if (detail.Protection is { } protection)
        {
            if (_protection.Pass(protection, text) is not { } safe)
            {
                return null;
            }

            text = safe;
        }

        if (call.Action != Protocols.ActionOf(Protocols.Sqs))
        {
            var subscriptionArn = SubscriptionArn(call, detail);
            var content = detail.IsRaw ? text : Envelope(call, detail, message, text);
            if (detail.Protocol == Protocols.Firehose)
            {
                return new StreamRecord(detail.Endpoint, content);
            }

            return Protocols.IsHttp(detail.Protocol)
                ? Post(
                    call,
                    detail,
                    NotificationKind.Notification,
                    message.MessageId,
                    subscriptionArn,
                    content,
                    detail.ContentType
                )
                : new OutgoingNotification(
                    detail.Protocol,
                    detail.Endpoint,
                    NotificationKind.Notification,
                    message.MessageId,
                    call.Source.Arn,
                    subscriptionArn,
                    message.Subject,
                    TextOf(detail, text, subscriptionArn),
                    content,
                    message.Attributes
                );
        }

        var isFifoQueue = IsFifoQueue(call.Target);
        // What a queue has refused raw, its dead-letter queue would refuse as well; the envelope has room for all of it.
        var isRaw = detail.IsRaw && (detail.Failure is null || QueueForm.Fits(text, message.Attributes));
        return new SendMessageRequest
        {
            QueueUrl = call.Target.Arn,
            MessageBody = Utf8Text.FromUtf8(isRaw ? text : Envelope(call, detail, message, text)),
            // As recorded from AWS, what a queue would not take says nothing about why; of other endpoints nothing was recorded.
            MessageAttributes = Carried(
                isRaw ? message.Attributes : [],
                detail.Protocol == Protocols.Sqs ? null : detail.Failure
            ),
            MessageGroupId = isFifoQueue || !detail.IsFifo ? message.GroupId : null,
            MessageDeduplicationId = isFifoQueue ? message.DeduplicationId : null,
        };
    }

    private object Confirmation(Call call, DeliveryDetail detail, ConfirmationRequested request)
    {
        var topicArn = call.Source.Arn;
        var kind = request.IsFarewell ? NotificationKind.UnsubscribeConfirmation : NotificationKind.SubscriptionConfirmation;
        var message = request.IsFarewell
            ? $"You have chosen to deactivate subscription {SubscriptionArn(call, detail)}.\n"
                + "To cancel this operation and restore the subscription, visit the SubscribeURL included in this message."
            : $"You have chosen to subscribe to the topic {topicArn}.\n"
                + "To confirm the subscription, visit the SubscribeURL included in this message.";
        var url = $"{baseUrl()}/?Action=ConfirmSubscription&TopicArn={topicArn}&Token={request.Token}";
        var id = request.MessageId.ToString();
        var timestamp = NotificationText.Timestamp(request.At);
        var isRecord = detail.Protocol == Protocols.Firehose;
        var document = new NotificationText(isOneLine: isRecord)
            .Field("Type"u8, kind.ToString())
            .Field("MessageId"u8, id)
            .Field("Token"u8, request.Token)
            .Field("TopicArn"u8, topicArn)
            .Field("Message"u8, message)
            .Field("SubscribeURL"u8, url)
            .Field("Timestamp"u8, timestamp);
        if (isRecord)
        {
            return new StreamRecord(detail.Endpoint, document.Close());
        }

        var signature = Signature(
            detail.SignatureVersion,
            $"Message\n{message}\nMessageId\n{id}\nSubscribeURL\n{url}\nTimestamp\n{timestamp}\nToken\n{request.Token}\nTopicArn\n{topicArn}\nType\n{kind}\n"
        );
        var text = document
            .Field("SignatureVersion"u8, Version(detail))
            .Field("Signature"u8, signature)
            .Field("SigningCertURL"u8, signer.CertificateUrl(TopicAddress.RegionOf(topicArn)))
            .Close();
        if (call.Action == Protocols.ActionOf(Protocols.Sqs))
        {
            var isFifoQueue = IsFifoQueue(call.Target);
            return new SendMessageRequest
            {
                QueueUrl = call.Target.Arn,
                MessageBody = Utf8Text.FromUtf8(text),
                // Nobody publishes a question, so it has no group of its own: those of one subscription follow each other.
                MessageGroupId = isFifoQueue ? detail.SubscriptionId.ToString() : null,
                MessageDeduplicationId = isFifoQueue ? id : null,
            };
        }

        var subscriptionArn = request.IsFarewell ? SubscriptionArn(call, detail) : null;
        return Protocols.IsHttp(detail.Protocol)
            ? Post(
                call,
                detail with
                {
                    IsRaw = false,
                },
                kind,
                request.MessageId,
                subscriptionArn,
                text,
                DeliveryPolicy.Empty.ContentTypeOrDefault
            )
            : new OutgoingNotification(
                detail.Protocol,
                detail.Endpoint,
                kind,
                request.MessageId,
                topicArn,
                subscriptionArn,
                request.IsFarewell
                    ? "AWS Notification - Unsubscribe Confirmation"
                    : "AWS Notification - Subscription Confirmation",
                Encoding.UTF8.GetBytes($"{message}\n{url}"),
                text,
                []
            );
    }

    /// <summary>The text as people read it: an e-mail says how to receive no more of them, a text message who it is from.</summary>
    private ReadOnlyMemory<byte> TextOf(DeliveryDetail detail, ReadOnlyMemory<byte> text, string subscriptionArn) =>
        detail.Protocol switch
        {
            Protocols.Email => WithFarewell(text, subscriptionArn),
            Protocols.Sms when detail.DisplayName.Length > 0 => (byte[])
                [.. Encoding.UTF8.GetBytes($"{detail.DisplayName.ToUpperInvariant()}> "), .. text.Span],
            _ => text,
        };

    private byte[] WithFarewell(ReadOnlyMemory<byte> text, string subscriptionArn) =>
        [
            .. text.Span,
            .. Encoding.UTF8.GetBytes($"\n\n--\nTo receive no more of these messages, visit {UnsubscribeUrl(subscriptionArn)}\n"),
        ];

    private string UnsubscribeUrl(string subscriptionArn) => $"{baseUrl()}/?Action=Unsubscribe&SubscriptionArn={subscriptionArn}";

    /// <summary>The POST that brings something to a web hook. Headers as recorded from AWS.</summary>
    private static WebRequest Post(
        Call call,
        DeliveryDetail detail,
        NotificationKind kind,
        Guid messageId,
        string? subscriptionArn,
        ReadOnlyMemory<byte> content,
        string contentType
    )
    {
        var headers = new List<KeyValuePair<string, string>>
        {
            new("x-amz-sns-message-type", kind.ToString()),
            new("x-amz-sns-message-id", messageId.ToString()),
            new("x-amz-sns-topic-arn", call.Source.Arn),
        };
        if (subscriptionArn is not null)
        {
            headers.Add(new("x-amz-sns-subscription-arn", subscriptionArn));
        }

        if (detail.IsRaw)
        {
            headers.Add(new("x-amz-sns-rawdelivery", "true"));
        }

        headers.Add(new("User-Agent", "Amazon Simple Notification Service Agent"));
        return new WebRequest(detail.Endpoint, contentType, headers, content);
    }

    private ReadOnlyMemory<byte> Envelope(Call call, DeliveryDetail detail, MessagePublished message, ReadOnlyMemory<byte> text)
    {
        var id = message.MessageId.ToString();
        var topicArn = call.Source.Arn;
        var timestamp = NotificationText.Timestamp(DateTimeOffset.FromUnixTimeMilliseconds(message.At));
        var isRecord = detail.Protocol == Protocols.Firehose;
        var document = new NotificationText(isOneLine: isRecord)
            .Field("Type"u8, nameof(NotificationKind.Notification))
            .Field("MessageId"u8, id)
            .Field("SequenceNumber"u8, detail.IsFifo ? Topic.SequenceNumber(detail.SequenceBase, message.Number) : null)
            .Field("TopicArn"u8, topicArn)
            .Field("Subject"u8, message.Subject)
            .Field("Message"u8, text.Span)
            .Field("Timestamp"u8, timestamp);
        if (!detail.IsFifo && !isRecord)
        {
            document
                .Field("SignatureVersion"u8, Version(detail))
                .Field("Signature"u8, Signature(detail.SignatureVersion, Signed(message, id, topicArn, timestamp, text)))
                .Field("SigningCertURL"u8, signer.CertificateUrl(TopicAddress.RegionOf(topicArn)));
        }

        return document
            .Field("UnsubscribeURL"u8, UnsubscribeUrl(SubscriptionArn(call, detail)))
            .Field("Replayed"u8, detail.IsReplay ? "true" : null)
            .Attributes(message.Attributes)
            .Close();
    }

    /// <summary>What is signed of a notification: names and values, a line each, in the order of the names.</summary>
    private static string Signed(
        MessagePublished message,
        string id,
        string topicArn,
        string timestamp,
        ReadOnlyMemory<byte> text
    )
    {
        var subject = message.Subject is null ? "" : $"Subject\n{message.Subject}\n";
        return $"Message\n{Encoding.UTF8.GetString(text.Span)}\nMessageId\n{id}\n{subject}Timestamp\n{timestamp}\nTopicArn\n{topicArn}\nType\nNotification\n";
    }

    private string Signature(int version, string text)
    {
        var signed = Encoding.UTF8.GetBytes(text);
        var key = (BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(signed)), version);
        if (!_signatures.TryGetValue(key, out var signature))
        {
            if (_signatures.Count >= SignaturesMax)
            {
                _signatures.Clear();
            }

            _signatures[key] = signature = signer.Sign(signed, version);
        }

        return signature;
    }

    /// <summary>The text for one protocol out of a structured message, or the default.</summary>
    private static ReadOnlyMemory<byte> TextFor(string key, ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return Encoding.UTF8.GetBytes(MessageRules.TextIn(document.RootElement, key)!);
    }

    /// <summary>
    /// The attributes of a message in a queue: those it carries along, and in a dead-letter queue what went wrong, where all of it finds
    /// room among what a queue takes.
    /// </summary>
    private static Dictionary<string, MessageAttributeValue>? Carried(
        IReadOnlyList<StoredAttribute> attributes,
        DeliveryFailure? failure
    )
    {
        var carried = attributes.ToDictionary(
            attribute => attribute.Name,
            attribute =>
                attribute.IsBinary
                    ? new MessageAttributeValue { DataType = attribute.DataType, BinaryValue = attribute.Value }
                    : Text(attribute.DataType, Encoding.UTF8.GetString(attribute.Value.Span)),
            StringComparer.Ordinal
        );
        if (failure is not null && attributes.Count <= Limits.QueueAttributesMax - 3)
        {
            carried["RequestID"] = Text("String", failure.RequestId.ToString());
            carried["ErrorCode"] = Text("String", DeliveryFailure.Kept(failure.Code));
            carried["ErrorMessage"] = Text("String", failure.Message.Length > 0 ? failure.Message : failure.Code);
        }

        return carried.Count > 0 ? carried : null;

        static MessageAttributeValue Text(string type, string value) => new() { DataType = type, StringValue = value };
    }

    private static bool IsFifoQueue(ResourceId target) => target.Arn.EndsWith(".fifo", StringComparison.Ordinal);

    private static string SubscriptionArn(Call call, DeliveryDetail detail) => $"{call.Source.Arn}:{detail.SubscriptionId}";

    private static string Version(DeliveryDetail detail) => detail.SignatureVersion == 2 ? "2" : "1";
}
