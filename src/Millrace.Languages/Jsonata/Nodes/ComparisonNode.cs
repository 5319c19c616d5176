using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>&lt; &lt;= &gt; &gt;=</c> of two numbers or two strings. Undefined on either side is undefined. Errors: T2009, T2010.</summary>
internal sealed class ComparisonNode(string symbol, Node left, Node right, int position) : Node(position)
{
    public override string Kind => "binary";

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        var first = left.Evaluate(input, frame);
        var second = right.Evaluate(input, frame);
        if (first.IsNumber && second.IsNumber)
        {
            return Compare(first.AsNumber(), second.AsNumber());
        }

        if (!IsComparable(first) || !IsComparable(second))
        {
            throw Error("T2010", first.IsString || first.IsNumber ? second : first);
        }

        if (first.IsUndefined || second.IsUndefined)
        {
            return default;
        }

        if (first.Kind != second.Kind)
        {
            throw Error("T2009", first).With("value2", second);
        }

        return Compare(Casting.Compare(first.AsString(), second.AsString(), frame.Evaluation), 0);
    }

    private static bool IsComparable(JsonValue value) => value.IsUndefined || value.IsString || value.IsNumber;

    private JsonValue Compare(double a, double b) =>
        symbol switch
        {
            "<" => a < b,
            "<=" => a <= b,
            ">" => a > b,
            _ => a >= b,
        };

    private JsonataException Error(string code, JsonValue value) =>
        new JsonataException(code, value, Position).With("token", symbol);
}
