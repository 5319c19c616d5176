using System.Text;
using Millrace.Languages.Json;
using Millrace.Languages.JsonPath;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>States.Format and StringSplit.</summary>
internal static class StringFunctions
{
    private const string FormatName = "States.Format";

    /// <summary>Puts the values, as Java prints them, in place of each <c>{}</c> of the template, the first argument.</summary>
    /// <remarks>In the template a backslash stands before a brace, a quote or itself that is meant as such.</remarks>
    public static JsonValue Format(JsonValue[] arguments)
    {
        var template = JavaText.Of(arguments[0]);
        var text = new StringBuilder();
        var next = 1;
        for (var at = 0; at < template.Length; at++)
        {
            var c = template[at];
            switch (c)
            {
                case '\\' when at + 1 < template.Length && template[at + 1] is '\\' or '{' or '}' or '\'':
                    text.Append(template[++at]);
                    break;
                case '{' when at + 1 < template.Length && template[at + 1] == '}':
                    at++;
                    text.Append(next < arguments.Length ? JavaText.Of(arguments[next]) : "");
                    next++;
                    break;
                case '{':
                    throw new InvalidCallException($"Invalid template in {FormatName}: matching '}}' not found for '{{'.");
                case '}':
                    throw new InvalidCallException($"Invalid template in {FormatName}: matching '{{' not found for '}}'.");
                default:
                    text.Append(c);
                    break;
            }
        }

        return next == arguments.Length
            ? text.ToString()
            : throw new InvalidCallException(
                $"Invalid arguments in {FormatName}: number of arguments do not match the occurrences of {{}}."
            );
    }

    /// <summary>The parts between any of the delimiter's characters; empty parts are left out (recorded).</summary>
    /// <remarks>Undefined unless both are strings.</remarks>
    public static JsonValue Split(JsonValue text, JsonValue delimiters)
    {
        if (!text.IsString || !delimiters.IsString)
        {
            return JsonValue.Undefined;
        }

        var whole = text.AsString();
        var parts =
            delimiters.AsString().Length == 0
                ? [whole]
                : whole.Split(delimiters.AsString().ToCharArray(), StringSplitOptions.RemoveEmptyEntries);
        return JsonArray.From(parts.Where(part => part.Length > 0).Select(JsonValue.FromString));
    }
}
