using System.Runtime.CompilerServices;

namespace Millrace.Languages.Json;

/// <summary>Deep equality and the hash that goes with it.</summary>
internal static class JsonEquality
{
    // Deeper than any text may be read; a value built deeper is refused by the stack check, not by an overflow.
    private const int HashDepth = 4;
    private const int HashItems = 16;

    /// <summary>Characters that are compared in about the time an item takes.</summary>
    public const int CharactersAStep = 64;

    /// <summary>Deep equality, every item and member counted with the meter if there is one.</summary>
    public static bool Equals(JsonValue left, JsonValue right, IWorkMeter? meter = null)
    {
        var kind = left.Kind;
        if (kind != right.Kind)
        {
            return false;
        }

        return kind switch
        {
            JsonKind.Boolean => left.IsTrue == right.IsTrue,
            // NaN never leaves a language, and 0 equals -0.
            JsonKind.Number => left.AsNumber() == right.AsNumber(),
            JsonKind.String => Equals(left.AsString(), right.AsString(), meter),
            JsonKind.Array => Equals(left.AsArray(), right.AsArray(), meter),
            JsonKind.Object => Equals(left.AsObject(), right.AsObject(), meter),
            JsonKind.Function => ReferenceEquals(left.AsFunction(), right.AsFunction()),
            _ => true,
        };
    }

    /// <summary>A hash, every item and member looked at counted with the meter if there is one.</summary>
    public static int Hash(JsonValue value, IWorkMeter? meter = null) => Hash(value, HashDepth, meter);

    private static bool Equals(string left, string right, IWorkMeter? meter)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        meter?.Charge(left.Length / CharactersAStep);
        return string.Equals(left, right, StringComparison.Ordinal);
    }

    private static bool Equals(JsonArray left, JsonArray right, IWorkMeter? meter)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left.Count != right.Count)
        {
            return false;
        }

        Enter(left.Count, meter);
        var a = left.Items;
        var b = right.Items;
        for (var i = 0; i < a.Length; i++)
        {
            if (!Equals(a[i], b[i], meter))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Equals(JsonObject left, JsonObject right, IWorkMeter? meter)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left.Count != right.Count)
        {
            return false;
        }

        Enter(left.Count, meter);
        for (var i = 0; i < left.Count; i++)
        {
            if (!right.TryGetValue(left.NameAt(i), out var other) || !Equals(left.ValueAt(i), other, meter))
            {
                return false;
            }
        }

        return true;
    }

    private static void Enter(int count, IWorkMeter? meter)
    {
        meter?.Charge(count);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new JsonFormatException("The values compared are nested too deep.");
        }
    }

    private static int Hash(JsonValue value, int depth, IWorkMeter? meter)
    {
        meter?.Charge(1);
        switch (value.Kind)
        {
            case JsonKind.Boolean:
                return value.IsTrue ? 3 : 2;
            case JsonKind.Number:
                return (value.AsNumber() + 0.0).GetHashCode();
            case JsonKind.String:
                return Hash(value.AsString(), meter);
            case JsonKind.Array:
                return HashItemsOf(value.AsArray(), depth, meter);
            case JsonKind.Object:
                return HashMembersOf(value.AsObject(), depth, meter);
            case JsonKind.Function:
                return RuntimeHelpers.GetHashCode(value.AsFunction());
            default:
                return (int)value.Kind;
        }
    }

    private static int Hash(string text, IWorkMeter? meter)
    {
        meter?.Charge(text.Length / CharactersAStep);
        return text.GetHashCode(StringComparison.Ordinal);
    }

    private static int HashItemsOf(JsonArray array, int depth, IWorkMeter? meter)
    {
        var hash = new HashCode();
        hash.Add(array.Count);
        for (var i = 0; depth > 0 && i < Math.Min(array.Count, HashItems); i++)
        {
            hash.Add(Hash(array[i], depth - 1, meter));
        }

        return hash.ToHashCode();
    }

    private static int HashMembersOf(JsonObject members, int depth, IWorkMeter? meter)
    {
        // The order of members does not count, so their hashes are summed.
        var sum = members.Count;
        for (var i = 0; depth > 0 && i < members.Count; i++)
        {
            sum += HashCode.Combine(Hash(members.NameAt(i), meter), Hash(members.ValueAt(i), depth - 1, meter));
        }

        return sum;
    }
}
