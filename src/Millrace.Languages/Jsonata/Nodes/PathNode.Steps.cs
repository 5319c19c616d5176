using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <content>
/// The steps. Between steps the results are an array, of which every item is one result, or a value that is no array and the
/// only result, or undefined.
/// </content>
internal sealed partial class PathNode
{
    private static JsonValue PlainStep(Node step, ReadOnlySpan<JsonValue> items, JsonValue list, bool isLast, Frame frame)
    {
        if (step is SortNode sort)
        {
            // A single result is a sequence of one here, whatever array it came as.
            var isOne = list.IsArray && list.AsArray().Count == 1 && !Sequences.Has(list, ArrayMarks.Constructed);
            var source = isOne ? Sequences.Mark(list.AsArray(), ArrayMarks.Sequence) : list;
            return ApplyFilters(step, sort.Sort(source.IsArray ? source : items[0], frame), frame);
        }

        var results = new SequenceBuilder(frame.Evaluation);
        var (only, count) = (default(JsonValue), 0);
        foreach (var item in items)
        {
            var result = ApplyFilters(step, step.Evaluate(item, frame), frame);
            if (result.IsUndefined)
            {
                continue;
            }

            (only, count) = (result, count + 1);
            if (items.Length == 1)
            {
                break;
            }

            if (!result.IsArray || Sequences.Has(result, ArrayMarks.Constructed))
            {
                results.Add(result);
            }
            else
            {
                results.AddRange(result.AsArray().Items);
            }
        }

        if (isLast && count == 1 && only.IsArray && !Sequences.Has(only, ArrayMarks.Sequence))
        {
            // One array and nothing else is the author's own array, not a sequence.
            return only;
        }

        return items.Length == 1 ? Flat(only, isLast) : Flat(ref results);
    }

    /// <summary>The only result of a step over one item, flattened.</summary>
    private static JsonValue Flat(JsonValue result, bool isLast)
    {
        if (!result.IsArray)
        {
            return result;
        }

        var array = result.AsArray();
        if (Sequences.Has(result, ArrayMarks.Constructed))
        {
            return Sequences.Of(result);
        }

        if (array.Count == 0)
        {
            return default;
        }

        return isLast && Sequences.MarksOf(array) != ArrayMarks.Sequence ? Sequences.Mark(array, ArrayMarks.Sequence) : result;
    }

    private static JsonValue Flat(ref SequenceBuilder results)
    {
        var value = results.ToValue();
        return results.Count == 1 && value.IsArray ? results.ToSequence() : value;
    }

    private static JsonValue ApplyFilters(Node step, JsonValue results, Frame frame)
    {
        // A path that binds no position has filters only.
        foreach (var stage in step.Stages)
        {
            if (stage.Filter is not null)
            {
                results = Filtering.Filter(stage.Filter, results, frame);
            }
        }

        return results;
    }

    private static JsonValue TupleStep(Node step, ReadOnlySpan<JsonValue> items, JsonValue tuples, Frame frame)
    {
        JsonValue result;
        if (step is SortNode sort)
        {
            result = tuples.IsUndefined ? SortIntoTuples(sort, items, frame) : sort.Sort(tuples, frame);
        }
        else
        {
            result = tuples.IsUndefined ? Expand(step, Start(items), frame) : Expand(step, tuples.AsArray().Items, frame);
        }

        foreach (var stage in step.Stages)
        {
            result = stage.Filter is not null ? Filtering.Filter(stage.Filter, result, frame) : Number(result, stage.Index!);
        }

        return result;
    }

    private static JsonValue[] Start(ReadOnlySpan<JsonValue> items)
    {
        var tuples = new JsonValue[items.Length];
        for (var i = 0; i < tuples.Length; i++)
        {
            tuples[i] = new PathTuple(items[i]).ToValue();
        }

        return tuples;
    }

    private static JsonValue SortIntoTuples(SortNode sort, ReadOnlySpan<JsonValue> items, Frame frame)
    {
        var sorted = Start(sort.Sort(JsonValue.FromArray(items), frame).AsArray().Items);
        var result = JsonValue.FromArray(new MarkedArray(sorted, sorted.Length, ArrayMarks.Sequence | ArrayMarks.Tuples));
        return sort.Index is null ? result : Number(result, sort.Index);
    }

    /// <summary>Every result of the step on every tuple, each a tuple that knows what the one before knew.</summary>
    private static JsonValue Expand(Node step, ReadOnlySpan<JsonValue> tuples, Frame frame)
    {
        var results = new SequenceBuilder(frame.Evaluation);
        foreach (var item in tuples)
        {
            var tuple = PathTuple.From(item);
            var found = step.Evaluate(tuple.Context, tuple.Frame(frame));
            if (found.IsUndefined)
            {
                continue;
            }

            var areTuples = Sequences.Has(found, ArrayMarks.Tuples);
            ReadOnlySpan<JsonValue> values = found.IsArray ? found.AsArray().Items : new(in found);
            for (var i = 0; i < values.Length; i++)
            {
                var next = areTuples ? tuple.With(PathTuple.From(values[i])) : Extend(step, tuple, values[i], i);
                results.Add(next.ToValue());
            }
        }

        return results.ToSequence(ArrayMarks.Tuples);
    }

    private static PathTuple Extend(Node step, PathTuple tuple, JsonValue value, int position)
    {
        var next = step.Focus is null ? tuple.WithContext(value) : tuple.With(step.Focus, value);
        if (step.Index is not null)
        {
            next = next.With(step.Index, position);
        }

        return step.Ancestor is null ? next : next.With(step.Ancestor.Label, tuple.Context);
    }

    private static JsonValue Number(JsonValue tuples, string name)
    {
        var items = tuples.AsArray().Items.ToArray();
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = PathTuple.From(items[i]).With(name, i).ToValue();
        }

        return new MarkedArray(items, items.Length, ArrayMarks.Sequence | ArrayMarks.Tuples);
    }

    private JsonValue Finish(JsonValue result, JsonValue tuples, int firstTuple, Frame frame)
    {
        if (!tuples.IsUndefined || firstTuple >= 0)
        {
            result = IsTuple ? tuples : Contexts(tuples, frame);
        }

        if (KeepsSingleton && !result.IsUndefined)
        {
            result = KeepSingleton(result);
        }

        return Group is null ? result : Group.Evaluate(tuples.IsUndefined ? result : tuples, frame);
    }

    private static JsonValue Contexts(JsonValue tuples, Frame frame)
    {
        if (tuples.IsUndefined)
        {
            return default;
        }

        var contexts = new SequenceBuilder(frame.Evaluation);
        foreach (var tuple in tuples.AsArray().Items)
        {
            contexts.Add(PathTuple.From(tuple).Context);
        }

        return contexts.ToSequence();
    }

    private static JsonValue KeepSingleton(JsonValue result)
    {
        const ArrayMarks kept = ArrayMarks.Sequence | ArrayMarks.KeepSingleton;
        if (!result.IsArray || Sequences.Has(result, ArrayMarks.Constructed))
        {
            return Sequences.Of(kept, result);
        }

        var array = result.AsArray();
        var marks = Sequences.MarksOf(array);
        return (marks & ArrayMarks.Sequence) != ArrayMarks.None ? Sequences.Mark(array, marks | kept) : result;
    }
}
