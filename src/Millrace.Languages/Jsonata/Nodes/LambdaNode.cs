using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>function($a, $b) { … }</c>.</summary>
internal sealed class LambdaNode(string[] parameters, Signature? signature, Node body, int position) : Node(position)
{
    public override string Kind => "lambda";

    public string[] Parameters { get; } = parameters;

    public Signature? Signature { get; } = signature;

    public Node Body { get; } = body;

    protected override JsonValue Raw(JsonValue input, Frame frame) =>
        JsonValue.FromFunction(new LambdaFunction(this, input, frame));
}
