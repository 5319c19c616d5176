namespace Millrace.Languages.DataProtection;

/// <summary>The arithmetic by which numbers betray that they were made up. Separators are not counted.</summary>
internal static class CheckDigits
{
    private const string NifLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

    /// <summary>The digits of a text, in order.</summary>
    public static int[] DigitsOf(string text) => [.. text.Where(char.IsAsciiDigit).Select(digit => digit - '0')];

    /// <summary>ISO/IEC 7812: every second digit from the right is doubled; the sum of all digits ends in zero.</summary>
    public static bool IsLuhn(string text)
    {
        var digits = DigitsOf(text);
        var sum = 0;
        for (var index = 0; index < digits.Length; index++)
        {
            var digit = digits[^(index + 1)];
            sum += index % 2 == 0 ? digit : Math.DivRem(digit * 2, 10, out var rest) + rest;
        }

        return sum % 10 == 0;
    }

    /// <summary>ISO 13616: the number with its first four characters at the end and letters as 10 to 35 leaves 1 modulo 97.</summary>
    public static bool IsIban(string text)
    {
        var compact = string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        var remainder = 0;
        foreach (var character in string.Concat(compact.AsSpan(4), compact.AsSpan(0, 4)))
        {
            remainder = char.IsAsciiDigit(character)
                ? ((remainder * 10) + character - '0') % 97
                : ((remainder * 100) + character - 'A' + 10) % 97;
        }

        return remainder == 1;
    }

    /// <summary>Receita Federal: the last two of eleven digits follow from the others with weights 10 to 2 and 11 to 2.</summary>
    public static bool IsCpf(string text)
    {
        var digits = DigitsOf(text);
        return digits.Length == 11
            && digits.Distinct().Count() > 1
            && digits[9] == Mod11(digits.AsSpan(0, 9), 10)
            && digits[10] == Mod11(digits.AsSpan(0, 10), 11);
    }

    /// <summary>Receita Federal: the last two of fourteen digits follow from the others with weights that run 2 to 9 from the right.</summary>
    public static bool IsCnpj(string text)
    {
        var digits = DigitsOf(text);
        return digits.Length == 14
            && digits[12] == Mod11(digits.AsSpan(0, 12), 5)
            && digits[13] == Mod11(digits.AsSpan(0, 13), 6);
    }

    /// <summary>Spain's tax numbers: the letter at the end follows from the number modulo 23; X, Y and Z in front stand for 0, 1 and 2.</summary>
    public static bool IsNif(string text)
    {
        var compact = string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        var number = "XYZ".IndexOf(compact[0]) is var foreign and >= 0 ? $"{foreign}{compact[1..^1]}" : compact[..^1];
        return NifLetters[int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) % 23] == compact[^1];
    }

    /// <summary>INSEE: the last two digits are 97 less the number modulo 97; the departments 2A and 2B count as 19 and 18.</summary>
    public static bool IsInsee(string text)
    {
        var compact = string.Concat(text.Where(char.IsAsciiLetterOrDigit))
            .ToUpperInvariant()
            .Replace("2A", "19", StringComparison.Ordinal)
            .Replace("2B", "18", StringComparison.Ordinal);
        return compact.Length == 15
            && compact.All(char.IsAsciiDigit)
            && 97 - (long.Parse(compact[..13], System.Globalization.CultureInfo.InvariantCulture) % 97)
                == int.Parse(compact[13..], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The check digit of weights that fall to 2 from <paramref name="weight"/>, and begin anew at 9.</summary>
    private static int Mod11(ReadOnlySpan<int> digits, int weight)
    {
        var sum = 0;
        foreach (var digit in digits)
        {
            sum += digit * weight;
            weight = weight == 2 ? 9 : weight - 1;
        }

        var rest = sum % 11;
        return rest < 2 ? 0 : 11 - rest;
    }
}
