using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Nodes;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Functions;

/// <summary>Objects.</summary>
internal static class ObjectFunctions
{
    /// <summary>The names of the members; of a list, the names of all its items.</summary>
    public static JsonValue Keys(in JsonataCall call)
    {
        var (names, seen) = (new SequenceBuilder(call.Evaluation), new HashSet<string>(StringComparer.Ordinal));
        AddKeys(call[0], ref names, seen, call.Evaluation);
        return names.ToSequence();
    }

    public static JsonValue Lookup(in JsonataCall call) =>
        call[1].IsString ? NameNode.Lookup(call[0], call.Text(1), call.Evaluation) : default;

    /// <summary>An object for each member; a value that is no object stays as it is.</summary>
    public static JsonValue Spread(in JsonataCall call)
    {
        if (!call[0].IsArray && !call[0].IsObject)
        {
            return call[0];
        }

        var results = new SequenceBuilder(call.Evaluation);
        AddMembers(call[0], ref results, call.Evaluation);
        return results.ToSequence();
    }

    public static JsonValue Merge(in JsonataCall call)
    {
        if (call[0].IsUndefined)
        {
            return default;
        }

        var result = new JsonObjectBuilder();
        foreach (var item in call[0].AsArray().Items)
        {
            foreach (var (name, value) in item.AsObject())
            {
                ChargeName(name, call.Evaluation);
                result.Set(name, value);
            }
        }

        return result.Build();
    }

    /// <summary>A copy, through JSON: numbers have fifteen digits, functions are empty texts.</summary>
    public static JsonValue Clone(in JsonataCall call) =>
        call[0].IsUndefined ? default : Cloning.Clone(Sequences.UnwrapInput(call[0]), call.Evaluation, asText: true);

    // A long name takes long to hash.
    private static void ChargeName(string name, Evaluation evaluation) =>
        evaluation.Charge(1 + (name.Length / JsonEquality.CharactersAStep));

    private static void AddKeys(JsonValue value, ref SequenceBuilder names, HashSet<string> seen, Evaluation evaluation)
    {
        if (value.IsObject)
        {
            foreach (var name in value.AsObject().Names)
            {
                ChargeName(name, evaluation);
                if (seen.Add(name))
                {
                    names.Add(name);
                }
            }
        }
        else if (value.IsArray)
        {
            Evaluation.EnsureStack();
            evaluation.Charge(1);
            foreach (var item in value.AsArray().Items)
            {
                AddKeys(item, ref names, seen, evaluation);
            }
        }
    }

    private static void AddMembers(JsonValue value, ref SequenceBuilder results, Evaluation evaluation)
    {
        if (value.IsObject)
        {
            foreach (var (name, member) in value.AsObject())
            {
                results.Add(JsonObject.Of((name, member)));
            }
        }
        else if (value.IsArray)
        {
            Evaluation.EnsureStack();
            evaluation.Charge(1);
            foreach (var item in value.AsArray().Items)
            {
                AddMembers(item, ref results, evaluation);
            }
        }
        else if (!value.IsUndefined)
        {
            results.Add(value);
        }
    }
}
