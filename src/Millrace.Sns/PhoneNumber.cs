namespace Millrace.Sns;

/// <summary>Telephone numbers in E.164 form: a plus and up to fifteen digits.</summary>
internal static class PhoneNumber
{
    private const int DigitsMin = 2;
    private const int DigitsMax = 15;

    /// <summary>Without the spaces, hyphens, dots and brackets that people write into numbers.</summary>
    public static string Normalized(string number) =>
        string.Concat(number.Where(character => character is not (' ' or '-' or '.' or '(' or ')')));

    /// <summary>In full: with the plus that SNS puts in front of numbers that come without.</summary>
    public static string InFull(string number)
    {
        var normalized = Normalized(number);
        return normalized.StartsWith('+') ? normalized : $"+{normalized}";
    }

    public static bool IsValid(string number)
    {
        var normalized = Normalized(number);
        var digits = normalized.StartsWith('+') ? normalized.AsSpan(1) : normalized;
        return digits.Length is >= DigitsMin and <= DigitsMax && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
