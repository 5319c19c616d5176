using System.Numerics;
using System.Runtime.InteropServices;

namespace Millrace.Languages.EventPatterns;

/// <summary>A decimal number without the zeros at either end: <c>Significand × 10^Exponent</c>.</summary>
/// <param name="Digits">
/// How many the significand has, none for zero. Beyond <see cref="DigitsMax"/> it may be any larger number, and the rest is not to be used.
/// </param>
internal readonly record struct DecimalText(bool IsNegative, ulong Significand, int Digits, int Exponent)
{
    /// <summary>No double needs more digits than this to be told from its neighbours.</summary>
    public const int DigitsMax = 17;

    // As many as always fit into the significand, zeros in front included.
    private const int QuickDigitsMax = 19;

    // Far outside what a double holds, and far inside what an int holds.
    private const int ExponentMax = 100_000;

    /// <param name="text">Follows the JSON grammar of a number; it may also be what .NET writes for a double.</param>
    public static DecimalText Read(ReadOnlySpan<byte> text)
    {
        var isNegative = text[0] == '-';
        var start = isNegative ? 1 : 0;
        ulong significand = 0;
        var at = ReadDigits(text, start, ref significand);
        var digits = at - start;
        var exponent = 0;
        if (at < text.Length && text[at] == '.')
        {
            var point = at + 1;
            at = ReadDigits(text, point, ref significand);
            exponent = point - at;
            digits -= exponent;
        }

        // With more digits the significand has overflowed, to no harm.
        return digits <= QuickDigitsMax
            ? Trim(isNegative, significand, exponent + ReadExponent(text[at..]))
            : ReadMany(text, start, isNegative);
    }

    /// <returns>Where the digits end.</returns>
    private static int ReadDigits(ReadOnlySpan<byte> text, int at, ref ulong significand)
    {
        // Eight digits at a time: pairs, then pairs of pairs, are added up side by side in one word.
        while (text.Length - at >= sizeof(ulong))
        {
            var word = MemoryMarshal.Read<ulong>(text[at..]);
            var isDigits =
                ((word & 0xF0F0F0F0F0F0F0F0) | (((word + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) >> 4)) == 0x3333333333333333;
            if (!isDigits)
            {
                break;
            }

            word -= 0x3030303030303030;
            word = (word * 10) + (word >> 8);
            word =
                (((word & 0x000000FF000000FF) * 0x000F424000000064) + (((word >> 16) & 0x000000FF000000FF) * 0x0000271000000001))
                >> 32;
            significand = (significand * 100_000_000) + word;
            at += sizeof(ulong);
        }

        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
        {
            significand = (significand * 10) + (uint)(text[at] - '0');
        }

        return at;
    }

    private static DecimalText Trim(bool isNegative, ulong significand, int exponent)
    {
        if (significand == 0)
        {
            return new DecimalText(isNegative, 0, 0, 0);
        }

        while (true)
        {
            var tenth = significand / 10;
            if (tenth * 10 != significand)
            {
                return new DecimalText(isNegative, significand, Count(significand), exponent);
            }

            significand = tenth;
            exponent++;
        }
    }

    /// <summary>How many digits a number has: from its bits, one too many at most.</summary>
    private static int Count(ulong significand)
    {
        var most = ((BitOperations.Log2(significand) + 1) * 1233 >> 12) + 1;
        return most > QuickDigitsMax || significand < PowersOfTen.Integer(most - 1) ? most - 1 : most;
    }

    /// <summary>Digit by digit, keeping zeros back until another digit follows them.</summary>
    private static DecimalText ReadMany(ReadOnlySpan<byte> text, int start, bool isNegative)
    {
        ulong significand = 0;
        int digits = 0,
            zeros = 0,
            exponent = 0,
            at = start;
        var isFraction = false;
        for (; at < text.Length && (text[at] == '.' || char.IsAsciiDigit((char)text[at])); at++)
        {
            if (text[at] == '.')
            {
                isFraction = true;
                continue;
            }

            exponent -= isFraction ? 1 : 0;
            if (text[at] == '0')
            {
                zeros++;
                continue;
            }

            for (; zeros > 0 && digits > 0 && digits <= DigitsMax; zeros--)
            {
                significand *= 10;
                digits++;
            }

            zeros = 0;
            digits++;
            significand = (significand * 10) + (uint)(text[at] - '0');
        }

        return new DecimalText(isNegative, significand, digits, exponent + zeros + ReadExponent(text[at..]));
    }

    private static int ReadExponent(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var isSigned = text[1] is (byte)'-' or (byte)'+';
        var exponent = 0;
        foreach (var c in text[(isSigned ? 2 : 1)..])
        {
            exponent = Math.Min((exponent * 10) + (c - '0'), ExponentMax);
        }

        return text[1] == '-' ? -exponent : exponent;
    }
}
