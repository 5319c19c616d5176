using System.Diagnostics.CodeAnalysis;

namespace Millrace.Languages.FilterPolicies;

/// <summary>The text of a <c>Number</c> attribute as JSON writes numbers.</summary>
internal static class AttributeNumber
{
    /// <summary>Takes off what JSON does not allow: leading zeros and a plus; and adds what it asks for: a digit on both sides of the point.</summary>
    /// <returns>False for a text that is no number.</returns>
    public static bool TryFormat(string text, [NotNullWhen(true)] out string? json)
    {
        json = null;
        var rest = text.AsSpan();
        var isNegative = rest.StartsWith('-');
        rest = isNegative || rest.StartsWith('+') ? rest[1..] : rest;

        var whole = TakeDigits(ref rest);
        ReadOnlySpan<char> fraction = [];
        if (rest.StartsWith('.'))
        {
            rest = rest[1..];
            fraction = TakeDigits(ref rest);
        }

        if ((whole.IsEmpty && fraction.IsEmpty) || !IsExponent(rest))
        {
            return false;
        }

        whole = whole.TrimStart('0');
        json = $"{(isNegative ? "-" : "")}{(whole.IsEmpty ? "0" : whole)}{(fraction.IsEmpty ? "" : ".")}{fraction}{rest}";
        return true;
    }

    private static ReadOnlySpan<char> TakeDigits(scoped ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? rest : rest[..end];
        rest = rest[digits.Length..];
        return digits;
    }

    private static bool IsExponent(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return true;
        }

        var digits = text[1..];
        digits = digits is ['+' or '-', ..] ? digits[1..] : digits;
        return text[0] is 'e' or 'E' && !digits.IsEmpty && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
