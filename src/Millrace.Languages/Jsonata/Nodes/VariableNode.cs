using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>$name</c>, the context <c>$</c>, or the whole input <c>$$</c>.</summary>
internal sealed class VariableNode(string name, int position) : Node(position)
{
    /// <summary>The name that <c>$$</c> is bound under.</summary>
    public const string RootName = "$";

    public string Name { get; } = name;

    public override string Kind => "variable";

    protected override JsonValue Raw(JsonValue input, Frame frame) =>
        Name.Length == 0 ? Sequences.UnwrapInput(input) : frame.Lookup(Name);
}
