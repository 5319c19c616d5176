using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using Millrace.Outside;

namespace Millrace;

/// <summary>Reads a secret from where it is said to be; writes where that is, and never the secret.</summary>
/// <param name="environment">The variables a secret may be read from.</param>
internal sealed class SecretConverter(IDictionary environment) : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return Secret.Of(reader.GetString()!);
        }

        using var document = JsonDocument.ParseValue(ref reader);
        if (
            document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.EnumerateObject().ToList() is [{ Value.ValueKind: JsonValueKind.String } origin]
        )
        {
            switch (origin.Name.ToUpperInvariant())
            {
                case "ENVIRONMENT":
                    return FromEnvironment(origin.Value.GetString()!);
                case "FILE":
                    return FromFile(origin.Value.GetString()!);
            }
        }

        // Without a text of its own it names the option, and not what it holds.
        throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options)
    {
        if (value is { Environment: null, File: null })
        {
            writer.WriteStringValue(value.ToString());
            return;
        }

        writer.WriteStartObject();
        writer.WriteString(value.File is null ? "environment" : "file", value.File ?? value.Environment);
        writer.WriteEndObject();
    }

    private Secret FromEnvironment(string name) =>
        environment[name] is string { Length: > 0 } value
            ? Secret.FromEnvironment(value, name)
            : throw new OptionsException($"MR1003: the environment variable {name}, which is to hold a secret, is not set.");

    /// <summary>Reads a file; a line end at its end is not part of the secret.</summary>
    private static Secret FromFile(string path)
    {
        try
        {
            var value = File.ReadAllText(path).TrimEnd('\r', '\n');
            return value.Length > 0
                ? Secret.FromFile(value, path)
                : throw new OptionsException($"MR1003: the file {path}, which is to hold a secret, is empty.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OptionsException(
                $"MR1003: the file {path}, which is to hold a secret, cannot be read: {failure.Message}",
                failure
            );
        }
    }
}
