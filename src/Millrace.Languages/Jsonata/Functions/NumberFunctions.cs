using System.Globalization;
using System.Text.RegularExpressions;
using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Pictures;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Functions;

/// <summary>Numbers. Of undefined, undefined.</summary>
internal static partial class NumberFunctions
{
    // Before the point.
    private const int DoubleDigitsMax = 309;

    /// <remarks>Errors: D3030.</remarks>
    public static JsonValue Number(in JsonataCall call)
    {
        var value = call[0];
        return value.Kind switch
        {
            JsonKind.Undefined or JsonKind.Number => value,
            JsonKind.Boolean => value.IsTrue ? 1 : 0,
            JsonKind.String => Parse(value.AsString()) ?? throw Unable(value),
            _ => throw Unable(value),
        };
    }

    public static JsonValue Floor(in JsonataCall call) => call[0].IsUndefined ? default : (JsonValue)Math.Floor(call.Number(0));

    public static JsonValue Ceil(in JsonataCall call) => call[0].IsUndefined ? default : (JsonValue)Math.Ceiling(call.Number(0));

    public static JsonValue Abs(in JsonataCall call) => call[0].IsUndefined ? default : (JsonValue)Math.Abs(call.Number(0));

    public static JsonValue Round(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var places = call[1].IsUndefined ? 0 : (int)Math.Clamp(call.Number(1), -400, 400);
        return Rounding.HalfEven(call.Number(0), places);
    }

    /// <remarks>Errors: D3060.</remarks>
    public static JsonValue Sqrt(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var value = call.Number(0);
        return value >= 0 ? Math.Sqrt(value) : throw new JsonataException("D3060", value).With("index", 1);
    }

    /// <remarks>Errors: D3061.</remarks>
    public static JsonValue Power(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var result = Math.Pow(call.Number(0), call[1].IsUndefined ? double.NaN : call.Number(1));
        return double.IsFinite(result)
            ? result
            : throw new JsonataException("D3061", call[0]).With("index", 1).With("exp", call[1]);
    }

    public static JsonValue Random(in JsonataCall call) => SplitMix.ToFraction(call.NextRandom());

    /// <remarks>Errors: D3080 to D3093.</remarks>
    public static JsonValue FormatNumber(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var symbols = call[2].IsObject ? DecimalSymbols.From(call[2].AsObject()) : DecimalSymbols.Default;
        var picture = call.Text(1);
        call.Evaluation.ChargePicture(picture);
        call.Evaluation.ChargeText((long)symbols.GroupingSeparator.Length * (picture.Length + DoubleDigitsMax));
        return NumberPicture.Parse(picture, symbols).Format(call.Number(0));
    }

    /// <remarks>Errors: D3100.</remarks>
    public static JsonValue FormatBase(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var radix = call[1].IsUndefined ? 10 : Rounding.HalfEven(call.Number(1), 0);
        return radix is >= 2 and <= 36
            ? Radix.ToText(Rounding.HalfEven(call.Number(0), 0), (int)radix)
            : throw new JsonataException("D3100", radix);
    }

    /// <remarks>Errors: D3130, D3131.</remarks>
    public static JsonValue FormatInteger(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var picture = call.Text(1);
        call.Evaluation.ChargePicture(picture);
        return IntegerPicture.Parse(picture).Format(Math.Floor(call.Number(0)), call.Evaluation);
    }

    /// <remarks>Errors: D3030 where the text says no number, D3130, D3131.</remarks>
    public static JsonValue ParseInteger(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var (text, picture) = (call.Text(0), call.Text(1));
        call.Evaluation.ChargePicture(picture);
        call.Evaluation.ChargeText((long)text.Length * picture.Length);
        var result = IntegerPicture.Parse(picture).ParseNumber(text);
        return double.IsNaN(result) ? throw Unable(call[0]) : result;
    }

    [GeneratedRegex(
        "^-?[0-9]+(\\.[0-9]+)?([Ee][-+]?[0-9]+)?\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex DecimalPattern();

    private static JsonValue? Parse(string text)
    {
        if (DecimalPattern().IsMatch(text))
        {
            var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            return double.IsFinite(value) ? value : null;
        }

        // Hexadecimal, octal and binary digits add up in a double, however many there are.
        return text is ['0', 'x' or 'X', ..] ? Digits(text.AsSpan(2), 16)
            : text is ['0', 'o' or 'O', ..] ? Digits(text.AsSpan(2), 8)
            : text is ['0', 'b' or 'B', ..] ? Digits(text.AsSpan(2), 2)
            : null;
    }

    private static JsonValue? Digits(ReadOnlySpan<char> digits, int radix)
    {
        var value = 0.0;
        foreach (var digit in digits)
        {
            var weight = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (weight >= radix)
            {
                return null;
            }

            value = (value * radix) + weight;
        }

        return digits.Length > 0 && double.IsFinite(value) ? value : null;
    }

    private static JsonataException Unable(JsonValue value) => new JsonataException("D3030", value).With("index", 1);
}
