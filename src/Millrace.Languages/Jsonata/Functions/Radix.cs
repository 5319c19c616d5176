namespace Millrace.Languages.Jsonata.Functions;

/// <summary>Whole numbers in another base.</summary>
internal static class Radix
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    public static string ToText(double whole, int radix)
    {
        if (radix == 10 || !double.IsFinite(whole))
        {
            return Json.JsonNumber.ToJavaScript(whole);
        }

        var (text, rest) = (new Stack<char>(), Math.Abs(whole));
        while (rest > 0)
        {
            // Beyond 2^53 the lower digits are not known, and are printed as zeros.
            var isExact = rest < 1L << 53;
            text.Push(isExact ? Digits[(int)(rest % radix)] : '0');
            rest = isExact ? Math.Floor(rest / radix) : rest / radix;
        }

        if (text.Count == 0)
        {
            text.Push('0');
        }

        if (whole < 0)
        {
            text.Push('-');
        }

        return new string([.. text]);
    }
}
