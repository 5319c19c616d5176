using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>[first..last]</c>: whole numbers, none where the last is less. Errors: T2003, T2004, D2014, D2015.</summary>
internal sealed class RangeNode(Node left, Node right, int position) : Node(position)
{
    // The most the reference allocates.
    private const double LengthMax = 1e7;

    public override string Kind => "binary";

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        var first = left.Evaluate(input, frame);
        var last = right.Evaluate(input, frame);
        Check(first, "T2003");
        Check(last, "T2004");
        if (first.IsUndefined || last.IsUndefined || first.AsNumber() > last.AsNumber())
        {
            return default;
        }

        var start = first.AsNumber();
        var length = last.AsNumber() - start + 1;
        if (length > LengthMax)
        {
            throw new JsonataException("D2014", length, Position).With("token", "..");
        }

        frame.Evaluation.CheckLength((int)length);
        frame.Evaluation.Charge((int)length);
        var items = new JsonValue[(int)length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = start + i;
        }

        return new MarkedArray(items, items.Length, ArrayMarks.Sequence);
    }

    private void Check(JsonValue bound, string code)
    {
        if (!bound.IsUndefined && !(bound.IsNumber && double.IsInteger(bound.AsNumber())))
        {
            throw new JsonataException(code, bound, Position).With("token", "..");
        }
    }
}
