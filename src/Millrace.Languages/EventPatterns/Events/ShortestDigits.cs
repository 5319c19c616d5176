using System.Diagnostics;
using System.Globalization;

namespace Millrace.Languages.EventPatterns;

/// <summary>Whether a decimal number is what the shortest text of its nearest double says.</summary>
internal static class ShortestDigits
{
    private const ulong FractionMask = (1UL << 52) - 1;

    // Bits behind the point that are not looked at.
    private const int PartsDropped = 16;

    // Parts of a digit; the errors of the multiplication and of dropping bits are one or two.
    private const long Doubt = 8;

    /// <param name="number">Of 16 or 17 digits, the last not zero.</param>
    /// <param name="nearest">The nearest double, positive and in the range where doubles keep all their bits.</param>
    /// <remarks>
    /// Counted in units of the number's last digit, the double lies at some place C and owns everything up to H on either side. The
    /// number is its shortest text when no multiple of ten lies in there (that one would be shorter) and none of its neighbours is
    /// nearer to C. Both are decided on fixed point numbers; where these are too close to call, the text is written out.
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
        // How far C is from the number, and the half width, in parts of a digit. A digit has about 2^44 parts, so these are exact enough
        // and ten of them far from overflowing.
        var place = ((UInt128)significand * powerHigh) + Math.BigMul(significand, powerLow, out _);
        var distance = (long)((place - ((UInt128)number.Significand << pointAt)) >> PartsDropped);
        var half = (long)(powerHigh >> (PartsDropped + 1));
        var digit = 1L << (pointAt - PartsDropped);

        var last = (long)(number.Significand % 10);
        var shorter = Math.Min((last * digit) + distance, ((10 - last) * digit) - distance);
        var fromMiddle = Math.Abs(distance) - (digit / 2);
        if (Math.Abs(shorter - half) <= Doubt || Math.Abs(fromMiddle) <= Doubt)
        {
            return EqualText(number, nearest);
        }

        return shorter > half && fromMiddle < 0;
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
}
