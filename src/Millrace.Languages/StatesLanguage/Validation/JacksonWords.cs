using System.Text;
using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>What AWS says about a definition that is not JSON: the words of the parser it uses, for the common mistakes.</summary>
internal static class JacksonWords
{
    // The parser shows this many characters of its source.
    private const int SourceCharactersMax = 500;

    /// <summary>The message, which ends with the location, and the location.</summary>
    public static (string Message, string Location) For(ReadOnlySpan<byte> utf8, JsonFormatException exception)
    {
        var text = Encoding.UTF8.GetString(utf8);
        var at = Math.Clamp(Encoding.UTF8.GetCharCount(utf8[..Math.Clamp(exception.Offset, 0, utf8.Length)]), 0, text.Length);
        var end = at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '$'))
        {
            end++;
        }

        var word = text[at..end];
        var isToken = word.Length > 0 && char.IsLetter(word[0]);
        // A bad word is reported where it ends, anything else where it stands.
        var (line, column) = Position(text, isToken ? end : at);
        var source =
            text.Length > SourceCharactersMax
                ? $"{text[..SourceCharactersMax]}[truncated {text.Length - SourceCharactersMax} chars]"
                : text;
        var location = $"[Source: (String)\"{source}\"; line: {line}, column: {column}]";
        var what = isToken
            ? $"Unrecognized token '{word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
            : exception.Message;
        return ($"{what}\n at {location}", location);
    }

    private static (int Line, int Column) Position(string text, int at)
    {
        var line = 1 + text.AsSpan(0, at).Count('\n');
        return (line, at - text.LastIndexOf('\n', Math.Max(at - 1, 0), at == 0 ? 0 : at) is var column && at > 0 ? column : 1);
    }
}
