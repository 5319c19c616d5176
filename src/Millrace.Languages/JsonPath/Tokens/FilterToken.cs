using Millrace.Languages.Json;
using Millrace.Languages.JsonPath.Filters;

namespace Millrace.Languages.JsonPath.Tokens;

/// <summary><c>[?(…)]</c>: the items of an array for which the condition holds; an object itself, if it holds for it.</summary>
internal sealed class FilterToken(Condition condition) : PathToken
{
    public override string Fragment => "[?]";

    public override bool IsDefinite => false;

    public override bool Accepts(PathReading reading, JsonValue container) => condition.Holds(reading, container);

    public override bool Evaluate(PathReading reading, int at, JsonValue value)
    {
        if (value.IsObject)
        {
            var holds = condition.Holds(reading, value);
            return reading.Error is null && (!holds || reading.Next(at + 1, value));
        }

        if (!value.IsArray)
        {
            return reading.Fail(
                $"Filter: {reading.FragmentsFrom(at)} can not be applied to primitives. Current context is: {JavaText.Of(value)}"
            );
        }

        var items = value.AsArray();
        for (var i = 0; i < items.Count; i++)
        {
            var holds = condition.Holds(reading, items[i]);
            if (reading.Error is not null || (holds && !reading.Enter(at, i, items[i])))
            {
                return false;
            }
        }

        return true;
    }
}
