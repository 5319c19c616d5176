using System.Text;
using System.Text.Encodings.Web;

namespace Millrace.Languages.EventPatterns;

/// <summary>One entry of the array of a pattern's field: a value, or an operator with what it compares to. Immutable.</summary>
/// <remarks>
/// Matchers know nothing of fields, arrays or rules, so that other dialects of the language (SNS filter policies) can use them with
/// their own parsers. <see cref="object.ToString"/> gives the JSON they would be written as.
/// </remarks>
public abstract class Matcher
{
    /// <summary>Whether a value that is there satisfies this entry.</summary>
    public abstract bool Matches(in FieldValue value);

    /// <summary>JSON text of a string that was read from a pattern.</summary>
    internal static string Quote(ReadOnlySpan<byte> text) =>
        $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Encoding.UTF8.GetString(text))}\"";
}
