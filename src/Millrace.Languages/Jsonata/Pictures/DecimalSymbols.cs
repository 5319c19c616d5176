using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Pictures;

/// <summary>The characters a number picture is written with, and the number printed with.</summary>
/// <remarks>Source: XPath and XQuery Functions and Operators 3.1, "Defining a decimal format".</remarks>
internal sealed record DecimalSymbols
{
    public static DecimalSymbols Default { get; } = new();

    public string DecimalSeparator { get; init; } = ".";

    public string GroupingSeparator { get; init; } = ",";

    public string ExponentSeparator { get; init; } = "e";

    public string Infinity { get; init; } = "Infinity";

    public string MinusSign { get; init; } = "-";

    public string NotANumber { get; init; } = "NaN";

    public string Percent { get; init; } = "%";

    public string PerMille { get; init; } = "\u2030";

    public string ZeroDigit { get; init; } = "0";

    public string Digit { get; init; } = "#";

    public string PatternSeparator { get; init; } = ";";

    /// <summary>The defaults with some exchanged. Errors: T0410 when one is not a text with something in it.</summary>
    public static DecimalSymbols From(JsonObject options)
    {
        var symbols = new DecimalSymbols();
        foreach (var (name, value) in options)
        {
            var text = value.IsString && value.AsString().Length > 0 ? value.AsString() : throw Wrong(value);
            symbols = name switch
            {
                "decimal-separator" => symbols with { DecimalSeparator = text },
                "grouping-separator" => symbols with { GroupingSeparator = text },
                "exponent-separator" => symbols with { ExponentSeparator = text },
                "infinity" => symbols with { Infinity = text },
                "minus-sign" => symbols with { MinusSign = text },
                "NaN" => symbols with { NotANumber = text },
                "percent" => symbols with { Percent = text },
                "per-mille" => symbols with { PerMille = text },
                "zero-digit" => symbols with { ZeroDigit = text },
                "digit" => symbols with { Digit = text },
                "pattern-separator" => symbols with { PatternSeparator = text },
                _ => symbols,
            };
        }

        return symbols;
    }

    /// <summary>Whether the character is one of the ten digits that start with the zero.</summary>
    public bool IsDecimalDigit(char unit) => unit >= ZeroDigit[0] && unit < ZeroDigit[0] + 10;

    /// <summary>Whether the character stands for a digit, wanted or optional.</summary>
    public bool IsDigit(char unit) => IsDecimalDigit(unit) || unit == Digit[0];

    /// <summary>Whether the character has a meaning in a picture; the others are printed as they are.</summary>
    public bool IsActive(char unit) =>
        IsDigit(unit)
        || unit == DecimalSeparator[0]
        || unit == ExponentSeparator[0]
        || unit == GroupingSeparator[0]
        || unit == PatternSeparator[0];

    private static JsonataException Wrong(JsonValue value) => new JsonataException("T0410", value).With("index", 3);
}
