using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>%</c>: what the step before was applied to.</summary>
internal sealed class ParentNode(ParentSlot slot, int position) : Node(position)
{
    public ParentSlot Slot { get; } = slot;

    public override string Kind => "parent";

    protected override JsonValue Raw(JsonValue input, Frame frame) => frame.Lookup(Slot.Label);
}
