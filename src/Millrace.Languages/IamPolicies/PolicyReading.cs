using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Millrace.Languages.IamPolicies;

/// <summary>The small steps of reading a policy document.</summary>
internal static class PolicyReading
{
    /// <exception cref="MalformedPolicyException">The condition does not hold.</exception>
    public static void Demand([DoesNotReturnIf(false)] bool holds, string reason)
    {
        if (!holds)
        {
            throw new MalformedPolicyException(reason);
        }
    }

    /// <summary>A text within the limit.</summary>
    public static string Text(JsonElement element, string name)
    {
        Demand(element.ValueKind == JsonValueKind.String, $"{name} holds something that is not a text.");
        return Limited(element.GetString()!, name);
    }

    /// <summary>A text or a list of texts.</summary>
    public static List<string> Texts(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Array
            ? [.. element.EnumerateArray().Select(item => Text(item, name))]
            : [Text(element, name)];

    /// <summary>A text, number or Boolean, or a list of them, as texts: the values of a condition.</summary>
    public static List<string> Values(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Array
            ? [.. element.EnumerateArray().Select(item => Value(item, name))]
            : [Value(element, name)];

    private static string Value(JsonElement element, string name) =>
        element.ValueKind switch
        {
            JsonValueKind.String => Text(element, name),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => Limited(element.GetRawText(), name),
            _ => throw new MalformedPolicyException($"{name} holds something that is not a text, number or Boolean."),
        };

    private static string Limited(string text, string name)
    {
        Demand(
            text.Length <= PolicyLimits.TextCharactersMax,
            $"{name} holds a text of more than {PolicyLimits.TextCharactersMax} characters."
        );
        return text;
    }
}
