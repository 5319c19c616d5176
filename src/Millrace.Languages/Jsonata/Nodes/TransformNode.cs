using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>|pattern|update, delete|</c>: a function that copies its argument and changes what the pattern finds in the copy.</summary>
internal sealed class TransformNode(Node pattern, Node update, Node? delete, int position) : Node(position)
{
    public override string Kind => "transform";

    public Node Pattern { get; } = pattern;

    public Node Update { get; } = update;

    public Node? Delete { get; } = delete;

    protected override JsonValue Raw(JsonValue input, Frame frame) => JsonValue.FromFunction(new TransformFunction(this, frame));
}
