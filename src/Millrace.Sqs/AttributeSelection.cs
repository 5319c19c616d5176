using System.Globalization;
using System.Text;
using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs;

/// <summary>What a receive knows of a message besides its recorded fact.</summary>
/// <param name="SequenceNumber">In a FIFO queue; otherwise null.</param>
internal readonly record struct ReceivedMessage(int ReceiveCount, long FirstReceivedAt, string? SequenceNumber);

/// <summary>Which attributes a receive asks for, and how a message is shown to it.</summary>
/// <remarks>
/// System attributes are asked for in AttributeNames (the old member) or MessageSystemAttributeNames; message attributes by
/// name, by prefix (<c>foo.*</c>), or all (<c>All</c>, <c>.*</c>). The MD5 covers the returned subset.
/// <para>
/// The names are sorted out once. A request may have hundreds of thousands, and messages are filled in on the thread that every flush
/// waits for: what an attribute costs there goes with the length of its own name, not with how many were asked for.
/// </para>
/// </remarks>
internal sealed class AttributeSelection
{
    private const string PrefixEnd = ".*";

    /// <summary>Of a receive that asks for none, as most do.</summary>
    private static readonly AttributeSelection _none = new([], [], []);

    private readonly HashSet<string>? _system;
    private readonly bool _allSystem;
    private readonly bool _any;
    private readonly bool _all;
    private readonly HashSet<string>? _exact;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _prefixes;
    private readonly int _prefixShortest = int.MaxValue;
    private readonly int _prefixLongest = -1;

    private AttributeSelection(List<string> names, List<string> oldSystemNames, List<string> systemNames)
    {
        _any = names.Count > 0;
        _all = names.Exists(name => name is "All" or PrefixEnd);
        if (_any && !_all)
        {
            _exact = new HashSet<string>(names, StringComparer.Ordinal);
            _prefixes = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
            foreach (var name in _exact)
            {
                if (name.EndsWith(PrefixEnd, StringComparison.Ordinal))
                {
                    var prefix = name.AsSpan(0, name.Length - PrefixEnd.Length);
                    _prefixes.Add(prefix);
                    _prefixShortest = Math.Min(_prefixShortest, prefix.Length);
                    _prefixLongest = Math.Max(_prefixLongest, prefix.Length);
                }
            }
        }

        if (oldSystemNames.Count > 0 || systemNames.Count > 0)
        {
            _system = new HashSet<string>(oldSystemNames, StringComparer.Ordinal);
            _system.UnionWith(systemNames);
            _allSystem = _system.Contains(MessageSystemAttributeName.All);
        }
    }

    public static AttributeSelection Of(ReceiveMessageRequest request) =>
        request is { MessageAttributeNames: null, AttributeNames: null, MessageSystemAttributeNames: null }
            ? _none
            : new AttributeSelection(
                request.MessageAttributeNames ?? [],
                request.AttributeNames ?? [],
                request.MessageSystemAttributeNames ?? []
            );

    /// <summary>Names that no message has are refused.</summary>
    public static AwsError? Check(ReceiveMessageRequest request) =>
        Check(request.AttributeNames) ?? Check(request.MessageSystemAttributeNames);

    private static AwsError? Check(List<string>? names) =>
        names?.Find(static name => !IsSystemAttribute(name) && !IsQueueAttribute(name)) is { } unknown
            ? SqsErrors.InvalidAttributeName.WithMessage($"Unknown Attribute {unknown}.")
            : null;

    /// <summary>Puts a recorded message into the shape of an answer.</summary>
    public void Fill(Message message, MessageSent sent, ReceivedMessage received)
    {
        message.MessageId = sent.Id.ToString();
        message.MD5OfBody = MessageDigest.Hex(sent.BodyMd5.Span);
        message.Body = Utf8Text.FromUtf8(sent.Body);
        message.Attributes = SystemAttributes(sent, received);
        if (_any && sent.Attributes.Count > 0)
        {
            StoredAttribute[] selected = [.. sent.Attributes.Where(attribute => Selects(attribute.Name))];
            message.MD5OfMessageAttributes = MessageDigest.OfAttributes(selected);
            if (selected.Length > 0)
            {
                message.MessageAttributes = selected.ToDictionary(attribute => attribute.Name, Shown, StringComparer.Ordinal);
            }
        }
    }

    private Dictionary<string, string>? SystemAttributes(MessageSent sent, ReceivedMessage received)
    {
        if (_system is null)
        {
            return null;
        }

        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        Show(MessageSystemAttributeName.SenderId, sent.SenderId);
        Show(MessageSystemAttributeName.SentTimestamp, Text(sent.SentAt));
        Show(MessageSystemAttributeName.ApproximateReceiveCount, Text(received.ReceiveCount));
        Show(
            MessageSystemAttributeName.ApproximateFirstReceiveTimestamp,
            Text(sent.FirstReceivedAt > 0 ? sent.FirstReceivedAt : received.FirstReceivedAt)
        );
        Show(MessageSystemAttributeName.AWSTraceHeader, sent.TraceHeader);
        Show(MessageSystemAttributeName.MessageGroupId, sent.GroupId);
        Show(MessageSystemAttributeName.MessageDeduplicationId, sent.DeduplicationId);
        Show(MessageSystemAttributeName.SequenceNumber, received.SequenceNumber);
        Show(MessageSystemAttributeName.DeadLetterQueueSourceArn, sent.DeadLetterSourceArn);
        return shown.Count > 0 ? shown : null;

        void Show(string name, string? value)
        {
            if (value is not null && (_allSystem || _system.Contains(name)))
            {
                shown.Add(name, value);
            }
        }
    }

    private bool Selects(string name)
    {
        if (_all || _exact!.Contains(name))
        {
            return true;
        }

        for (var length = _prefixShortest; length <= Math.Min(_prefixLongest, name.Length); length++)
        {
            if (_prefixes.Contains(name.AsSpan(0, length)))
            {
                return true;
            }
        }

        return false;
    }

    private static MessageAttributeValue Shown(StoredAttribute attribute) =>
        attribute.IsBinary
            ? new MessageAttributeValue { DataType = attribute.DataType, BinaryValue = attribute.Value }
            : new MessageAttributeValue
            {
                DataType = attribute.DataType,
                StringValue = Encoding.UTF8.GetString(attribute.Value.Span),
            };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool IsSystemAttribute(string name) =>
        name
            is MessageSystemAttributeName.All
                or MessageSystemAttributeName.SenderId
                or MessageSystemAttributeName.SentTimestamp
                or MessageSystemAttributeName.ApproximateReceiveCount
                or MessageSystemAttributeName.ApproximateFirstReceiveTimestamp
                or MessageSystemAttributeName.SequenceNumber
                or MessageSystemAttributeName.MessageDeduplicationId
                or MessageSystemAttributeName.MessageGroupId
                or MessageSystemAttributeName.AWSTraceHeader
                or MessageSystemAttributeName.DeadLetterQueueSourceArn;

    /// <summary>The old member's type also knows the names of queue attributes; a message simply has none of them.</summary>
    private static bool IsQueueAttribute(string name) => QueueAttributes.IsKnown(name);
}
