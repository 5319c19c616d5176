using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Tokens;

/// <summary>A step that picks items of an array by their positions.</summary>
internal abstract class ArrayToken : PathToken
{
    public override bool Accepts(PathReading reading, JsonValue container) => container.IsArray;

    public override bool Evaluate(PathReading reading, int at, JsonValue value)
    {
        if (value.IsArray)
        {
            return Evaluate(reading, at, value.AsArray());
        }

        return value.IsNull
            ? reading.Miss("The path ", "", " is null")
            : reading.Fail(
                $"Filter: {reading.FragmentsFrom(at)} can only be applied to arrays. Current context is: {JavaText.Of(value)}"
            );
    }

    protected abstract bool Evaluate(PathReading reading, int at, JsonArray items);

    protected static bool EnterItem(PathReading reading, int at, JsonArray items, int index) =>
        (uint)index < (uint)items.Count
            ? reading.Enter(at, index, items[index])
            : reading.Miss("Index out of bounds when evaluating path ", $"[{index}]");
}
