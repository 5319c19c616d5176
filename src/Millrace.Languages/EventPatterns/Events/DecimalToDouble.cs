using System.Numerics;

namespace Millrace.Languages.EventPatterns;

/// <summary>The double nearest to a decimal number, without a long multiplication where a short one is enough.</summary>
/// <remarks>
/// The method is Eisel's and Lemire's ("Number parsing at a gigabyte per second", 2021): multiply by a 128-bit fraction of the power of
/// ten, and give up in the few cases where the bits dropped could have changed the rounding. The caller then asks the runtime.
/// </remarks>
internal static class DecimalToDouble
{
    private const int SignificandBits = 53;
    private const ulong DoubleExactMax = 1UL << SignificandBits;
    private const int ExponentBias = 1075;

    /// <param name="significand">Not zero.</param>
    public static bool TryConvert(ulong significand, int exponent, out double value)
    {
        if (significand <= DoubleExactMax && Math.Abs(exponent) <= 22)
        {
            // Both operands are exact, so one division or multiplication rounds once.
            value = exponent < 0 ? significand / PowersOfTen.Double(-exponent) : significand * PowersOfTen.Double(exponent);
            return true;
        }

        value = 0;
        if (exponent is < PowersOfTen.Min or > PowersOfTen.Max)
        {
            return false;
        }

        var leadingZeros = BitOperations.LeadingZeroCount(significand);
        var normalised = significand << leadingZeros;
        var (powerHigh, powerLow) = PowersOfTen.Fraction(exponent);
        var high = Math.BigMul(normalised, powerHigh, out var low);
        var carried = Math.BigMul(normalised, powerLow, out _);
        low += carried;
        if (low < carried)
        {
            high++;
        }

        // The product has its highest bit at 127 or at 126; keep 54 bits of it, one more than a double has.
        var top = (int)(high >> 63);
        var dropped = 64 - SignificandBits - 2 + top;
        var kept = high >> dropped;
        var rest = high & ((1UL << dropped) - 1);

        // The error of the fraction is less than one unit of `low`'s neighbour: only a rest of all ones or all zeros could be another.
        if ((rest == 0 && low <= 1) || (rest == (1UL << dropped) - 1 && low >= ulong.MaxValue - 1))
        {
            return false;
        }

        kept = (kept + 1) >> 1;
        var binaryExponent = PowersOfTen.BinaryExponent(exponent) + 128 - leadingZeros + dropped + 1;
        if (kept == DoubleExactMax)
        {
            kept >>= 1;
            binaryExponent++;
        }

        value = BitConverter.UInt64BitsToDouble(((ulong)(binaryExponent + ExponentBias) << 52) | (kept & ((1UL << 52) - 1)));
        return true;
    }
}
