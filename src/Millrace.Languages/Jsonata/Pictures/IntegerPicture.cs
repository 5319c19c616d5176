using System.Globalization;
using System.Text;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Pictures;

/// <summary>A picture of whole numbers, such as <c>#,##0</c>, <c>w;o</c> or <c>I</c>.</summary>
/// <remarks>Source: XPath and XQuery Functions and Operators 3.1, "fn:format-integer".</remarks>
internal sealed class IntegerPicture
{
    // The first of each family of decimal digits in Unicode's basic plane.
    private const string Zeros =
        "0\u0660\u06F0\u07C0\u0966\u09E6\u0A66\u0AE6\u0B66\u0BE6\u0C66\u0CE6\u0D66\u0DE6\u0E50\u0ED0\u0F20\u1040\u1090\u17E0"
        + "\u1810\u1946\u19D0\u1A80\u1A90\u1B50\u1BB0\u1C40\u1C50\uA620\uA8D0\uA900\uA9D0\uA9F0\uAA50\uABF0\uFF10";

    // More digits than a picture sensibly asks for; a width may ask for any number.
    private const int DigitsMax = 10_000;

    private readonly List<(int Position, string Text)> _separators = [];
    private PictureCase _case;

    private IntegerPicture() { }

    public IntegerStyle Style { get; private set; }

    public bool IsOrdinal { get; private set; }

    public char Zero { get; private set; } = '0';

    /// <summary>Digits printed at least.</summary>
    public int MandatoryDigits { get; set; }

    public int OptionalDigits { get; private set; }

    /// <summary>The digits of each group where all are equal, otherwise 0.</summary>
    public int GroupDigits { get; private set; }

    /// <summary>The separator of equal groups.</summary>
    public string GroupSeparator => GroupDigits > 0 ? _separators[0].Text : "";

    /// <remarks>Errors: D3130 for a numbering that is not known, D3131 for digits of two families.</remarks>
    public static IntegerPicture Parse(string picture)
    {
        var semicolon = picture.LastIndexOf(';');
        var primary = semicolon < 0 ? picture : picture[..semicolon];
        var result = new IntegerPicture { IsOrdinal = semicolon >= 0 && picture.AsSpan(semicolon + 1).StartsWith('o') };
        (result.Style, result._case) = primary switch
        {
            "a" => (IntegerStyle.Letters, PictureCase.Lower),
            "A" => (IntegerStyle.Letters, PictureCase.Upper),
            "i" => (IntegerStyle.Roman, PictureCase.Lower),
            "I" => (IntegerStyle.Roman, PictureCase.Upper),
            "w" => (IntegerStyle.Words, PictureCase.Lower),
            "W" => (IntegerStyle.Words, PictureCase.Upper),
            "Ww" => (IntegerStyle.Words, PictureCase.Title),
            _ => (IntegerStyle.Decimal, PictureCase.Lower),
        };
        if (result.Style == IntegerStyle.Decimal)
        {
            result.ParseDigits(primary);
        }

        return result;
    }

    /// <remarks>Errors: U1001 where the text would be enormous, as a large Roman number is.</remarks>
    public string Format(double whole, Evaluation evaluation)
    {
        if (!double.IsFinite(whole))
        {
            throw new JsonataException("D1001", whole);
        }

        var value = Math.Abs(whole);
        var text = Style switch
        {
            IntegerStyle.Letters => Letters.Format(value, _case == PictureCase.Upper ? 'A' : 'a'),
            IntegerStyle.Roman => Cased(RomanNumerals.Format(value, evaluation)),
            IntegerStyle.Words => Cased(EnglishNumbers.Format(value, IsOrdinal)),
            _ => FormatDigits(value, evaluation),
        };
        return whole < 0 ? "-" + text : text;
    }

