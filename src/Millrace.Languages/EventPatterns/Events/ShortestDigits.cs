using System.Diagnostics;
using System.Globalization;

namespace Millrace.Languages.EventPatterns;

/// <summary>Whether a decimal number is what the shortest text of its nearest double says.</summary>
internal static class ShortestDigits
{
    private const ulong FractionMask = (1UL << 52) - 1;

    // In units of the last bit; the errors of the multiplication are a few such units.
    private const ulong Doubt = 1 << 12;

    /// <param name="number">Of 16 or 17 digits, the last not zero.</param>
    /// <param name="nearest">The nearest double, positive and in the range where doubles keep all their bits.</param>
    /// <remarks>
    /// Counted in units of the number's last digit, the double lies at some place C and owns everything up to H on either side. The
    /// number is its shortest text when no multiple of ten lies in there (that one would be shorter) and none of its neighbours is
    /// nearer to C. Both are decided on 128-bit fixed point numbers; where these are too close to call, the text is written out.
    /// </remarks>
    public static bool Equal(DecimalText number, double nearest)
    {
        var bits = BitConverter.DoubleToUInt64Bits(nearest);
        var fraction = bits & FractionMask;
        if (fraction == 0 || -number.Exponent is < PowersOfTen.Min or > PowersOfTen.Max)
        {
            return EqualText(number, nearest);
        }

        var significand = fraction | (FractionMask + 1);
        var binaryExponent = (int)(bits >> 52) - 1075;
        var (powerHigh, powerLow) = PowersOfTen.Fraction(-number.Exponent);

        // place · 2^-pointAt is C. The half width is half the power itself, since the double is `significand` such powers wide.
        var pointAt = -(binaryExponent + PowersOfTen.BinaryExponent(-number.Exponent) + 64);
        Debug.Assert(pointAt is > 50 and < 70, "Sixteen or seventeen digits leave about sixty bits behind the point.");
        var place = ((UInt128)significand * powerHigh) + Math.BigMul(significand, powerLow, out _);
        var half = (UInt128)(powerHigh >> 1);
        var one = UInt128.One << pointAt;

        // Before the point there are less than 64 bits.
        var decade = (ulong)(place >> pointAt) / 10 * 10;
        var below = place - ((UInt128)decade << pointAt);
        var above = (one * 10) - below;
        var shorter = UInt128.Min(below, above);
        var own = (UInt128)number.Significand << pointAt;
        var distance = place > own ? place - own : own - place;
        if (Near(shorter, half) || Near(distance, one >> 1))
        {
            return EqualText(number, nearest);
        }

        return shorter > half && distance < one >> 1;
    }

    /// <summary>As <see cref="Equal"/>, for any double, by writing it out.</summary>
    public static bool EqualText(DecimalText number, double nearest)
    {
        Span<byte> text = stackalloc byte[32];
        nearest.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        var shortest = DecimalText.Read(text[..length]);
        return shortest.Significand == number.Significand
            && shortest.Exponent == number.Exponent
            && shortest.Digits == number.Digits;
    }

    private static bool Near(UInt128 left, UInt128 right) => (left > right ? left - right : right - left) <= Doubt;
}
