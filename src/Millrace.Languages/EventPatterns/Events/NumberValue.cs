using System.Buffers.Text;
using System.Text;

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
        var number = DecimalText.Read(text);
        if (number.Digits == 0)
        {
            return new NumberValue(0, true);
        }

        if (
            number.Digits <= DecimalText.DigitsMax
            && DecimalToDouble.TryConvert(number.Significand, number.Exponent, out var magnitude)
        )
        {
            return new NumberValue(
                number.IsNegative ? -magnitude : magnitude,
                number.Digits <= AlwaysExactDigits || ShortestDigits.Equal(number, magnitude)
            );
        }

        return ParseSlowly(text, number);
    }

    /// <summary>As <see cref="Parse(ReadOnlySpan{byte})"/>.</summary>
    public static NumberValue Parse(string text) => Parse(Encoding.ASCII.GetBytes(text));

    private static NumberValue ParseSlowly(ReadOnlySpan<byte> text, in DecimalText number)
    {
        var value = Utf8Parser.TryParse(text, out double parsed, out _) ? parsed : double.PositiveInfinity;
        var isComparable =
            double.IsFinite(value) && number.Digits <= DecimalText.DigitsMax && ShortestDigits.EqualText(number, Math.Abs(value));
        return new NumberValue(value == 0 ? 0 : value, isComparable);
    }
}
