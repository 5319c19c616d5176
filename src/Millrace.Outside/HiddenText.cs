using System.Text.Json;
using System.Text.Json.Serialization;

namespace Millrace.Outside;

/// <summary>A text in the options that is read and never shown.</summary>
internal sealed class HiddenText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString() : throw new JsonException("A secret is a text.");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Length == 0 ? "" : "(secret)");
}
