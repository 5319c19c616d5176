using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary>What stands in square brackets: a condition on each item, or the positions of the items wanted.</summary>
internal static class Filtering
{
    /// <summary>The items that pass, as a sequence that has not been normalized.</summary>
    public static JsonValue Filter(Node predicate, JsonValue input, Frame frame)
    {
        ReadOnlySpan<JsonValue> items = input.IsArray ? input.AsArray().Items : [input];
        var marks = Sequences.Has(input, ArrayMarks.Tuples) ? ArrayMarks.Tuples : ArrayMarks.None;
        var results = new SequenceBuilder(frame.Evaluation);
        if (predicate is LiteralNode { Value.IsNumber: true } literal)
        {
            var item = At(items, literal.Value.AsNumber());
            if (item.IsArray)
            {
                return item;
            }

            if (!item.IsUndefined)
            {
                results.Add(item);
            }
        }
        else
        {
            for (var i = 0; i < items.Length; i++)
            {
                var wanted = marks == ArrayMarks.None ? predicate.Evaluate(items[i], frame) : InTuple(predicate, items[i], frame);
                AddWanted(items, i, wanted, ref results, frame.Evaluation);
            }
        }

        return results.ToSequence(marks);
    }

    private static JsonValue InTuple(Node predicate, JsonValue item, Frame frame)
    {
        var tuple = PathTuple.From(item);
        return predicate.Evaluate(tuple.Context, tuple.Frame(frame));
    }

    private static void AddWanted(
        ReadOnlySpan<JsonValue> items,
        int index,
        JsonValue wanted,
        ref SequenceBuilder results,
        Evaluation evaluation
    )
    {
        if (Casting.IsNumber(wanted))
        {
            if (Position(wanted.AsNumber(), items.Length) == index)
            {
                results.Add(items[index]);
            }
        }
        else if (wanted.IsArray && Casting.AreNumbers(wanted.AsArray()))
        {
            evaluation.Charge(wanted.AsArray().Count);
            foreach (var number in wanted.AsArray().Items)
            {
                if (Position(number.AsNumber(), items.Length) == index)
                {
                    results.Add(items[index]);
                }
            }
        }
        else if (Casting.IsTruthy(wanted, evaluation))
        {
            results.Add(items[index]);
        }
    }

    private static JsonValue At(ReadOnlySpan<JsonValue> items, double index) =>
        Position(index, items.Length) is var at && at >= 0 && at < items.Length ? items[(int)at] : default;

    /// <summary>Rounded down, and from the end where it is negative.</summary>
    private static double Position(double index, int count)
    {
        var whole = Math.Floor(index);
        return whole < 0 ? count + whole : whole;
    }
}
