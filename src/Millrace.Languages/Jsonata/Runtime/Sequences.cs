using System.Runtime.CompilerServices;
using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>The rules of sequences: what an expression yields none, one or many of.</summary>
internal static class Sequences
{
    public static JsonValue Of(params ReadOnlySpan<JsonValue> items) => Of(ArrayMarks.Sequence, items);

    public static JsonValue Of(ArrayMarks marks, params ReadOnlySpan<JsonValue> items) =>
        new MarkedArray(items.ToArray(), items.Length, marks);

    public static bool Has(JsonValue value, ArrayMarks marks) =>
        value.IsArray && value.AsArray() is MarkedArray marked && marked.Is(marks);

    /// <summary>The same items, without copying them, under other marks.</summary>
    public static JsonValue Mark(JsonArray array, ArrayMarks marks) => new MarkedArray(array.Buffer, array.Count, marks);

    /// <summary>The marks of an array, or none.</summary>
    public static ArrayMarks MarksOf(JsonArray array) => array is MarkedArray marked ? marked.Marks : ArrayMarks.None;

    /// <summary>A sequence of none is undefined, of one is its item unless it is to stay an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static JsonValue Normalize(JsonValue value, bool keepArray) =>
        value.IsArray && value.AsArray() is MarkedArray marked ? Normalize(value, marked, keepArray) : value;

    /// <summary>The input an expression starts with: an array from outside is one value, not many.</summary>
    public static JsonValue WrapInput(JsonValue input) =>
        input.IsArray && !Has(input, ArrayMarks.Sequence) ? Of(ArrayMarks.Sequence | ArrayMarks.OuterWrapper, input) : input;

    /// <summary>The input as its author sees it.</summary>
    public static JsonValue UnwrapInput(JsonValue input) =>
        Has(input, ArrayMarks.OuterWrapper) && input.AsArray().Count > 0 ? input.AsArray()[0] : input;

    /// <summary>One list after another; a single value counts as a list of one, and undefined adds nothing.</summary>
    public static JsonValue Append(JsonValue first, JsonValue second, Evaluation evaluation)
    {
        if (first.IsUndefined || second.IsUndefined)
        {
            return first.IsUndefined ? second : first;
        }

        var result = new SequenceBuilder(evaluation);
        result.AddFlat(first);
        result.AddFlat(second);
        return result.ToArray();
    }

    private static JsonValue Normalize(JsonValue value, MarkedArray marked, bool keepArray)
    {
        if (!marked.Is(ArrayMarks.Sequence) || marked.Is(ArrayMarks.Tuples))
        {
            return value;
        }

        if (marked.Count == 0)
        {
            return default;
        }

        if (marked.Count == 1 && !keepArray && !marked.Is(ArrayMarks.KeepSingleton))
        {
            return marked[0];
        }

        return keepArray && !marked.Is(ArrayMarks.KeepSingleton) ? Mark(marked, marked.Marks | ArrayMarks.KeepSingleton) : value;
    }
}
