using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Tokens;

/// <summary><c>..</c>: tries the next step on this array or object and on all inside it, each before what it contains.</summary>
internal sealed class ScanToken : PathToken
{
    public override string Fragment => "..";

    public override bool IsDefinite => false;

    public override bool Accepts(PathReading reading, JsonValue container) => true;

    public override bool Evaluate(PathReading reading, int at, JsonValue value)
    {
        if (!value.IsObject && !value.IsArray)
        {
            return true;
        }

        if (!reading.CountVisit())
        {
            return false;
        }

        var accepted = reading.Token(at + 1).Accepts(reading, value);
        if (reading.Error is not null || (accepted && !EvaluateNext(reading, at + 1, value)))
        {
            return false;
        }

        return value.IsArray ? EvaluateItems(reading, at, value.AsArray()) : EvaluateMembers(reading, at, value.AsObject());
    }

    // Jayway 2.0 takes the step after an array's to all its items, whichever of them were asked for: $..[0].a is $..[*].a.
    private static bool EvaluateNext(PathReading reading, int next, JsonValue value)
    {
        if (!value.IsArray || reading.IsLeaf(next))
        {
            return reading.Next(next, value);
        }

        var items = value.AsArray();
        for (var i = 0; i < items.Count; i++)
        {
            if (!reading.Enter(next, i, items[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool EvaluateItems(PathReading reading, int at, JsonArray items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (!Walk(reading, at, PathStep.To(i), items[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool EvaluateMembers(PathReading reading, int at, JsonObject members)
    {
        for (var i = 0; i < members.Count; i++)
        {
            if (!Walk(reading, at, PathStep.To(members.NameAt(i)), members.ValueAt(i)))
            {
                return false;
            }
        }

        return true;
    }

    private bool Walk(PathReading reading, int at, PathStep step, JsonValue value)
    {
        reading.Push(step);
        var done = Evaluate(reading, at, value);
        reading.Pop();
        return done;
    }
}
