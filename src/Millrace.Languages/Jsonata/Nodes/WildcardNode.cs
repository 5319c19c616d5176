using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>*</c>: all members of the object in context, arrays among them flattened.</summary>
internal sealed class WildcardNode(int position) : Node(position)
{
    public override string Kind => "wildcard";

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        var found = new SequenceBuilder(frame.Evaluation);
        var source = Sequences.UnwrapInput(input);
        if (source.IsObject)
        {
            foreach (var value in source.AsObject().Values)
            {
                Flatten(value, ref found, frame.Evaluation);
            }
        }
        else if (source.IsArray)
        {
            foreach (var value in source.AsArray().Items)
            {
                Flatten(value, ref found, frame.Evaluation);
            }
        }

        return found.ToSequence();
    }

    private static void Flatten(JsonValue value, ref SequenceBuilder found, Evaluation evaluation)
    {
        if (!value.IsArray)
        {
            found.Add(value);
            return;
        }

        Evaluation.EnsureStack();
        evaluation.Charge(1);
        foreach (var item in value.AsArray().Items)
        {
            Flatten(item, ref found, evaluation);
        }
    }
}
