using System.Buffers.Text;
using System.Globalization;

namespace Millrace.Languages.EventPatterns;

/// <summary>A JSON number as patterns compare it: an IEEE double, and whether that double says all the text said.</summary>
/// <param name="Value">The nearest double; never minus zero. Infinite for what no double reaches.</param>
/// <param name="IsComparable">
/// False for a number that the shortest text of its double does not equal, such as 12345678901234567891. Such a number equals only its
/// own text and is in no range (measured on event-ruler 2.0.1).
/// </param>
internal readonly record struct NumberValue(double Value, bool IsComparable)
{
    // Any decimal of fifteen digits survives the way to a double and back, in the range where doubles keep all their bits.
    private const int AlwaysExactDigits = 15;

    /// <param name="text">Follows the JSON grammar of a number.</param>
    public static NumberValue Parse(ReadOnlySpan<byte> text)
    {
        var number = Decimal.Read(text);
        if (number.Digits == 0)
        {
            return new NumberValue(0, true);
        }

        if (
            number.Digits <= Decimal.DigitsMax
            && DecimalToDouble.TryConvert(number.Significand, number.Exponent, out var magnitude)
        )
        {
            return new NumberValue(
                number.IsNegative ? -magnitude : magnitude,
                number.Digits <= AlwaysExactDigits || ShortestDigits.Equal(number, magnitude)
            );
        }

        var value = Utf8Parser.TryParse(text, out double parsed, out _) ? parsed : double.PositiveInfinity;
        return new NumberValue(
            value,
            double.IsFinite(value) && number.Digits <= Decimal.DigitsMax && ShortestDigits.EqualText(number, Math.Abs(value))
        );
    }

    /// <summary>As <see cref="Parse(ReadOnlySpan{byte})"/>.</summary>
    public static NumberValue Parse(string text) => Parse(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>A decimal number without the zeros at either end: <c>Significand × 10^Exponent</c>.</summary>
    /// <param name="Digits">How many the significand has; beyond <see cref="DigitsMax"/> the significand is not kept.</param>
    internal readonly record struct Decimal(bool IsNegative, ulong Significand, int Digits, int Exponent)
    {
        /// <summary>No double needs more digits than this to be told from its neighbours.</summary>
        public const int DigitsMax = 17;

        // Far outside what a double holds, and far inside what an int holds.
        private const int ExponentMax = 100_000;

        public static Decimal Read(ReadOnlySpan<byte> text)
        {
            var at = 0;
            var negative = text[0] == '-';
            if (negative)
            {
                at++;
            }

            ulong significand = 0;
            int digits = 0,
                zeros = 0,
                exponent = 0;
            var fraction = false;
            for (; at < text.Length; at++)
            {
                var digit = (uint)(text[at] - '0');
                if (digit > 9)
                {
                    if (text[at] != '.')
                    {
                        break;
                    }

                    fraction = true;
                    continue;
                }

                exponent -= fraction ? 1 : 0;
                if (digit == 0)
                {
                    zeros++;
                    continue;
                }

                // Zeros count once another digit follows; before the first digit they never do.
                if (digits > 0)
                {
                    digits += zeros;
                    significand = digits < DigitsMax ? significand * PowersOfTen.Integer(zeros) : significand;
                }

                zeros = 0;
                digits++;
                significand = digits <= DigitsMax ? (significand * 10) + digit : significand;
            }

            return new Decimal(negative, significand, digits, exponent + zeros + ReadExponent(text[at..]));
        }

        private static int ReadExponent(ReadOnlySpan<byte> text)
        {
            if (text.IsEmpty)
            {
                return 0;
            }

            var signed = text[1] is (byte)'-' or (byte)'+';
            var exponent = 0;
            foreach (var c in text[(signed ? 2 : 1)..])
            {
                exponent = Math.Min((exponent * 10) + (c - '0'), ExponentMax);
            }

            return text[1] == '-' ? -exponent : exponent;
        }
    }

    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}
