using System.Globalization;
using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Functions;

/// <summary>Rounding as the language does it: to the even neighbour, on decimal digits rather than on the double.</summary>
internal static class Rounding
{
    public static double HalfEven(double value, int places)
    {
        var result = Math.Round(Shift(value, places), MidpointRounding.ToEven);
        result = Shift(result, -places);
        return result == 0 ? 0 : result;
    }

    // Moving the point in the digits: a multiplication by a power of ten would add an error of its own.
    private static double Shift(double value, int places)
    {
        if (places == 0 || !double.IsFinite(value))
        {
            return value;
        }

        var text = JsonNumber.ToJavaScript(value);
        var at = text.IndexOf('e', StringComparison.Ordinal);
        var exponent = at < 0 ? 0 : int.Parse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var digits = at < 0 ? text : text[..at];
        return double.Parse($"{digits}e{exponent + places}", NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
