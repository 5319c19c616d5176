using System.Collections.Frozen;
using System.Globalization;

namespace Millrace.Languages.EventPatterns;

/// <summary>The lower and upper case a character of a pattern also stands for.</summary>
/// <remarks>
/// AWS takes each UTF-16 unit of the pattern, asks Java for its lower and its upper case (root locale), and lets the event have either.
/// So it works one way only: "straße" in a pattern matches "STRASSE", since the upper case of ß is SS, and "strasse" in a pattern does
/// not match "straße". Characters outside the basic plane are two units and have no case.
/// </remarks>
internal static class CaseFolding
{
    /// <summary>Most bytes of one alternative: three characters of three bytes.</summary>
    public const int AlternativeBytesMax = 9;

    private const int IotaSubscript = 0x399;

    // Upper cases that .NET's invariant mapping, one character to one, does not give. Source: Unicode's SpecialCasing.txt, without
    // what depends on language or context; and two letters that .NET keeps from becoming ASCII.
    private const string UpperCases = """
        00DF=0053+0053 0131=0049 0149=02BC+004E 017F=0053 01F0=004A+030C 0390=0399+0308+0301 03B0=03A5+0308+0301
        0587=0535+0552 1E96=0048+0331 1E97=0054+0308 1E98=0057+030A 1E99=0059+030A 1E9A=0041+02BE 1F50=03A5+0313
        1F52=03A5+0313+0300 1F54=03A5+0313+0301 1F56=03A5+0313+0342 1FB2=1FBA+0399 1FB3=0391+0399 1FB4=0386+0399 1FB6=0391+0342
        1FB7=0391+0342+0399 1FBC=0391+0399 1FC2=1FCA+0399 1FC3=0397+0399 1FC4=0389+0399 1FC6=0397+0342 1FC7=0397+0342+0399
        1FCC=0397+0399 1FD2=0399+0308+0300 1FD3=0399+0308+0301 1FD6=0399+0342 1FD7=0399+0308+0342 1FE2=03A5+0308+0300 1FE3=03A5+0308+0301
        1FE4=03A1+0313 1FE6=03A5+0342 1FE7=03A5+0308+0342 1FF2=1FFA+0399 1FF3=03A9+0399 1FF4=038F+0399 1FF6=03A9+0342
        1FF7=03A9+0342+0399 1FFC=03A9+0399 FB00=0046+0046 FB01=0046+0049 FB02=0046+004C FB03=0046+0046+0049 FB04=0046+0046+004C
        FB05=0053+0054 FB06=0053+0054 FB13=0544+0546 FB14=0544+0535 FB15=0544+053B FB16=054E+0546 FB17=0544+053D
        """;

    private static readonly FrozenDictionary<int, int[]> _upperCases = UpperCases
        .Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split('='))
        .ToFrozenDictionary(entry => Hex(entry[0]), entry => entry[1].Split('+').Select(Hex).ToArray());

    /// <summary>How many bytes at the start of <paramref name="text"/> are this code point in either case; 0 for none.</summary>
    public static int MatchStart(int codePoint, ReadOnlySpan<byte> text) => Match(codePoint, text, fromEnd: false);

    /// <summary>As <see cref="MatchStart"/>, at the end of <paramref name="text"/>.</summary>
    public static int MatchEnd(int codePoint, ReadOnlySpan<byte> text) => Match(codePoint, text, fromEnd: true);

    /// <summary>The one form that two code points with the same alternatives share, where that is easy to say.</summary>
    public static int Canonical(int codePoint) => codePoint is >= 'A' and <= 'Z' ? codePoint | 0x20 : codePoint;

    private static int Match(int codePoint, ReadOnlySpan<byte> text, bool fromEnd)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        if (codePoint < 0x80)
        {
            int found = text[fromEnd ? ^1 : 0];
            return Canonical(found) == Canonical(codePoint) ? 1 : 0;
        }

        Span<byte> alternative = stackalloc byte[AlternativeBytesMax];
        var length = Lower(codePoint, alternative);
        if (fromEnd ? text.EndsWith(alternative[..length]) : text.StartsWith(alternative[..length]))
        {
            return length;
        }

        length = Upper(codePoint, alternative);
        return (fromEnd ? text.EndsWith(alternative[..length]) : text.StartsWith(alternative[..length])) ? length : 0;
    }

    private static int Lower(int codePoint, Span<byte> bytes)
    {
        if (codePoint == 'İ')
        {
            var length = Utf8Text.Encode('i', bytes);
            return length + Utf8Text.Encode('\u0307', bytes[length..]);
        }

        return Utf8Text.Encode(codePoint <= char.MaxValue ? char.ToLowerInvariant((char)codePoint) : codePoint, bytes);
    }

    private static int Upper(int codePoint, Span<byte> bytes)
    {
        // Greek vowels with iota subscript come in three blocks of sixteen: eight small ones, then eight with the iota beside them.
        if (codePoint is >= 0x1F80 and <= 0x1FAF)
        {
            var capital = (codePoint & ~0xF) switch
            {
                0x1F80 => 0x1F08,
                0x1F90 => 0x1F28,
                _ => 0x1F68,
            };
            var length = Utf8Text.Encode(capital + (codePoint & 7), bytes);
            return length + Utf8Text.Encode(IotaSubscript, bytes[length..]);
        }

        if (!_upperCases.TryGetValue(codePoint, out var special))
        {
            return Utf8Text.Encode(codePoint <= char.MaxValue ? char.ToUpperInvariant((char)codePoint) : codePoint, bytes);
        }

        var total = 0;
        foreach (var unit in special)
        {
            total += Utf8Text.Encode(unit, bytes[total..]);
        }

        return total;
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
