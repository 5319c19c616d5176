using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Tokens;

/// <summary><c>[(@.length-1)]</c>, <c>[(@.size()-1)]</c>: one item, counted from the end.</summary>
internal sealed class LengthIndexToken(int fromEnd) : ArrayToken
{
    public override string Fragment => $"[@.size(){-fromEnd}]";

    protected override bool Evaluate(PathReading reading, int at, JsonArray items) =>
        EnterItem(reading, at, items, items.Count - fromEnd);
}
