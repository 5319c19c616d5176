using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>{key: value}</c> at the start of an expression: the context grouped.</summary>
internal sealed class ObjectConstructorNode(Grouping members, int position) : Node(position)
{
    public override string Kind => "unary";

    protected override JsonValue Raw(JsonValue input, Frame frame) => members.Evaluate(input, frame);
}
