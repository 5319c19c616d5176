using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Tokens;

/// <summary><c>.*</c>, <c>[*]</c>: every member or item; nothing at all of anything else.</summary>
internal sealed class WildcardToken : PathToken
{
    public override string Fragment => "[*]";

    public override bool IsDefinite => false;

    public override bool Accepts(PathReading reading, JsonValue container) => true;

    public override bool Evaluate(PathReading reading, int at, JsonValue value)
    {
        if (value.IsArray)
        {
            return EvaluateItems(reading, at, value.AsArray());
        }

        if (value.IsObject)
        {
            var members = value.AsObject();
            for (var i = 0; i < members.Count; i++)
            {
                if (!reading.Enter(at, members.NameAt(i), members.ValueAt(i)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    // Jayway 2.0 forgives a path that is missing below an item, but not below a member.
    private static bool EvaluateItems(PathReading reading, int at, JsonArray items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            reading.BeginForgiving();
            var found = reading.Enter(at, i, items[i]);
            if (!reading.EndForgiving(found))
            {
                return false;
            }
        }

        return true;
    }
}
