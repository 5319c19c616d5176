using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>$name := value</c>.</summary>
internal sealed class BindNode(string name, Node value, int position) : Node(position)
{
    public override string Kind => "bind";

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        var result = value.Evaluate(input, frame);
        frame.Bind(name, result);
        return result;
    }
}
