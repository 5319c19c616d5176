using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>What happens to a result before it is handed out: its size is checked, and the marks of its arrays are taken off.</summary>
internal static class ResultCheck
{
    // A number's digits are not counted one by one.
    private const int NumberBytes = 8;

    /// <remarks>Errors: U1002 when larger than the cap, U1001 when nested deeper than JSON may be written.</remarks>
    public static JsonValue Check(JsonValue result, long bytesMax)
    {
        // The marks of this evaluation must not reach another that is given the result as its input.
        var left = bytesMax;
        return Walk(Sequences.UnwrapInput(result), ref left, bytesMax, 0);
    }

    private static JsonValue Walk(JsonValue value, ref long left, long bytesMax, int depth)
    {
        left -= value.Kind switch
        {
            JsonKind.String => value.AsString().Length + 2,
            JsonKind.Number => NumberBytes,
            JsonKind.Array or JsonKind.Object => 2,
            _ => 4,
        };
        if (left < 0)
        {
            throw new JsonataException("U1002", bytesMax);
        }

        if (depth > JsonLimits.Default.DepthMax)
        {
            throw Evaluation.TooDeep();
        }

        Evaluation.EnsureStack();
        return value.Kind switch
        {
            JsonKind.Array => Items(value, ref left, bytesMax, depth + 1),
            JsonKind.Object => Members(value, ref left, bytesMax, depth + 1),
            _ => value,
        };
    }

    private static JsonValue Items(JsonValue value, ref long left, long bytesMax, int depth)
    {
        var array = value.AsArray();
        JsonValue[]? changed = null;
        for (var i = 0; i < array.Count; i++)
        {
            left--;
            var item = array[i];
            var plain = Walk(item, ref left, bytesMax, depth);
            if (changed is null && !Casting.AreSame(item, plain))
            {
                changed = array.Items.ToArray();
            }

            if (changed is not null)
            {
                changed[i] = plain;
            }
        }

        return changed is not null ? new JsonArray(changed, changed.Length)
            : array is MarkedArray ? new JsonArray(array.Buffer, array.Count)
            : value;
    }

    private static JsonValue Members(JsonValue value, ref long left, long bytesMax, int depth)
    {
        var members = value.AsObject();
        JsonObjectBuilder? changed = null;
        for (var i = 0; i < members.Count; i++)
        {
            left -= members.NameAt(i).Length + 4;
            var member = members.ValueAt(i);
            var plain = Walk(member, ref left, bytesMax, depth);
            if (!Casting.AreSame(member, plain))
            {
                changed ??= new JsonObjectBuilder(members);
                changed.Set(members.NameAt(i), plain);
            }
        }

        return changed is not null ? changed.Build() : value;
    }
}
