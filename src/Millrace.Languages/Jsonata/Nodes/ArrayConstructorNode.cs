using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>[a, b]</c>: the results one after another; only an array constructor inside stays an array of its own.</summary>
internal sealed class ArrayConstructorNode(Node[] items, int position) : Node(position)
{
    public override string Kind => "unary";

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        if (items.Length == 1 && items[0] is not ArrayConstructorNode)
        {
            var only = items[0].Evaluate(input, frame);

            // The same items under no marks: nothing to copy, which matters for [1..1000000].
            return Finish(
                only.IsArray ? only.AsArray()
                : only.IsUndefined ? JsonArray.Empty
                : JsonArray.Of(only)
            );
        }

        return Finish(Collect(input, frame));
    }

    private JsonValue Finish(JsonArray array) =>
        IsConstructed ? Sequences.Mark(array, ArrayMarks.Constructed)
        : array is MarkedArray ? new JsonArray(array.Buffer, array.Count)
        : array;

    private JsonArray Collect(JsonValue input, Frame frame)
    {
        var result = new SequenceBuilder(frame.Evaluation);
        foreach (var item in items)
        {
            var value = item.Evaluate(input, frame);
            if (value.IsUndefined)
            {
                // Also of an array constructor, when predicates behind it have left nothing.
                continue;
            }

            if (item is ArrayConstructorNode)
            {
                result.Add(value);
            }
            else
            {
                result.AddFlat(value);
            }
        }

        return result.ToArray().AsArray();
    }
}
