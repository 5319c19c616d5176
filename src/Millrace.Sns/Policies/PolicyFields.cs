using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Millrace.Sns.Policies;

/// <summary>The fields of one object in a policy document, read by name; a field nobody knows is refused.</summary>
/// <param name="Name">The path of the object, for messages; empty for the document itself.</param>
internal sealed class PolicyFields(string name, JsonObject fields)
{
    private static readonly JsonDocumentOptions _reading = new() { MaxDepth = 16 };

    public string Name { get; } = name;

    /// <exception cref="PolicyException">The text is no JSON object, or has a field that is not among the known ones.</exception>
    public static PolicyFields Parse(string text, params ReadOnlySpan<string> known)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(text, documentOptions: _reading);
            if (!JsonTexts.AreWhole(Encoding.UTF8.GetBytes(text)))
            {
                throw new PolicyException("failed to parse JSON");
            }

            // A name that is there twice is only found when the object is first used.
            _ = (node as JsonObject)?.Count;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            throw new PolicyException("failed to parse JSON");
        }

        return node is JsonObject fields ? Of("", fields, known) : throw new PolicyException("must be a JSON object");
    }

    public bool Has(string field) => fields[field] is not null;

    /// <summary>An object inside; null when it is absent or null.</summary>
    public PolicyFields? Object(string field, params ReadOnlySpan<string> known) =>
        fields[field] switch
        {
            null => null,
            JsonObject inner => Of(Path(field), inner, known),
            _ => throw new PolicyException($"{Path(field)} must be a JSON object"),
        };

    /// <summary>A whole number within bounds; null when it is absent or null.</summary>
    public int? Number(string field, int from, int to)
    {
        if (fields[field] is not { } node)
        {
            return null;
        }

        var text = node is JsonValue ? node.ToString() : "";
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            throw new PolicyException($"{Path(field)} must be an integer");
        }

        return value >= from && value <= to ? value : throw new PolicyException($"{Path(field)} must be between {from} and {to}");
    }

    public bool? Flag(string field) =>
        fields[field] switch
        {
            null => null,
            JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
            _ => throw new PolicyException($"{Path(field)} must be true or false"),
        };

    /// <summary>A text, one of those named when any are; null when it is absent or null.</summary>
    public string? Text(string field, params ReadOnlySpan<string> allowed)
    {
        if (fields[field] is not { } node)
        {
            return null;
        }

        if (node is not JsonValue value || !value.TryGetValue<string>(out var text))
        {
            throw new PolicyException($"{Path(field)} must be a string");
        }

        return allowed.IsEmpty || allowed.Contains(text)
            ? text
            : throw new PolicyException($"{Path(field)} must be one of {string.Join(", ", allowed!)}");
    }

    private static PolicyFields Of(string name, JsonObject fields, ReadOnlySpan<string> known)
    {
        var read = new PolicyFields(name, fields);
        try
        {
            foreach (var (field, _) in fields)
            {
                if (!known.Contains(field))
                {
                    throw new PolicyException($"Unrecognized field \"{read.Path(field)}\"");
                }
            }
        }
        catch (ArgumentException)
        {
            throw new PolicyException($"a field of {(name.Length == 0 ? "the policy" : name)} is there twice");
        }

        return read;
    }

    private string Path(string field) => Name.Length == 0 ? field : $"{Name}.{field}";
}
