namespace Millrace.Languages.EventPatterns;

/// <summary>What the scanner found of an event, by field. Kept from event to event, so that matching allocates nothing.</summary>
internal sealed class EventValues
{
    /// <summary>The position of what is in no array.</summary>
    public const int NoPosition = 0;

    private CapturedValue[] _values = new CapturedValue[32];
    private ArrayPosition[] _positions = new ArrayPosition[32];
    private FieldNode[] _fields = new FieldNode[32];
    private Slot[] _slots = [];
    private byte[] _unescaped = [];
    private int _valueCount;
    private int _positionCount;
    private int _fieldCount;
    private int _unescapedLength;
    private int _generation;

    /// <summary>First and last value of one field; of no meaning unless the generation is the present one.</summary>
    private struct Slot
    {
        public int Generation;
        public int First;
        public int Last;
    }

    /// <summary>The fields that have values, in the order of their first ones.</summary>
    public ReadOnlySpan<FieldNode> Fields => _fields.AsSpan(0, _fieldCount);

    /// <summary>The array elements; index 0 stands for none.</summary>
    public ReadOnlySpan<ArrayPosition> Positions => _positions.AsSpan(0, _positionCount);

    /// <summary>Forgets the last event.</summary>
    /// <param name="fieldsEnd">All field numbers are below this.</param>
    public void Begin(int fieldsEnd)
    {
        if (_slots.Length < fieldsEnd)
        {
            Array.Resize(ref _slots, Math.Max(fieldsEnd, _slots.Length * 2));
        }

        if (_generation == int.MaxValue)
        {
            Array.Clear(_slots);
            _generation = 0;
        }

        _generation++;
        _valueCount = 0;
        _fieldCount = 0;
        _unescapedLength = 0;
        _positionCount = 1;
    }

    /// <summary>Forgets which snapshot the last event was matched against, so that it can be collected.</summary>
    public void Release() => Array.Clear(_fields, 0, _fieldCount);

    /// <summary>Index of the first value of a field, or -1.</summary>
    public int First(int field) => _slots[field].Generation == _generation ? _slots[field].First : -1;

    public ref readonly CapturedValue this[int index] => ref _values[index];

    /// <summary>A value as matchers want it.</summary>
    public FieldValue Read(in CapturedValue value, ReadOnlySpan<byte> json)
    {
        var texts = value.IsUnescaped ? _unescaped : json;
        return new FieldValue(value.Kind, texts.Slice(value.Start, value.Length), value.Number);
    }

    /// <summary>Adds an element of an array and returns its index.</summary>
    public int AddPosition(int parent, int array)
    {
        if (_positionCount == _positions.Length)
        {
            Array.Resize(ref _positions, _positionCount * 2);
        }

        _positions[_positionCount] = new ArrayPosition(parent, array);
        return _positionCount++;
    }

    /// <summary>Adds a value to a field, and lets the caller complete it.</summary>
    public ref CapturedValue Add(FieldNode field, FieldValueKind kind, bool isUnescaped, int start, int length, int position)
    {
        if (_valueCount == _values.Length)
        {
            Array.Resize(ref _values, _valueCount * 2);
        }

        ref var slot = ref _slots[field.Number];
        if (slot.Generation != _generation)
        {
            slot.Generation = _generation;
            slot.First = _valueCount;
            AddField(field);
        }
        else
        {
            _values[slot.Last].Next = _valueCount;
        }

        slot.Last = _valueCount;
        ref var value = ref _values[_valueCount++];
        value.Kind = kind;
        value.IsUnescaped = isUnescaped;
        value.Start = start;
        value.Length = length;
        value.Position = position;
        value.Next = -1;
        return ref value;
    }

    private void AddField(FieldNode field)
    {
        if (_fieldCount == _fields.Length)
        {
            Array.Resize(ref _fields, _fieldCount * 2);
        }

        _fields[_fieldCount++] = field;
    }

    /// <summary>Resolves the escapes of a string the scanner has found to be right, and keeps the result.</summary>
    /// <returns>Where the result starts; it ends where all unescaped texts end.</returns>
    public int Unescape(ReadOnlySpan<byte> text)
    {
        // An escape is never shorter than what it stands for.
        if (_unescaped.Length - _unescapedLength < text.Length)
        {
            Array.Resize(ref _unescaped, Math.Max(_unescaped.Length * 2, _unescapedLength + text.Length));
        }

        var start = _unescapedLength;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOf((byte)'\\');
            plain = plain < 0 ? text.Length : plain;
            text[..plain].CopyTo(_unescaped.AsSpan(_unescapedLength));
            _unescapedLength += plain;
            text = text[plain..];
            if (!text.IsEmpty)
            {
                text = text[UnescapeOne(text)..];
            }
        }

        return start;
    }

    /// <summary>Where the unescaped texts end.</summary>
    public int UnescapedLength => _unescapedLength;

    /// <summary>One of the unescaped texts.</summary>
    public ReadOnlySpan<byte> Unescaped(int start) => _unescaped.AsSpan(start, _unescapedLength - start);

    /// <returns>How long the escape was.</returns>
    private int UnescapeOne(ReadOnlySpan<byte> text)
    {
        if (text[1] != 'u')
        {
            _unescaped[_unescapedLength++] = text[1] switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                var itself => itself,
            };
            return 2;
        }

        var unit = HexUnit(text[2..6]);
        var length = 6;
        if (char.IsHighSurrogate((char)unit) && text.Length >= 12 && text[6] == '\\' && text[7] == 'u')
        {
            var second = HexUnit(text[8..12]);
            if (char.IsLowSurrogate((char)second))
            {
                unit = char.ConvertToUtf32((char)unit, (char)second);
                length = 12;
            }
        }

        _unescapedLength += Utf8Text.Encode(unit, _unescaped.AsSpan(_unescapedLength));
        return length;
    }

    private static int HexUnit(ReadOnlySpan<byte> digits)
    {
        var unit = 0;
        foreach (var digit in digits)
        {
            unit = (unit << 4) | ((digit & 0xF) + (digit > '9' ? 9 : 0));
        }

        return unit;
    }
}
