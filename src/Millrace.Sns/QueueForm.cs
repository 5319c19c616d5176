using System.Buffers;
using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>Whether a queue takes a message as it was published, without the envelope: SNS allows more than SQS does.</summary>
/// <remarks>Source: SQS API Reference, SendMessage; SQS Developer Guide, "Amazon SQS message attributes".</remarks>
internal static class QueueForm
{
    /// <summary>What XML 1.0 does not know: control characters but tab and the ends of lines.</summary>
    private static readonly SearchValues<byte> _controls = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Where(code => code is not ('\t' or '\n' or '\r')).Select(code => (byte)code),
    ]);

    /// <param name="text">The message's text, in UTF-8.</param>
    /// <param name="attributes">What comes along with it.</param>
    public static bool Fits(ReadOnlyMemory<byte> text, IReadOnlyList<StoredAttribute> attributes) =>
        !text.IsEmpty && IsXml(text.Span) && attributes.Count <= Limits.QueueAttributesMax && attributes.All(Fits);

    private static bool Fits(StoredAttribute attribute) =>
        !attribute.Name.StartsWith("AWS.", StringComparison.OrdinalIgnoreCase)
        && !attribute.Name.StartsWith("Amazon.", StringComparison.OrdinalIgnoreCase)
        && attribute.DataType.Length <= Limits.QueueAttributeTypeLengthMax
        && (attribute.IsBinary || IsXml(attribute.Value.Span));

    private static bool IsXml(ReadOnlySpan<byte> utf8) =>
        !utf8.ContainsAny(_controls) && utf8.IndexOf("\uFFFE"u8) < 0 && utf8.IndexOf("\uFFFF"u8) < 0;
}
