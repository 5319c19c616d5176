using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary>A part of a compiled expression. It does not change once the <see cref="Shaper"/> is done, and threads share it.</summary>
internal abstract class Node(int position)
{
    private Node[] _predicates = [];

    public int Position { get; } = position;

    /// <summary>What error texts call this kind of node.</summary>
    public abstract string Kind { get; }

    /// <summary>Filters on the whole result; on a step of a path they are <see cref="Stages"/> instead.</summary>
    public IReadOnlyList<Node> Predicates => _predicates;

    /// <summary>Filters and index bindings on the results of a step, in order.</summary>
    public List<Stage> Stages { get; } = [];

    /// <summary>What the results are grouped by, or null.</summary>
    public Grouping? Group { get; set; }

    /// <summary>Whether a single result is to stay an array.</summary>
    public bool KeepArray { get; set; }

    /// <summary>An array constructor at the start or the end of a path: its array is one result.</summary>
    public bool IsConstructed { get; set; }

    /// <summary>Whether the results carry variables or parents and so travel as <see cref="PathTuple"/>s.</summary>
    public bool IsTuple { get; set; }

    /// <summary>The variable each result is bound to (<c>@$name</c>), or null.</summary>
    public string? Focus { get; set; }

    /// <summary>The variable the position of each result is bound to (<c>#$name</c>), or null.</summary>
    public string? Index { get; set; }

    /// <summary>Where the step remembers its input for a <c>%</c> further on, or null.</summary>
    public ParentSlot? Ancestor { get; set; }

    /// <summary>The <c>%</c>s within this node whose parent lies before it; only the shaper looks at them.</summary>
    public List<ParentSlot> Seeking { get; } = [];

    /// <summary>The result on that input: undefined, a value, or a sequence of two or more.</summary>
    public JsonValue Evaluate(JsonValue input, Frame frame)
    {
        var evaluation = frame.Evaluation;
        evaluation.Enter();
        var result = Raw(input, frame);
        if (_predicates.Length > 0)
        {
            foreach (var predicate in _predicates)
            {
                result = Filtering.Filter(predicate, result, frame);
            }
        }

        if (Group is not null && this is not PathNode)
        {
            result = Group.Evaluate(result, frame);
        }

        evaluation.Leave();
        return Sequences.Normalize(result, KeepArray);
    }

    public void AddPredicate(Node predicate) => _predicates = [.. _predicates, predicate];

    /// <summary>Makes the predicates filters on a step, for a node that has become one.</summary>
    public void MakePredicatesStages()
    {
        foreach (var predicate in _predicates)
        {
            Stages.Add(new Stage(predicate, null));
        }

        _predicates = [];
    }

    /// <summary>Gives another node, which takes this one's place, all that is attached to it.</summary>
    public Node ShapeInto(Node other)
    {
        other._predicates = _predicates;
        other.Stages.AddRange(Stages);
        other.Seeking.AddRange(Seeking);
        (other.Group, other.Focus, other.Index, other.Ancestor) = (Group, Focus, Index, Ancestor);
        (other.KeepArray, other.IsConstructed, other.IsTuple) = (KeepArray, IsConstructed, IsTuple);
        return other;
    }

    /// <summary>The result before predicates and grouping; a sequence need not be normalized.</summary>
    protected abstract JsonValue Raw(JsonValue input, Frame frame);
}
