using System.Text.Unicode;

namespace Millrace.Languages.EventPatterns;

/// <summary>Reads an event once, from front to back: checks that it is JSON, keeps the values rules ask for, and skips the rest.</summary>
/// <remarks>
/// Only objects and arrays on the way to a field some rule names are walked, by recursion that <see cref="EventLimits.DepthMax"/> bounds;
/// all else is skipped by a loop that looks at its grammar and nothing more (<c>EventScanner.Skip.cs</c>).
/// </remarks>
internal unsafe ref partial struct EventScanner
{
    private readonly byte* _start;
    private readonly byte* _end;
    private readonly EventValues _values;
    private byte* _at;
    private int _depth;
    private int _arrays;
    private bool _hasEscapes;
    private bool _hasDots;
    private string? _failure;

    private EventScanner(byte* start, int length, EventValues values)
    {
        _start = start;
        _end = start + length;
        _at = start;
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
            if (scanner.ScanEvent(root))
            {
                return null;
            }

            // Reading a cut event may have looked for its end beyond it, never further.
            var offset = Math.Min((int)(scanner._at - start), json.Length);
            return new EventRejection(scanner._failure ?? "The event is not JSON.", offset);
        }
    }

    private bool ScanEvent(FieldNode root)
    {
        SkipSpace();
        if (_at == _end || *_at != '{')
        {
            return Fail("The event is not a JSON object.");
        }

        if (!ScanObject(root, EventValues.NoPosition))
        {
            return false;
        }

        SkipSpace();
        return _at == _end || Fail("There is more behind the event.");
    }

    private bool ScanObject(FieldNode node, int position)
    {
        _at++;
        if (++_depth > EventLimits.DepthMax)
        {
            return FailTooDeep();
        }

        SkipSpace();
        if (_at < _end && *_at == '}')
        {
            _at++;
            _depth--;
            return true;
        }

        while (true)
        {
            if (_at >= _end || *_at != '"')
            {
                return false;
            }

            var name = ++_at;
            if (!SkipName())
            {
                return false;
            }

            var child =
                _hasEscapes || _hasDots
                    ? FindUnusual(node, name)
                    : node.Find(new ReadOnlySpan<byte>(name, (int)(_at - name) - 1));
            if (!SkipColon() || !(child is null ? SkipValue() : ScanValue(child, position)))
            {
                return false;
            }

            SkipSpace();
            if (_at >= _end)
            {
                return false;
            }

            if (*_at == '}')
            {
                _at++;
                _depth--;
                return true;
            }

            if (*_at != ',')
            {
                return false;
            }

            _at++;
            SkipSpace();
        }
    }

    private bool ScanArray(FieldNode node, int position)
    {
        _at++;
        if (++_depth > EventLimits.DepthMax)
        {
            return FailTooDeep();
        }

        var array = _arrays++;
        SkipSpace();
        if (_at < _end && *_at == ']')
        {
            _at++;
            _depth--;
            return true;
        }

        while (_at < _end)
        {
            // Only what is inside an object or an array of this array is bound to the element; plain values are the field's own
            // and go with any. So event-ruler does it.
            var isContainer = *_at is (byte)'{' or (byte)'[';
            if (!ScanValue(node, isContainer ? _values.AddPosition(position, array) : position))
            {
                return false;
            }

            SkipSpace();
            if (_at >= _end)
            {
                return false;
            }

            if (*_at == ']')
            {
                _at++;
                _depth--;
                return true;
            }

            if (*_at != ',')
            {
                return false;
            }

            _at++;
            SkipSpace();
        }

        return false;
    }

    private bool ScanValue(FieldNode node, int position)
    {
        if (_at >= _end)
        {
            return false;
        }

        switch (*_at)
        {
            case (byte)'{':
                return node.HasChildren ? ScanObject(node, position) : SkipValue();
            case (byte)'[':
                return ScanArray(node, position);
            default:
                return node.Index is null ? SkipScalar() : Capture(node, position);
        }
    }

    private bool Capture(FieldNode node, int position)
    {
        var start = _at;
        if (!SkipScalar())
        {
            return false;
        }

        var kind = *start switch
        {
            (byte)'"' => FieldValueKind.String,
            (byte)'t' => FieldValueKind.True,
            (byte)'f' => FieldValueKind.False,
            (byte)'n' => FieldValueKind.Null,
            _ => FieldValueKind.Number,
        };
        var length = (int)(_at - start);
        switch (kind)
        {
            case FieldValueKind.String when _hasEscapes:
                var unescaped = _values.Unescape(new ReadOnlySpan<byte>(start + 1, length - 2));
                _values.Add(node, new(kind, true, unescaped, _values.UnescapedLength - unescaped, position, -1, default));
                break;
            case FieldValueKind.String:
                _values.Add(node, new(kind, false, (int)(start - _start) + 1, length - 2, position, -1, default));
                break;
            case FieldValueKind.Number:
                var number = NumberValue.Parse(new ReadOnlySpan<byte>(start, length));
                _values.Add(node, new(kind, false, (int)(start - _start), length, position, -1, number));
                break;
            default:
                _values.Add(node, new(kind, false, 0, 0, position, -1, default));
                break;
        }

        return true;
    }

    /// <summary>Finds the node of a name that has escapes, or dots, which part it into several.</summary>
    private FieldNode? FindUnusual(FieldNode node, byte* start)
    {
        var name = new ReadOnlySpan<byte>(start, (int)(_at - start) - 1);
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

    private bool Fail(string reason)
    {
        _failure = reason;
        return false;
    }

    private bool FailTooDeep() => Fail($"The event nests deeper than {EventLimits.DepthMax} levels.");
}
