using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>+ - * / %</c>. Undefined on either side is undefined. Errors: T2001, T2002, D1001.</summary>
internal sealed class ArithmeticNode(char symbol, Node left, Node right, int position) : Node(position)
{
    public override string Kind => "binary";

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        var first = left.Evaluate(input, frame);
        var second = right.Evaluate(input, frame);
        Check(first, "T2001");
        Check(second, "T2002");
        if (first.IsUndefined || second.IsUndefined)
        {
            return default;
        }

        var (a, b) = (first.AsNumber(), second.AsNumber());
        return symbol switch
        {
            '+' => a + b,
            '-' => a - b,
            '*' => a * b,
            '/' => a / b,
            _ => a % b,
        };
    }

    private void Check(JsonValue operand, string code)
    {
        if (operand.IsNumber && double.IsFinite(operand.AsNumber()))
        {
            return;
        }

        try
        {
            if (!operand.IsUndefined && !Casting.IsNumber(operand))
            {
                throw new JsonataException(code, operand, Position);
            }
        }
        catch (JsonataException error) when (error.At(Position, symbol.ToString()))
        {
            // Never entered: a number out of range is an error of this operator too.
            throw;
        }
    }
}