    /// <summary>The number a text says, or not-a-number.</summary>
    public double ParseNumber(string text) =>
        Style switch
        {
            IntegerStyle.Letters => Letters.Parse(text, _case == PictureCase.Upper ? 'A' : 'a'),
            IntegerStyle.Roman => RomanNumerals.Parse(_case == PictureCase.Upper ? text : text.ToUpperInvariant()),
            IntegerStyle.Words => EnglishNumbers.Parse(text.ToLowerInvariant()),
            _ => ParseDigitText(text),
        };

    private string Cased(string text) =>
        _case switch
        {
            PictureCase.Upper => text.ToUpperInvariant(),
            PictureCase.Lower => text.ToLowerInvariant(),
            _ => text,
        };

    private void ParseDigits(string primary)
    {
        // From the right, because that is where the positions of separators are counted from.
        char? zero = null;
        var position = 0;
        foreach (var rune in primary.EnumerateRunes().Reverse())
        {
            if (ZeroOf(rune) is { } family)
            {
                if (zero is not null && zero != family)
                {
                    throw new JsonataException("D3131");
                }

                zero = family;
                MandatoryDigits++;
                position++;
            }
            else if (rune.Value == '#')
            {
                OptionalDigits++;
                position++;
            }
            else
            {
                _separators.Add((position, rune.ToString()));
            }
        }

        Zero = zero ?? throw new JsonataException("D3130", primary);
        var areSame = _separators.TrueForAll(separator => separator.Text == _separators[0].Text);
        GroupDigits = areSame ? GroupSize.Of([.. _separators.Select(separator => separator.Position)]) : 0;
    }

    private static char? ZeroOf(Rune rune)
    {
        foreach (var zero in Zeros)
        {
            if (rune.Value >= zero && rune.Value <= zero + 9)
            {
                return zero;
            }
        }

        return null;
    }

    private string FormatDigits(double value, Evaluation evaluation)
    {
        evaluation.ChargeText(MandatoryDigits);
        var width = Math.Min(MandatoryDigits, DigitsMax);
        var digits = Json.JsonNumber.ToJavaScript(value).PadLeft(width, '0');
        var text = new StringBuilder(Zero == '0' ? digits : string.Concat(digits.Select(digit => (char)(digit - '0' + Zero))));
        var length = text.Length;
        if (GroupDigits > 0)
        {
            for (var position = (length - 1) / GroupDigits * GroupDigits; position > 0; position -= GroupDigits)
            {
                text.Insert(text.Length - position, GroupSeparator);
            }
        }
        else
        {
            foreach (var (position, separator) in _separators.Where(separator => separator.Position < length).Reverse())
            {
                text.Insert(text.Length - position, separator);
            }
        }

        return text.Append(IsOrdinal ? OrdinalEnding(text) : "").ToString();
    }

    private static string OrdinalEnding(StringBuilder text)
    {
        var isTeen = text.Length > 1 && text[^2] == '1';
        return text[^1] switch
        {
            '1' when !isTeen => "st",
            '2' when !isTeen => "nd",
            '3' when !isTeen => "rd",
            _ => "th",
        };
    }

    private double ParseDigitText(string text)
    {
        var digits = IsOrdinal && text.Length >= 2 ? text[..^2] : text;
        if (GroupDigits > 0)
        {
            digits = digits.Replace(",", "", StringComparison.Ordinal).Replace(GroupSeparator, "", StringComparison.Ordinal);
        }
        else
        {
            digits = _separators.Aggregate(digits, (rest, each) => rest.Replace(each.Text, "", StringComparison.Ordinal));
        }

        // As far as it is a number; what follows does not count.
        var start = digits is ['+' or '-', ..] ? 1 : 0;
        var ascii = string.Concat(digits.Skip(start).TakeWhile(IsOwnDigit).Select(digit => (char)(digit - Zero + '0')));
        return ascii.Length == 0
            ? double.NaN
            : double.Parse(ascii, CultureInfo.InvariantCulture) * (digits.StartsWith('-') ? -1 : 1);
    }

    private bool IsOwnDigit(char unit) => unit >= Zero && unit <= Zero + 9;
}
