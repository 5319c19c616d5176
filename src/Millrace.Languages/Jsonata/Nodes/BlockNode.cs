using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>(a; b; c)</c>: one after another in a scope of their own, the last is the result.</summary>
/// <param name="expressions">The expressions.</param>
/// <param name="binds">Whether one of them may assign a variable; otherwise no scope is needed.</param>
/// <param name="position">Where it is.</param>
internal sealed class BlockNode(Node[] expressions, bool binds, int position) : Node(position)
{
    public override string Kind => "block";

    public Node[] Expressions { get; } = expressions;

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        var scope = binds ? new Frame(frame) : frame;
        var result = default(JsonValue);
        foreach (var expression in Expressions)
        {
            result = expression.Evaluate(input, scope);
        }

        return result;
    }
}
