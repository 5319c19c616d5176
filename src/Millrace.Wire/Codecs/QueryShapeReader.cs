using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Millrace.Api;

namespace Millrace.Wire.Codecs;

/// <summary>Reads shapes from the parameters of a Query request.</summary>
/// <remarks>
/// Source: Smithy, AWS Query protocol; the SQS API Reference for what old clients send besides: a list of one without an
/// index (<c>AttributeName=All</c>) and a map of one without an index (<c>Attribute.Name=DelaySeconds&amp;Attribute.Value=45</c>).
/// </remarks>
internal ref struct QueryShapeReader(QueryTree tree, Span<QueryShapeReader.Frame> frames) : IShapeReader
{
    private readonly QueryTree _tree = tree;
    private readonly Span<Frame> _frames = frames;
    private int _depth;
    private int _value = QueryTree.Root;

    public static MemberNaming Naming => MemberNaming.Query;

    public void BeginStructure() => Enter(new Frame(_tree.FirstChild(_value), IsOnly: false));

    public bool NextMember(out ReadOnlySpan<byte> name)
    {
        var hasNext = Next();
        name = hasNext ? _tree.Segment(_value).Span : default;
        return hasNext;
    }

    public void SkipValue()
    {
        // Nothing was entered, so there is nothing to leave: the next member is asked of the frame above.
    }

    public void BeginList(ListSchema schema)
    {
        var holder = schema.IsFlattened ? _value : _tree.Child(_value, schema.ItemName);
        var isBare = holder >= 0 && _tree.FirstChild(holder) < 0 && _tree.Value(holder) is { IsEmpty: false };
        Enter(isBare ? new Frame(holder, IsOnly: true) : new Frame(FirstChildOf(holder), IsOnly: false));
    }

    public bool NextItem(ListSchema schema)
    {
        var isOnly = _frames[_depth - 1].IsOnly;
        var hasNext = Next();
        if (hasNext && !isOnly)
        {
            RefuseUnlessIndex();
        }

        return hasNext;
    }

    public void BeginMap(MapSchema schema)
    {
        var holder = schema.IsFlattened ? _value : _tree.Child(_value, schema.EntryName);
        var isBare = holder >= 0 && _tree.Child(holder, schema.KeyName) >= 0;
        Enter(isBare ? new Frame(holder, IsOnly: true) : new Frame(FirstChildOf(holder), IsOnly: false));
    }

    public bool NextEntry(MapSchema schema, out string key)
    {
        var isOnly = _frames[_depth - 1].IsOnly;
        key = "";
        if (!Next())
        {
            return false;
        }

        if (!isOnly)
        {
            RefuseUnlessIndex();
        }

        var entry = _value;
        _value = _tree.Child(entry, schema.KeyName);
        key = _value >= 0 ? ReadString() : throw Malformed($"A map entry has no {Encoding.UTF8.GetString(schema.KeyName)}.");
        _value = _tree.Child(entry, schema.ValueName);
        return _value >= 0 ? true : throw Malformed($"The map entry '{key}' has no {Encoding.UTF8.GetString(schema.ValueName)}.");
    }

    public string ReadString() => Encoding.UTF8.GetString(Scalar().Span);

    public Utf8Text ReadUtf8Text() => Utf8Text.FromUtf8(Scalar());

    public int ReadInt32() =>
        Utf8Parser.TryParse(Scalar().Span, out int value, out var read) && read == Scalar().Length
            ? value
            : throw NotConvertible("Integer");

    public long ReadInt64() =>
        Utf8Parser.TryParse(Scalar().Span, out long value, out var read) && read == Scalar().Length
            ? value
            : throw NotConvertible("Long");

    public double ReadDouble()
    {
        var text = Scalar().Span;
        if (JsonText.TryReadNonFinite(text, out var special))
        {
            return special;
        }

        return Utf8Parser.TryParse(text, out double value, out var read) && read == text.Length && double.IsFinite(value)
            ? value
            : throw NotConvertible("Double");
    }

    public bool ReadBoolean() =>
        Scalar().Span switch
        {
            var text when Ascii.EqualsIgnoreCase(text, "true"u8) => true,
            var text when Ascii.EqualsIgnoreCase(text, "false"u8) => false,
            _ => throw NotConvertible("Boolean"),
        };

    public DateTimeOffset ReadTimestamp(TimestampFormat format) =>
        Timestamps.TryParse(Scalar().Span, out var value) ? value : throw NotConvertible("Timestamp");

    public ReadOnlyMemory<byte> ReadBlob()
    {
        var encoded = Scalar().Span;
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(encoded.Length)];
        return Base64.DecodeFromUtf8(encoded, bytes, out _, out var count) == OperationStatus.Done
            ? bytes.AsMemory(0, count)
            : throw NotConvertible("Blob");
    }

    private static WireFormatException Malformed(string message) => new(CommonErrors.MalformedInput, message);

    private readonly WireFormatException NotConvertible(string type) =>
        Malformed($"The value of '{Encoding.UTF8.GetString(_tree.Segment(_value).Span)}' can not be converted to {type}.");

    private readonly ReadOnlyMemory<byte> Scalar() =>
        _tree.Value(_value)
        ?? throw Malformed(
            $"'{Encoding.UTF8.GetString(_tree.Segment(_value).Span)}' was given members where a value is expected."
        );

    private readonly int FirstChildOf(int holder) => holder < 0 ? holder : _tree.FirstChild(holder);

    private readonly void RefuseUnlessIndex()
    {
        if (!QueryTree.IsNumber(_tree.Segment(_value).Span))
        {
            throw Malformed($"'{Encoding.UTF8.GetString(_tree.Segment(_value).Span)}' was found where an index is expected.");
        }
    }

    private void Enter(Frame frame)
    {
        if (_depth == _frames.Length)
        {
            throw Malformed($"The request is nested deeper than {_frames.Length} levels.");
        }

        _frames[_depth++] = frame;
    }

    /// <summary>Makes the frame's next node the current value; at the end leaves the frame.</summary>
    private bool Next()
    {
        ref var frame = ref _frames[_depth - 1];
        if (frame.Next < 0)
        {
            _depth--;
            return false;
        }

        _value = frame.Next;
        frame = new Frame(frame.IsOnly ? -1 : _tree.NextSibling(_value), frame.IsOnly);
        return true;
    }

    /// <summary>One structure, list or map that is being read.</summary>
    /// <param name="Next">The node to offer next; negative at the end.</param>
    /// <param name="IsOnly">True when that node is the list or map itself, given without an index.</param>
    internal readonly record struct Frame(int Next, bool IsOnly);
}
