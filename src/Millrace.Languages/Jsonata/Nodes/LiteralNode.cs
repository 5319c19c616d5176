using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary>A string, a number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
internal sealed class LiteralNode(JsonValue value, int position) : Node(position)
{
    public JsonValue Value { get; } = value;

    public override string Kind =>
        Value.IsString ? "string"
        : Value.IsNumber ? "number"
        : "value";

    protected override JsonValue Raw(JsonValue input, Frame frame) => Value;
}
