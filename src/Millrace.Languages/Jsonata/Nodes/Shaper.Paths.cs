using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Syntax;

namespace Millrace.Languages.Jsonata.Nodes;

/// <content>Paths and what is attached to their steps.</content>
internal sealed partial class Shaper
{
    private PathNode Dot(SyntaxNode syntax)
    {
        var left = Node(syntax.Left!);
        var path = left as PathNode ?? new PathNode(left.Position, left);
        if (left is ParentNode parent)
        {
            path.Seeking.Add(parent.Slot);
        }

        var rest = Node(syntax.Right!);
        if (rest is PathNode more)
        {
            path.Steps.AddRange(more.Steps);
        }
        else
        {
            rest.MakePredicatesStages();
            path.Steps.Add(rest);
        }

        NameLiterals(path.Steps);
        path.KeepsSingleton |= path.Steps.Exists(step => step.KeepArray);
        MarkConstructed(path.Steps[0]);
        MarkConstructed(path.Steps[^1]);
        ResolveParents(path);
        return path;
    }

    /// <summary>A string as a step is the name of a field; another literal is a mistake.</summary>
    private static void NameLiterals(List<Node> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is LiteralNode literal)
            {
                steps[i] = literal.Value.IsString
                    ? literal.ShapeInto(new NameNode(literal.Value.AsString(), literal.Position))
                    : throw new JsonataException("S0213", literal.Value, literal.Position);
            }
        }
    }

    private static void MarkConstructed(Node step) => step.IsConstructed |= step is ArrayConstructorNode;

    private Node Predicate(SyntaxNode syntax)
    {
        var node = Node(syntax.Left!);
        var step = (node as PathNode)?.Steps[^1] ?? node;
        if (step.Group is not null)
        {
            throw new JsonataException("S0209", default, syntax.Position);
        }

        var predicate = Node(syntax.Right!);
        foreach (var slot in predicate.Seeking)
        {
            if (slot.Level == 1)
            {
                SeekParent(step, slot);
            }
            else
            {
                slot.Level--;
            }
        }

        if (predicate.Seeking.Count > 0)
        {
            Seek(step, predicate);
        }

        if (node is PathNode)
        {
            step.Stages.Add(new Stage(predicate, null));
        }
        else
        {
            step.AddPredicate(predicate);
        }

        return node;
    }

    private Node Group(SyntaxNode syntax)
    {
        var node = Node(syntax.Left!);
        if (node.Group is not null)
        {
            throw new JsonataException("S0210", default, syntax.Position);
        }

        node.Group = new Grouping(Pairs(syntax), syntax.Position);
        return node;
    }

    private PathNode OrderBy(SyntaxNode syntax)
    {
        var left = Node(syntax.Left!);
        var path = left as PathNode ?? new PathNode(left.Position, left);
        var terms = syntax.Terms.Select(term => (Expression: Node(term.Expression), term.Descending)).ToArray();
        var sort = new SortNode(terms, syntax.Position);
        foreach (var (expression, _) in terms)
        {
            Seek(sort, expression);
        }

        path.Steps.Add(sort);
        ResolveParents(path);
        return path;
    }

    private Node Focus(SyntaxNode syntax)
    {
        var node = Node(syntax.Left!);
        var step = (node as PathNode)?.Steps[^1] ?? node;
        if (step.Stages.Count > 0 || step.Predicates.Count > 0)
        {
            throw new JsonataException("S0215", default, syntax.Position);
        }

        if (step is SortNode)
        {
            throw new JsonataException("S0216", default, syntax.Position);
        }

        step.KeepArray |= syntax.KeepArray;
        step.Focus = syntax.Right!.Text;
        step.IsTuple = true;
        return node;
    }

    private PathNode Index(SyntaxNode syntax)
    {
        var left = Node(syntax.Left!);
        if (left is not PathNode path)
        {
            path = new PathNode(left.Position, left);
            left.MakePredicatesStages();
        }

        var step = path.Steps[^1];
        if (step.Stages.Count == 0)
        {
            step.Index = syntax.Right!.Text;
        }
        else
        {
            step.Stages.Add(new Stage(null, syntax.Right!.Text));
        }

        step.IsTuple = true;
        return path;
    }
}
