using System.Numerics;

namespace Millrace.Languages.EventPatterns;

/// <summary>Powers of ten as 128-bit fractions: <c>10^q = (High·2^64 + Low) · 2^BinaryExponent(q)</c>, the highest bit of High set.</summary>
/// <remarks>Exact where 128 bits hold them (0 to 55), rounded down above, rounded up below.</remarks>
internal static class PowersOfTen
{
    public const int Min = -64;
    public const int Max = 64;

    private static readonly ulong[] _integers =
    [
        .. Enumerable.Range(0, 20).Select(exponent => (ulong)BigInteger.Pow(10, exponent)),
    ];
    private static readonly double[] _doubles =
    [
        .. Enumerable.Range(0, 23).Select(exponent => (double)BigInteger.Pow(10, exponent)),
    ];
    private static readonly (ulong High, ulong Low)[] _fractions = [.. Enumerable.Range(Min, Max - Min + 1).Select(MakeFraction)];

    /// <summary>10^<paramref name="exponent"/>, 0 to 19.</summary>
    public static ulong Integer(int exponent) => _integers[exponent];

    /// <summary>10^<paramref name="exponent"/>, 0 to 22: those that a double holds exactly.</summary>
    public static double Double(int exponent) => _doubles[exponent];

    /// <summary>The fraction of 10^<paramref name="exponent"/>, <see cref="Min"/> to <see cref="Max"/>.</summary>
    public static (ulong High, ulong Low) Fraction(int exponent) => _fractions[exponent - Min];

    /// <summary>The power of two that belongs to <see cref="Fraction"/>: floor(exponent · log2 10) - 127.</summary>
    public static int BinaryExponent(int exponent) => ((217706 * exponent) >> 16) - 127;

    private static (ulong High, ulong Low) MakeFraction(int exponent)
    {
        var shift = -BinaryExponent(exponent);
        BigInteger bits;
        if (exponent >= 0)
        {
            var power = BigInteger.Pow(10, exponent);
            bits = shift >= 0 ? power << shift : power >> -shift;
        }
        else
        {
            bits = ((BigInteger.One << shift) / BigInteger.Pow(10, -exponent)) + 1;
        }

        return ((ulong)(bits >> 64), (ulong)(bits & ulong.MaxValue));
    }
}
