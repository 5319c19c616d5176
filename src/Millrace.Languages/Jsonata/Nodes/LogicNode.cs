using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>and</c>, <c>or</c>. The right side is looked at only where it matters.</summary>
internal sealed class LogicNode(bool isAnd, Node left, Node right, int position) : Node(position)
{
    public override string Kind => "binary";

    protected override JsonValue Raw(JsonValue input, Frame frame) =>
        Casting.IsTruthy(left.Evaluate(input, frame), frame.Evaluation) == isAnd ? Right(input, frame) : !isAnd;

    private bool Right(JsonValue input, Frame frame)
    {
        try
        {
            return Casting.IsTruthy(right.Evaluate(input, frame), frame.Evaluation);
        }
        catch (JsonataException error) when (error.InsteadAt(Position, isAnd ? "and" : "or"))
        {
            // Never entered: as in the reference, an error on the right side is reported as one of the operator.
            throw;
        }
    }
}
