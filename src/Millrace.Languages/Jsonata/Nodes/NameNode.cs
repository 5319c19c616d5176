using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary>A member of the object in context; of an array, the members of its items.</summary>
internal sealed class NameNode(string name, int position) : Node(position)
{
    public string Name { get; } = name;

    public override string Kind => "name";

    /// <summary>The member, or a sequence of members that has not been normalized.</summary>
    public static JsonValue Lookup(JsonValue input, string name, Evaluation evaluation)
    {
        if (input.IsObject)
        {
            return input.AsObject()[name];
        }

        if (!input.IsArray)
        {
            return default;
        }

        var found = new SequenceBuilder(evaluation);
        Collect(input.AsArray(), name, evaluation, ref found);
        return found.ToSequence();
    }

    protected override JsonValue Raw(JsonValue input, Frame frame) => Lookup(input, Name, frame.Evaluation);

    private static void Collect(JsonArray items, string name, Evaluation evaluation, ref SequenceBuilder found)
    {
        evaluation.Charge(1 + (items.Count / 4));
        foreach (var item in items.Items)
        {
            if (item.IsObject)
            {
                if (item.AsObject().TryGetValue(name, out var value))
                {
                    found.AddFlat(value);
                }
            }
            else if (item.IsArray)
            {
                Evaluation.EnsureStack();
                Collect(item.AsArray(), name, evaluation, ref found);
            }
        }
    }
}
