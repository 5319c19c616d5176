using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Filters;

/// <summary>A value that is written in the filter, and the text it was written with, without quotes.</summary>
internal sealed class LiteralOperand(JsonValue value, string text) : Operand
{
    private readonly JsonValue _text = JsonValue.FromString(text);

    public override JsonValue Value(PathReading reading, JsonValue current) => value;

    // Jayway 2.0 keeps a literal as text and reads it as whatever the left side is: 2 == '2' holds, and so does '2' == 2.
    public override JsonValue Compared(PathReading reading, JsonValue current) => _text;
}
