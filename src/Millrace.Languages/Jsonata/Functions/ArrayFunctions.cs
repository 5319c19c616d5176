using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Functions;

/// <summary>Lists. Of undefined, undefined.</summary>
internal static class ArrayFunctions
{
    public static JsonValue Append(in JsonataCall call) => Sequences.Append(call[0], call[1], call.Evaluation);

    public static JsonValue Reverse(in JsonataCall call)
    {
        if (call[0].IsUndefined || call[0].AsArray().Count <= 1)
        {
            return call[0];
        }

        var items = call[0].AsArray().Items.ToArray();
        Array.Reverse(items);
        return new JsonArray(items, items.Length);
    }

    /// <summary>Every order is equally likely, as far as the random bits handed in are.</summary>
    public static JsonValue Shuffle(in JsonataCall call)
    {
        if (call[0].IsUndefined || call[0].AsArray().Count <= 1)
        {
            return call[0];
        }

        var items = call[0].AsArray().Items.ToArray();
        call.Charge(items.Length);
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = (int)(SplitMix.ToFraction(call.NextRandom()) * (i + 1));
            (items[i], items[other]) = (items[other], items[i]);
        }

        return new JsonArray(items, items.Length);
    }

    /// <summary>The first of all that are equal; a sequence stays one.</summary>
    public static JsonValue Distinct(in JsonataCall call)
    {
        if (!call[0].IsArray || call[0].AsArray().Count <= 1)
        {
            return call[0];
        }

        var seen = new HashSet<JsonValue>(new MeteredEquality(call.Evaluation));
        var results = new SequenceBuilder(call.Evaluation);
        foreach (var item in call[0].AsArray().Items)
        {
            if (seen.Add(item))
            {
                results.Add(item);
            }
        }

        return Sequences.Has(call[0], ArrayMarks.Sequence) ? results.ToSequence() : results.ToArray();
    }

    /// <summary>The first items of all lists, the second items, and so on to the end of the shortest.</summary>
    public static JsonValue Zip(in JsonataCall call)
    {
        var length = int.MaxValue;
        foreach (var list in call.Arguments)
        {
            length = Math.Min(length, list.IsArray ? list.AsArray().Count : 0);
        }

        call.Charge((long)length * call.Count);
        var rows = new JsonValue[length];
        for (var row = 0; row < length; row++)
        {
            var items = new JsonValue[call.Count];
            for (var i = 0; i < items.Length; i++)
            {
                items[i] = call[i][row];
            }

            rows[row] = new JsonArray(items, items.Length);
        }

        return new JsonArray(rows, rows.Length);
    }

    /// <summary>Deep equality that counts its work.</summary>
    private sealed class MeteredEquality(Evaluation evaluation) : IEqualityComparer<JsonValue>
    {
        public bool Equals(JsonValue x, JsonValue y)
        {
            evaluation.Charge(1);
            return JsonEquality.Equals(x, y, evaluation);
        }

        public int GetHashCode(JsonValue obj) => JsonEquality.Hash(obj, evaluation);
    }
}
