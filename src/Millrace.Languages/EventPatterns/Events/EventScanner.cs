using System.Text.Unicode;

namespace Millrace.Languages.EventPatterns;

/// <summary>Reads an event once, from front to back: checks that it is JSON, keeps the values rules ask for, and skips the rest.</summary>
/// <remarks>
/// Only objects and arrays on the way to a field some rule names are walked, by recursion that <see cref="EventLimits.DepthMax"/> bounds;
/// all else is skipped by a loop that looks at its grammar and nothing more (<c>EventScanner.Skip.cs</c>).
/// <para>
/// Every step takes the place it starts at and returns the place behind what it has read, or null when that is not JSON: a place in
/// a local variable is a register, one in a field is memory.
/// </para>
/// </remarks>
internal unsafe ref partial struct EventScanner
{
    private readonly byte* _start;
    private readonly byte* _end;
    private readonly EventValues _values;
    private int _depth;
    private int _arrays;
    private bool _hasEscapes;
    private bool _hasDots;
    private byte* _failedAt;
    private string? _failure;

    private EventScanner(byte* start, int length, EventValues values)
    {
        _start = start;
        _end = start + length;
        _values = values;
    }

    /// <summary>Scans one event; <paramref name="values"/> has been told to begin.</summary>
    /// <returns>Null when the event is JSON, an object, and not too deep.</returns>
    public static EventRejection? Scan(ReadOnlySpan<byte> json, FieldNode root, EventValues values)
    {
        if (!Utf8.IsValid(json))
        {
            return new EventRejection("The event is not UTF-8.", 0);
        }

        fixed (byte* start = json)
        {
            var scanner = new EventScanner(start, json.Length, values);
            return scanner.ScanEvent(root)
                ? null
                : new EventRejection(scanner._failure ?? "The event is not JSON.", (int)(scanner._failedAt - start));
        }
    }

    private bool ScanEvent(FieldNode root)
    {
        var at = SkipSpace(_start);
        if (at == _end || *at != '{')
        {
            Fail(at, "The event is not a JSON object.");
            return false;
        }

        at = ScanObject(at, root, EventValues.NoPosition);
        if (at is null)
        {
            return false;
        }

        at = SkipSpace(at);
        if (at != _end)
        {
            Fail(at, "There is more behind the event.");
        }

        return at == _end;
    }

    private byte* ScanObject(byte* at, FieldNode node, int position)
    {
        if (++_depth > EventLimits.DepthMax)
        {
            return FailTooDeep(at);
        }

        at = SkipSpace(at + 1);
        if (at < _end && *at == '}')
        {
            _depth--;
            return at + 1;
        }

        while (true)
        {
            if (at >= _end || *at != '"')
            {
                return Fail(at);
            }

            var name = ++at;
            at = SkipName(at);
            if (at is null)
            {
                return null;
            }

            var text = new ReadOnlySpan<byte>(name, (int)(at - name) - 1);
            var child = _hasEscapes || _hasDots ? FindUnusual(node, text) : node.Find(text);
            at = SkipColon(at);
            if (at is not null)
            {
                at = child is null ? SkipValue(at) : ScanValue(at, child, position);
            }

            if (at is null)
            {
                return null;
            }

            at = SkipSpace(at);
            if (at < _end && *at == ',')
            {
                at = SkipSpace(at + 1);
                continue;
            }

            if (at < _end && *at == '}')
            {
                _depth--;
                return at + 1;
            }

            return Fail(at);
        }
    }

    private byte* ScanArray(byte* at, FieldNode node, int position)
    {
        if (++_depth > EventLimits.DepthMax)
        {
            return FailTooDeep(at);
        }

        var array = _arrays++;
        at = SkipSpace(at + 1);
        if (at < _end && *at == ']')
        {
            _depth--;
            return at + 1;
        }

        while (at < _end)
        {
            // Only what is inside an object or an array of this array is bound to the element; plain values are the field's own
            // and go with any. So event-ruler does it.
            var isContainer = *at is (byte)'{' or (byte)'[';
            at = ScanValue(at, node, isContainer ? _values.AddPosition(position, array) : position);
            if (at is null)
            {
                return null;
            }

            at = SkipSpace(at);
            if (at < _end && *at == ',')
            {
                at = SkipSpace(at + 1);
                continue;
            }

            if (at < _end && *at == ']')
            {
                _depth--;
                return at + 1;
            }

            break;
        }

        return Fail(at);
    }

    private byte* ScanValue(byte* at, FieldNode node, int position)
    {
        if (at >= _end)
        {
            return Fail(at);
        }

        return *at switch
        {
            (byte)'{' => node.HasChildren ? ScanObject(at, node, position) : SkipValue(at),
            (byte)'[' => ScanArray(at, node, position),
            _ => node.Index is null ? SkipScalar(at) : Capture(at, node, position),
        };
    }

    private byte* Capture(byte* start, FieldNode node, int position)
    {
        var end = SkipScalar(start);
        if (end is null)
        {
            return null;
        }

        var offset = (int)(start - _start);
        var length = (int)(end - start);
        switch (*start)
        {
            case (byte)'"' when _hasEscapes:
                var unescaped = _values.Unescape(new ReadOnlySpan<byte>(start + 1, length - 2));
                _values.Add(node, FieldValueKind.String, true, unescaped, _values.UnescapedLength - unescaped, position);
                break;
            case (byte)'"':
                _values.Add(node, FieldValueKind.String, false, offset + 1, length - 2, position);
                break;
            case (byte)'t':
                _values.Add(node, FieldValueKind.True, false, offset, 0, position);
                break;
            case (byte)'f':
                _values.Add(node, FieldValueKind.False, false, offset, 0, position);
                break;
            case (byte)'n':
                _values.Add(node, FieldValueKind.Null, false, offset, 0, position);
                break;
            default:
                ref var value = ref _values.Add(node, FieldValueKind.Number, false, offset, length, position);
                value.Number = NumberValue.Parse(new ReadOnlySpan<byte>(start, length));
                break;
        }

        return end;
    }

    /// <summary>Finds the node of a name that has escapes, or dots, which part it into several.</summary>
    private FieldNode? FindUnusual(FieldNode node, ReadOnlySpan<byte> name)
    {
        if (_hasEscapes)
        {
            name = _values.Unescaped(_values.Unescape(name));
        }

        FieldNode? at = node;
        foreach (var part in name.Split((byte)'.'))
        {
            at = at?.Find(name[part]);
        }

        return at;
    }

    private byte* Fail(byte* at, string? reason = null)
    {
        _failedAt = at;
        _failure = reason;
        return null;
    }

    private byte* FailTooDeep(byte* at) => Fail(at, $"The event nests deeper than {EventLimits.DepthMax} levels.");
}
