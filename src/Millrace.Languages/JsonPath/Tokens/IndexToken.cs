using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Tokens;

/// <summary><c>[0]</c>, <c>[0,2]</c>: items by position. A negative position is never there: <c>[-1:]</c> is the last item.</summary>
internal sealed class IndexToken(int[] indexes) : ArrayToken
{
    public override string Fragment => $"[{string.Join(',', indexes)}]";

    public override bool IsDefinite => indexes.Length == 1;

    /// <summary>The only position.</summary>
    public int Index => indexes[0];

    protected override bool Evaluate(PathReading reading, int at, JsonArray items)
    {
        foreach (var index in indexes)
        {
            if (!EnterItem(reading, at, items, index))
            {
                return false;
            }
        }

        return true;
    }
}
