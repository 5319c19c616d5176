using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>**</c>: the value in context and everything in it, arrays themselves left out.</summary>
internal sealed class DescendantsNode(int position) : Node(position)
{
    public override string Kind => "descendant";

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        if (input.IsUndefined)
        {
            return default;
        }

        var found = new SequenceBuilder(frame.Evaluation);
        Collect(input, ref found, frame.Evaluation);
        return found.Count == 1 ? found.ToValue() : found.ToSequence();
    }

    private static void Collect(JsonValue value, ref SequenceBuilder found, Evaluation evaluation)
    {
        if (value.IsArray)
        {
            Evaluation.EnsureStack();
            evaluation.Charge(1);
            foreach (var item in value.AsArray().Items)
            {
                Collect(item, ref found, evaluation);
            }

            return;
        }

        found.Add(value);
        if (value.IsObject)
        {
            Evaluation.EnsureStack();
            foreach (var member in value.AsObject().Values)
            {
                Collect(member, ref found, evaluation);
            }
        }
    }
}
