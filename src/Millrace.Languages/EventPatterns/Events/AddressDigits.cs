namespace Millrace.Languages.EventPatterns;

/// <summary>What a value looks like to address ranges: the hexadecimal digits of an IP address, or of a number as it is written.</summary>
/// <remarks>
/// AWS turns addresses into digits, 8 of them for IPv4 and 32 for IPv6, and follows these from the left until they are inside the
/// range whatever comes behind, or outside. It neither looks at the family nor demands that the digits be at their end. So
/// <c>::/0</c> takes IPv4 addresses, and the number 5 is inside <c>0.0.0.0/0</c> where 0 is not, since 0 could still be either. The
/// cases of event-ruler 2.0.1 show both.
/// </remarks>
/// <param name="Value">The digits' value.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct AddressDigits(UInt128 Value, int Count)
{
    public const int CountV4 = 8;
    public const int CountV6 = 32;

    private const int V6Groups = 8;
    private const int BitsPerDigit = 4;

    /// <summary>The digits of a value, if it has some.</summary>
    public static bool TryRead(in FieldValue value, out AddressDigits digits)
    {
        digits = default;
        return value.Kind switch
        {
            FieldValueKind.String => TryParse(value.Text, out digits),
            FieldValueKind.Number => TryReadNumber(value.Text, out digits),
            _ => false,
        };
    }

    /// <summary>What a range of so many digits must do to hold these: start at <paramref name="lowMax"/> and end at <paramref name="highMin"/>, or beyond.</summary>
    /// <returns>False when no range can.</returns>
    public bool TryProject(int count, out UInt128 lowMax, out UInt128 highMin)
    {
        if (Count >= count)
        {
            lowMax = highMin = Value >> (BitsPerDigit * (Count - count));
            return true;
        }

        // Whatever digits come behind these must be inside, and one more on either side.
        var missing = BitsPerDigit * (count - Count);
        lowMax = (Value << missing) - 1;
        highMin = (Value + 1) << missing;
        return Value != 0 && Value != (UInt128.One << (BitsPerDigit * Count)) - 1;
    }

    /// <summary>
    /// Reads four decimal numbers with dots, or hexadecimal digits and colons. Zone identifiers and IPv6 texts that end like IPv4
    /// are not addresses to AWS.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out AddressDigits address)
    {
        address = default;
        if (text.IsEmpty || !(char.IsAsciiHexDigit((char)text[0]) || text[0] == ':'))
        {
            return false;
        }

        return text.Contains((byte)':') ? TryParseV6(text, out address) : TryParseV4(text, out address);
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> text, out AddressDigits digits)
    {
        UInt128 value = 0;
        var count = 0;

        // A capital E is a digit, too; a small one is not, since AWS writes addresses in capitals.
        for (; count < text.Length && count < CountV6 && (char.IsAsciiDigit((char)text[count]) || text[count] == 'E'); count++)
        {
            value = (value << BitsPerDigit) | Digit(text[count]);
        }

        digits = new AddressDigits(value, count);
        return count > 0;
    }

    // The letters of either case follow their digit's nine in the low four bits.
    private static uint Digit(byte c) => (uint)(c & 0xF) + (c > '9' ? 9u : 0u);

    private static bool TryParseV4(ReadOnlySpan<byte> text, out AddressDigits address)
    {
        address = default;
        uint bits = 0;
        for (var part = 0; part < 4; part++)
        {
            if (part > 0 && !TryTake(ref text, (byte)'.'))
            {
                return false;
            }

            var digits = 0;
            uint value = 0;
            for (; digits < text.Length && char.IsAsciiDigit((char)text[digits]) && value <= byte.MaxValue; digits++)
            {
                value = (value * 10) + text[digits] - '0';
            }

            if (digits == 0 || value > byte.MaxValue)
            {
                return false;
            }

            bits = (bits << 8) | value;
            text = text[digits..];
        }

        address = new AddressDigits(bits, CountV4);
        return text.IsEmpty;
    }

    private static bool TryParseV6(ReadOnlySpan<byte> text, out AddressDigits address)
    {
        address = default;
        UInt128 beforeGap = 0,
            bits = 0;
        int groups = 0,
            groupsBeforeGap = -1;
        if (text is [(byte)':', (byte)':', ..])
        {
            groupsBeforeGap = 0;
            text = text[2..];
        }

        while (!text.IsEmpty)
        {
            if (groups == V6Groups || !TryTakeGroup(ref text, out var group))
            {
                return false;
            }

            bits = (bits << 16) | group;
            groups++;
            if (text.IsEmpty)
            {
                break;
            }

            if (!TryTake(ref text, (byte)':') || text.IsEmpty)
            {
                return false;
            }

            if (TryTake(ref text, (byte)':'))
            {
                if (groupsBeforeGap >= 0)
                {
                    return false;
                }

                (groupsBeforeGap, beforeGap, bits) = (groups, bits, 0);
            }
        }

        if (groupsBeforeGap < 0 ? groups != V6Groups : groups == V6Groups)
        {
            return false;
        }

        var moved = groupsBeforeGap <= 0 ? 0 : beforeGap << (16 * (V6Groups - groupsBeforeGap));
        address = new AddressDigits(moved | bits, CountV6);
        return true;
    }

    private static bool TryTakeGroup(ref ReadOnlySpan<byte> text, out uint group)
    {
        group = 0;
        var digits = 0;
        for (; digits < text.Length && digits < 4 && char.IsAsciiHexDigit((char)text[digits]); digits++)
        {
            group = (group << BitsPerDigit) | Digit(text[digits]);
        }

        text = text[digits..];
        return digits > 0;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, byte expected)
    {
        if (text.IsEmpty || text[0] != expected)
        {
            return false;
        }

        text = text[1..];
        return true;
    }
}
