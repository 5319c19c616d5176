using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary><c>a.b.c</c>: every step applied to every result of the one before, the results in one flat sequence.</summary>
internal sealed partial class PathNode : Node
{
    public PathNode(int position, params List<Node> steps)
        : base(position) => Steps = steps;

    public override string Kind => "path";

    public List<Node> Steps { get; }

    /// <summary>Whether a step says that a single result is to stay an array.</summary>
    public bool KeepsSingleton { get; set; }

    protected override JsonValue Raw(JsonValue input, Frame frame)
    {
        // What begins with a variable does not depend on the context and is evaluated once.
        var current = input.IsArray && Steps[0] is not VariableNode ? input : default;
        var single = current.IsUndefined ? input : default;
        var firstTuple = Steps.FindIndex(step => step.IsTuple);
        var tuples = default(JsonValue);
        var result = default(JsonValue);
        for (var i = 0; i < Steps.Count; i++)
        {
            var step = Steps[i];
            ReadOnlySpan<JsonValue> items = current.IsArray ? current.AsArray().Items : new(in single);
            if (i == 0 && step.IsConstructed)
            {
                result = step.Evaluate(current.IsArray ? current : Sequences.Of(single), frame);
            }
            else if (firstTuple >= 0 && i >= firstTuple)
            {
                tuples = TupleStep(step, items, tuples, frame);
            }
            else
            {
                result = PlainStep(step, items, current, i == Steps.Count - 1, frame);
            }

            if ((firstTuple < 0 || i < firstTuple) && (result.IsUndefined || (result.IsArray && result.AsArray().Count == 0)))
            {
                break;
            }

            if (step.Focus is null)
            {
                current = result.IsArray ? result : default;
                single = result;
            }
        }

        return Finish(result, tuples, firstTuple, frame);
    }
}
