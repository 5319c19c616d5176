using System;
using System.Text;
using System.Text.RegularExpressions;

namespace Millrace.Api.Generator.Emit;

/// <summary>The regular expressions of models, which are Java's, as .NET's.</summary>
/// <remarks>
/// Two things differ in models so far: Java lets a backslash stand before an underscore, and knows <c>\p{ASCII}</c>. What .NET
/// still does not understand fails the build, so that it is looked at.
/// </remarks>
internal static class JavaPattern
{
    private const string AsciiClass = @"\p{ASCII}";
    private const string AsciiRange = @"\x00-\x7F";

    /// <summary>The same expression for .NET.</summary>
    /// <exception cref="FormatException">.NET does not understand it.</exception>
    public static string ToDotNet(string shape, string pattern)
    {
        var translated = Translate(pattern);
        try
        {
            _ = new Regex(translated, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            return translated;
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"The pattern of '{shape}' is not one .NET understands: {exception.Message}", exception);
        }
    }

    private static string Translate(string pattern)
    {
        var text = new StringBuilder();
        var isInClass = false;
        var at = 0;
        while (at < pattern.Length)
        {
            if (string.CompareOrdinal(pattern, at, AsciiClass, 0, AsciiClass.Length) == 0)
            {
                text.Append(isInClass ? AsciiRange : $"[{AsciiRange}]");
                at += AsciiClass.Length;
            }
            else if (pattern[at] == '\\' && at + 1 < pattern.Length)
            {
                text.Append(pattern[at + 1] == '_' ? "_" : pattern.Substring(at, 2));
                at += 2;
            }
            else
            {
                isInClass = pattern[at] == '[' || (isInClass && pattern[at] != ']');
                text.Append(pattern[at]);
                at++;
            }
        }

        return text.ToString();
    }
}
