using System.Globalization;
using System.Text;
using Millrace.Languages.Jsonata.Functions;

namespace Millrace.Languages.Jsonata.Pictures;

/// <summary>A number picture such as <c>#,##0.00;(#,##0.00)</c>.</summary>
/// <remarks>Source: XPath and XQuery Functions and Operators 3.1, "fn:format-number", whose bullets the steps of formatting follow.</remarks>
internal sealed class NumberPicture
{
    private readonly DecimalSymbols _symbols;
    private readonly SubPicture _positive;
    private readonly SubPicture? _negative;

    private NumberPicture(SubPicture positive, SubPicture? negative, DecimalSymbols symbols)
    {
        (_positive, _negative, _symbols) = (positive, negative, symbols);
    }

    /// <remarks>Errors: D3080 to D3093.</remarks>
    public static NumberPicture Parse(string picture, DecimalSymbols symbols)
    {
        var parts = picture.Split(symbols.PatternSeparator[0]);
        return parts.Length <= 2
            ? new NumberPicture(
                new SubPicture(parts[0], symbols),
                parts.Length == 2 ? new SubPicture(parts[1], symbols) : null,
                symbols
            )
            : throw new JsonataException("D3080");
    }

    public string Format(double value)
    {
        if (double.IsNaN(value))
        {
            return _symbols.NotANumber;
        }

        var isNegative = value < 0;
        var part = isNegative && _negative is not null ? _negative : _positive;
        var sign = isNegative && _negative is null ? _symbols.MinusSign : "";
        var body = double.IsFinite(value) ? Body(part, Math.Abs(value)) : _symbols.Infinity;
        return sign + part.Prefix + body + part.Suffix;
    }

    private string Body(SubPicture part, double value)
    {
        var mantissa =
            part.HasPercent ? value * 100
            : part.HasPerMille ? value * 1000
            : value;
        var exponent = 0;
        if (part.MinimumExponent > 0 && mantissa != 0)
        {
            (mantissa, exponent) = Scale(mantissa, part.ScalingFactor);
        }

        var (integer, fraction) = Digits(Math.Abs(Rounding.HalfEven(mantissa, part.MaximumFraction)), part);
        var result = new StringBuilder(GroupInteger(integer, part));
        if (part.HasPoint && fraction.Length > 0)
        {
            result.Append(_symbols.DecimalSeparator).Append(GroupFraction(fraction, part));
        }

        if (part.MinimumExponent > 0)
        {
            var digits = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).PadLeft(part.MinimumExponent, '0');
            result.Append(_symbols.ExponentSeparator).Append(exponent < 0 ? _symbols.MinusSign : "").Append(Localize(digits));
        }

        return result.ToString();
    }

    private static (double Mantissa, int Exponent) Scale(double mantissa, int digits)
    {
        var (least, most) = (Math.Pow(10, digits - 1), Math.Pow(10, digits));
        var exponent = 0;
        while (mantissa < least)
        {
            mantissa *= 10;
            exponent--;
        }

        while (mantissa > most)
        {
            mantissa /= 10;
            exponent++;
        }

        return (mantissa, exponent);
    }

    /// <summary>The digits before and after the point, as many as there must be and no zeros more.</summary>
    private (string Integer, string Fraction) Digits(double value, SubPicture part)
    {
        var text = value.ToString(
            "F" + part.MaximumFraction.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var integer = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "" : text[(point + 1)..];
        integer = integer.TrimStart('0').PadLeft(part.MinimumInteger, '0');
        fraction = fraction.TrimEnd('0').PadRight(part.MinimumFraction, '0');
        return (Localize(integer), Localize(fraction));
    }

    private string Localize(string digits) =>
        _symbols.ZeroDigit[0] == '0'
            ? digits
            : string.Concat(digits.Select(digit => (char)(digit - '0' + _symbols.ZeroDigit[0])));

    private string GroupInteger(string digits, SubPicture part)
    {
        var positions = part.IntegerGroups;
        var size = GroupSize.Of(positions);
        var separated = size > 0 ? Enumerable.Range(1, Math.Max(0, (digits.Length - 1) / size)).Select(i => i * size) : positions;
        var result = new StringBuilder(digits);
        foreach (var position in separated.Where(position => position < digits.Length).OrderDescending())
        {
            // What is inserted further left moves nothing that is counted from the right.
            result.Insert(result.Length - position, _symbols.GroupingSeparator);
        }

        return result.ToString();
    }

    private string GroupFraction(string digits, SubPicture part)
    {
        var result = new StringBuilder(digits);
        foreach (var position in part.FractionGroups.Where(position => position < digits.Length).Reverse())
        {
            result.Insert(position, _symbols.GroupingSeparator);
        }

        return result.ToString();
    }
}
