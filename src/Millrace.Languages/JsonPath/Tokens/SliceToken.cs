using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Tokens;

/// <summary><c>[1:]</c>, <c>[:2]</c>, <c>[1:3]</c>: a run of items, without the one at the end position.</summary>
/// <remarks>
/// With one bound left out the other may be negative and counts from the end. With both given, as in Jayway 2.0, a negative
/// start is an index that is not there and a negative end comes before everything.
/// </remarks>
internal sealed class SliceToken(int? from, int? to) : ArrayToken
{
    public override string Fragment => $"[{from}:{to}]";

    public override bool IsDefinite => false;

    protected override bool Evaluate(PathReading reading, int at, JsonArray items)
    {
        var (first, end) = (from, to) switch
        {
            (null, { } last) => (0, last < 0 ? items.Count + last : last),
            ({ } start, null) => (start < 0 ? Math.Max(0, items.Count + start) : start, items.Count),
            _ => (from ?? 0, to ?? items.Count),
        };

        end = Math.Min(end, items.Count);
        if (items.Count == 0)
        {
            return true;
        }

        for (var i = first; i < end; i++)
        {
            if (!EnterItem(reading, at, items, i))
            {
                return false;
            }
        }

        return true;
    }
}
