namespace Millrace.Languages.EventPatterns;

/// <summary>An IP address written as text, as patterns and events may hold it.</summary>
internal readonly record struct IpAddressText(bool IsV6, UInt128 Address)
{
    private const int V6Groups = 8;

    /// <summary>Bits of an address of this family.</summary>
    public int Bits => IsV6 ? 128 : 32;

    /// <summary>
    /// Reads four decimal numbers with dots, or hexadecimal digits and colons. Zone identifiers and IPv6 texts that end like IPv4
    /// are not addresses to AWS.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out IpAddressText address)
    {
        address = default;
        if (text.IsEmpty || !(char.IsAsciiHexDigit((char)text[0]) || text[0] == ':'))
        {
            return false;
        }

        return text.Contains((byte)':') ? TryParseV6(text, out address) : TryParseV4(text, out address);
    }

    private static bool TryParseV4(ReadOnlySpan<byte> text, out IpAddressText address)
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

        address = new IpAddressText(false, bits);
        return text.IsEmpty;
    }

    private static bool TryParseV6(ReadOnlySpan<byte> text, out IpAddressText address)
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
        address = new IpAddressText(true, moved | bits);
        return true;
    }

    private static bool TryTakeGroup(ref ReadOnlySpan<byte> text, out uint group)
    {
        group = 0;
        var digits = 0;
        for (; digits < text.Length && digits < 4 && char.IsAsciiHexDigit((char)text[digits]); digits++)
        {
            // The letters of either case follow their digit's nine in the low four bits.
            var digit = (uint)text[digits];
            group = (group << 4) | ((digit & 0xF) + (digit > '9' ? 9u : 0u));
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
