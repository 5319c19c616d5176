namespace Millrace.Languages.Jsonata.Pictures;

/// <summary>What an integer picture asks for.</summary>
internal enum IntegerStyle
{
    /// <summary>Digits, as <c>#,##0</c>.</summary>
    Decimal,

    /// <summary><c>a</c>, <c>A</c>: a, b, … z, aa.</summary>
    Letters,

    /// <summary><c>i</c>, <c>I</c>.</summary>
    Roman,

    /// <summary><c>w</c>, <c>W</c>, <c>Ww</c>: in English.</summary>
    Words,
}
