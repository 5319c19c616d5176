namespace Millrace.Languages.Jsonata.Pictures;

/// <summary>One half of a number picture, cut into its parts and checked.</summary>
/// <remarks>Source: XPath and XQuery Functions and Operators 3.1, "Syntax of the picture string" and "Analyzing the picture string".</remarks>
internal sealed class SubPicture
{
    private readonly DecimalSymbols _symbols;
    private readonly string _text;
    private readonly string _active;
    private readonly string _mantissa;
    private readonly string _integer;
    private readonly string _fraction;
    private readonly string? _exponent;

    /// <remarks>Errors: D3081 to D3093.</remarks>
    public SubPicture(string text, DecimalSymbols symbols)
    {
        (_text, _symbols) = (text, symbols);
        var first = FirstActive(0, 1);
        var last = FirstActive(text.Length - 1, -1);
        (Prefix, Suffix) = first < 0 ? ("", "") : (text[..first], text[(last + 1)..]);
        _active = text[Prefix.Length..(text.Length - Suffix.Length)];

        // An exponent sign right behind the digits counts although it looks like a suffix, and is then found to be empty.
        var exponent = text.IndexOf(symbols.ExponentSeparator[0], Prefix.Length) - Prefix.Length;
        var hasExponent = exponent >= 0 && exponent <= _active.Length;
        _mantissa = hasExponent ? _active[..exponent] : _active;
        _exponent =
            !hasExponent ? null
            : exponent < _active.Length ? _active[(exponent + 1)..]
            : "";
        var point = _mantissa.IndexOf(symbols.DecimalSeparator[0]);
        _integer = point < 0 ? _mantissa : _mantissa[..point];
        _fraction = point < 0 ? "" : _mantissa[(point + 1)..];
        Check();
        (MinimumInteger, MinimumFraction) = (_integer.Count(symbols.IsDecimalDigit), _fraction.Count(symbols.IsDecimalDigit));
        (ScalingFactor, MaximumFraction) = (MinimumInteger, _fraction.Count(symbols.IsDigit));
        SettleSizes();
    }

    public string Prefix { get; }

    public string Suffix { get; }

    public bool HasPercent => _text.Contains(_symbols.Percent[0]);

    public bool HasPerMille => _text.Contains(_symbols.PerMille[0]);

    public bool HasPoint => _text.Contains(_symbols.DecimalSeparator[0]);

    public int MinimumInteger { get; private set; }

    /// <summary>Digits before the point when there is an exponent.</summary>
    public int ScalingFactor { get; }

    public int MinimumFraction { get; private set; }

    public int MaximumFraction { get; private set; }

    public int MinimumExponent => _exponent?.Count(_symbols.IsDecimalDigit) ?? 0;

    /// <summary>For every grouping separator of the integer part, the digits to its right; the largest first.</summary>
    public int[] IntegerGroups => [.. Separators(_integer).Select(at => _integer[at..].Count(_symbols.IsDigit))];

    /// <summary>For every grouping separator of the fraction, the digits to its left; the smallest first.</summary>
    public int[] FractionGroups => [.. Separators(_fraction).Select(at => _fraction[..at].Count(_symbols.IsDigit))];

    private IEnumerable<int> Separators(string part) =>
        Enumerable.Range(0, part.Length).Where(at => part[at] == _symbols.GroupingSeparator[0]);

    private int FirstActive(int start, int step)
    {
        for (var i = start; i >= 0 && i < _text.Length; i += step)
        {
            if (_symbols.IsActive(_text[i]) && _text[i] != _symbols.ExponentSeparator[0])
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The rules of a picture in the order of the specification. Of several broken, the reference reports the last.</summary>
    private void Check()
    {
        var point = _text.IndexOf(_symbols.DecimalSeparator[0]);
        var (group, percent, perMille) = (_symbols.GroupingSeparator[0], _symbols.Percent[0], _symbols.PerMille[0]);
        var optional = _integer.IndexOf(_symbols.Digit[0]);
        var lastOptional = _fraction.LastIndexOf(_symbols.Digit[0]);
        (string Code, bool IsBroken)[] rules =
        [
            ("D3081", point != _text.LastIndexOf(_symbols.DecimalSeparator[0])),
            ("D3082", _text.Count(unit => unit == percent) > 1),
            ("D3083", _text.Count(unit => unit == perMille) > 1),
            ("D3084", HasPercent && HasPerMille),
            ("D3085", !_mantissa.Any(_symbols.IsDigit)),
            ("D3086", !_active.All(_symbols.IsActive)),
            ("D3087", point >= 0 && (At(point - 1) == group || At(point + 1) == group)),
            ("D3088", point < 0 && _integer.EndsWith(group)),
            ("D3089", _text.Contains($"{group}{group}", StringComparison.Ordinal)),
            ("D3090", optional >= 0 && _integer[..optional].Any(_symbols.IsDecimalDigit)),
            ("D3091", lastOptional >= 0 && _fraction[lastOptional..].Any(_symbols.IsDecimalDigit)),
            ("D3092", _exponent is { Length: > 0 } && (HasPercent || HasPerMille)),
            ("D3093", _exponent is not null && (_exponent.Length == 0 || !_exponent.All(_symbols.IsDecimalDigit))),
        ];
        if (Array.FindLast(rules, rule => rule.IsBroken).Code is { } code)
        {
            throw new JsonataException(code);
        }
    }

    private char At(int index) => index >= 0 && index < _text.Length ? _text[index] : '\0';

    private void SettleSizes()
    {
        if (MinimumInteger == 0 && MaximumFraction == 0)
        {
            if (_exponent is null)
            {
                MinimumInteger = 1;
            }
            else
            {
                (MinimumFraction, MaximumFraction) = (1, 1);
            }
        }

        if (_exponent is not null && MinimumInteger == 0 && _integer.Contains(_symbols.Digit[0]))
        {
            MinimumInteger = 1;
        }

        if (MinimumInteger == 0 && MinimumFraction == 0)
        {
            MinimumFraction = 1;
        }
    }
}
