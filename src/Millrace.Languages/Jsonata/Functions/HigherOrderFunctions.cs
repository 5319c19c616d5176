using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Functions;

/// <summary>Functions of functions.</summary>
internal static class HigherOrderFunctions
{
    public static JsonValue Map(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var (list, callback) = (call[0].AsArray(), new Callback(call, call[1]));
        var results = new SequenceBuilder(call.Evaluation);
        for (var i = 0; i < list.Count; i++)
        {
            var result = callback.Call(list[i], i, call[0]);
            if (!result.IsUndefined)
            {
                results.Add(result);
            }
        }

        return results.ToSequence();
    }

    public static JsonValue Filter(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var (list, callback) = (call[0].AsArray(), new Callback(call, call[1]));
        var results = new SequenceBuilder(call.Evaluation);
        for (var i = 0; i < list.Count; i++)
        {
            if (Casting.IsTruthy(callback.Call(list[i], i, call[0]), call.Evaluation))
            {
                results.Add(list[i]);
            }
        }

        return results.ToSequence();
    }

    /// <remarks>Errors: D3138 for more than one, D3139 for none.</remarks>
    public static JsonValue Single(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var list = call[0].AsArray();
        var callback = call[1].IsUndefined ? null : new Callback(call, call[1]);
        var found = -1;
        for (var i = 0; i < list.Count; i++)
        {
            if (callback is not null && !Casting.IsTruthy(callback.Call(list[i], i, call[0]), call.Evaluation))
            {
                continue;
            }

            found = found < 0 ? i : throw new JsonataException("D3138").With("index", i);
        }

        return found >= 0 ? list[found] : throw new JsonataException("D3139");
    }

    /// <remarks>Errors: D3050 for a function of fewer than two arguments.</remarks>
    public static JsonValue Reduce(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var (list, arity) = (call[0].AsArray(), Callback.ArityOf(call[1]));
        if (arity < 2)
        {
            throw new JsonataException("D3050").With("index", 1);
        }

        var startsWithItem = call[2].IsUndefined && list.Count > 0;
        var result = startsWithItem ? list[0] : call[2];
        for (var i = startsWithItem ? 1 : 0; i < list.Count; i++)
        {
            result = call.Invoke(
                call[1],
                arity switch
                {
                    2 => [result, list[i]],
                    3 => [result, list[i], i],
                    _ => [result, list[i], i, call[0]],
                }
            );
        }

        return result;
    }

    public static JsonValue Sift(in JsonataCall call)
    {
        if (!call[0].IsObject)
        {
            return default;
        }

        var (members, callback) = (call[0].AsObject(), new Callback(call, call[1]));
        var result = new JsonObjectBuilder();
        foreach (var (name, value) in members)
        {
            if (Casting.IsTruthy(callback.Call(value, name, call[0]), call.Evaluation))
            {
                result.Set(name, value);
            }
        }

        return result.Count == 0 ? default : (JsonValue)result.Build();
    }

    public static JsonValue Each(in JsonataCall call)
    {
        var results = new SequenceBuilder(call.Evaluation);
        if (call[0].IsObject)
        {
            var callback = new Callback(call, call[1]);
            foreach (var (name, value) in call[0].AsObject())
            {
                var result = callback.Call(value, name, call[0]);
                if (!result.IsUndefined)
                {
                    results.Add(result);
                }
            }
        }

        return results.ToSequence();
    }

    /// <remarks>Errors: D3070 without a function, for items that are neither all numbers nor all strings.</remarks>
    public static JsonValue Sort(in JsonataCall call)
    {
        if (call[0].IsUndefined || call[0].AsArray().Count <= 1)
        {
            return call[0];
        }

        var items = call[0].AsArray().Items.ToArray();
        call.Charge(MergeSort.StepsOf(items.Length));
        if (call[1].IsUndefined)
        {
            var evaluation = call.Evaluation;
            var areNumbers = Casting.AreNumbers(call[0].AsArray());
            if (!areNumbers && !Casting.AreStrings(call[0].AsArray()))
            {
                throw new JsonataException("D3070").With("index", 1);
            }

            items = areNumbers
                ? MergeSort.Sort(items, static (a, b) => a.AsNumber() > b.AsNumber())
                : MergeSort.Sort(items, (a, b) => Casting.Compare(a.AsString(), b.AsString(), evaluation) > 0);
        }
        else
        {
            var (invoke, comparison) = (call, call[1]);
            items = MergeSort.Sort(items, (a, b) => Casting.IsJavaScriptTruthy(invoke.Invoke(comparison, a, b)));
        }

        return new JsonArray(items, items.Length);
    }
}
