using System.Text.Json;

namespace Millrace.Sns;

/// <summary>The texts in a JSON document that somebody else wrote.</summary>
internal static class JsonTexts
{
    /// <summary>
    /// False where an escape is half of a surrogate pair. JSON's grammar allows that, but no text has it: whoever reads one fails, and
    /// some are read only when a message is delivered.
    /// </summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static bool AreWhole(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped && reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    _ = reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
