using System.Globalization;

namespace Millrace.Languages.Json;

/// <summary>Doubles as text, the ways JavaScript and Java write them. Both print the shortest digits that read back the same.</summary>
public static class JsonNumber
{
    // Most the shortest digits of a double can take, sign and exponent included, with room to spare.
    internal const int CharactersMax = 40;

    /// <summary>As ECMAScript's Number::toString(10): <c>100</c>, <c>0.1</c>, <c>1e+21</c>, <c>1e-7</c>, <c>NaN</c>.</summary>
    public static string ToJavaScript(double value)
    {
        Span<char> buffer = stackalloc char[CharactersMax];
        return new string(buffer[..FormatJavaScript(value, buffer)]);
    }

    /// <summary>As Java's <c>Double.toString</c>: <c>100.0</c>, <c>1.0E10</c>, <c>1.0E-5</c>.</summary>
    public static string ToJava(double value)
    {
        if (!double.IsFinite(value))
        {
            return ToJavaScript(value);
        }

        if (value == 0)
        {
            return double.IsNegative(value) ? "-0.0" : "0.0";
        }

        Span<char> digits = stackalloc char[CharactersMax];
        var (count, point) = Digits(Math.Abs(value), digits);
        var sign = value < 0 ? "-" : "";

        // Java turns to an exponent outside 10^-3 to 10^7.
        if (point is > -3 and <= 7)
        {
            if (point <= 0)
            {
                return $"{sign}0.{new string('0', -point)}{digits[..count]}";
            }

            return count <= point
                ? $"{sign}{digits[..count]}{new string('0', point - count)}.0"
                : $"{sign}{digits[..point]}.{digits[point..count]}";
        }

        return $"{sign}{digits[0]}.{(count > 1 ? digits[1..count] : "0")}E{point - 1}";
    }

    internal static int FormatJavaScript(double value, Span<char> output)
    {
        if (value is > -1e15 and < 1e15 && Math.Floor(value) == value)
        {
            ((long)value).TryFormat(output, out var length, default, CultureInfo.InvariantCulture);
            return length;
        }

        if (!double.IsFinite(value))
        {
            return Append(
                output,
                0,
                double.IsNaN(value) ? "NaN"
                    : value > 0 ? "Infinity"
                    : "-Infinity"
            );
        }

        Span<char> digits = stackalloc char[CharactersMax];
        var (count, point) = Digits(Math.Abs(value), digits);
        var at = value < 0 ? Append(output, 0, "-") : 0;
        if (point is > 21 or <= -6)
        {
            at = Append(output, at, digits[..1]);
            if (count > 1)
            {
                at = Append(output, at, ".");
                at = Append(output, at, digits[1..count]);
            }

            at = Append(output, at, point > 0 ? "e+" : "e-");
            Math.Abs(point - 1).TryFormat(output[at..], out var length, default, CultureInfo.InvariantCulture);
            return at + length;
        }

        if (point <= 0)
        {
            at = Append(output, at, "0.");
            output.Slice(at, -point).Fill('0');
            return Append(output, at - point, digits[..count]);
        }

        if (count <= point)
        {
            at = Append(output, at, digits[..count]);
            output.Slice(at, point - count).Fill('0');
            return at + point - count;
        }

        at = Append(output, at, digits[..point]);
        at = Append(output, at, ".");
        return Append(output, at, digits[point..count]);
    }

    /// <summary>Whether JavaScript would print the number exactly as this JSON number is written.</summary>
    internal static bool IsJavaScriptText(double value, ReadOnlySpan<byte> utf8)
    {
        Span<char> buffer = stackalloc char[CharactersMax];
        var length = FormatJavaScript(value, buffer);
        if (length != utf8.Length)
        {
            return false;
        }

        for (var i = 0; i < length; i++)
        {
            if (buffer[i] != utf8[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The shortest digits of a positive number, without trailing zeros, and where its point stands: 0.d1d2... × 10^point.</summary>
    private static (int Count, int Point) Digits(double value, Span<char> digits)
    {
        Span<char> text = stackalloc char[CharactersMax];
        // "R" gives the shortest digits, in a layout of its own: take the digits and the exponent out of it.
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        var (count, point, exponent) = (0, -1, 0);
        for (var i = 0; i < length; i++)
        {
            switch (text[i])
            {
                case '.':
                    point = count;
                    break;
                case 'E':
                    exponent = int.Parse(text[(i + 1)..length], CultureInfo.InvariantCulture);
                    length = i;
                    break;
                default:
                    digits[count++] = text[i];
                    break;
            }
        }

        point = (point < 0 ? count : point) + exponent;
        var leading = 0;
        while (leading < count - 1 && digits[leading] == '0')
        {
            leading++;
        }

        digits[leading..count].CopyTo(digits);
        (count, point) = (count - leading, point - leading);
        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
        }

        return (count, point);
    }

    private static int Append(Span<char> output, int at, ReadOnlySpan<char> text)
    {
        text.CopyTo(output[at..]);
        return at + text.Length;
    }
}
