using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Syntax;

namespace Millrace.Languages.Jsonata.Nodes;

/// <summary>Turns what is written into what is evaluated.</summary>
/// <remarks>
/// Dots become paths with steps; predicates, groupings, orders and bindings are attached to the steps they follow; parent
/// operators find the step they mean; calls in tail position are marked.
/// <para>Errors: S0207 to S0217, S0303, U1004.</para>
/// </remarks>
internal sealed partial class Shaper
{
    // Each takes some fifty kilobytes, and a quarter of a millisecond to prepare.
    private const int RegexesMax = 1000;

    private int _regexes;

    public static Node Shape(SyntaxNode syntax)
    {
        var shaper = new Shaper();
        var node = shaper.Node(syntax);
        return node is ParentNode || node.Seeking.Count > 0 ? throw NoParent(node) : node;
    }

    private Node Node(SyntaxNode syntax)
    {
        var node = Create(syntax);
        node.KeepArray |= syntax.KeepArray;
        return node;
    }

    private Node Create(SyntaxNode syntax)
    {
        var position = syntax.Position;
        switch (syntax.Kind)
        {
            case SyntaxKind.Name:
                var name = new NameNode(syntax.Text, position) { KeepArray = syntax.KeepArray };
                return new PathNode(position, name) { KeepsSingleton = syntax.KeepArray };
            case SyntaxKind.Variable:
                return new VariableNode(syntax.Text, position);
            case SyntaxKind.String or SyntaxKind.Number or SyntaxKind.Value:
                return new LiteralNode(syntax.Value, position);
            case SyntaxKind.Regex:
                return Regex(syntax);
            case SyntaxKind.Wildcard:
                return new WildcardNode(position);
            case SyntaxKind.Descendants:
                return new DescendantsNode(position);
            case SyntaxKind.Parent:
                // No author's variable starts with this sign, so no label hides one.
                return new ParentNode(new ParentSlot($"!{_labels++}"), position);
            case SyntaxKind.Negate:
                return Negate(syntax);
            case SyntaxKind.ArrayConstructor:
                var items = Nodes(syntax.Items);
                return Seek(new ArrayConstructorNode(items, position), items);
            case SyntaxKind.ObjectConstructor:
                return ObjectConstructor(syntax);
            case SyntaxKind.Block:
                return Block(syntax);
            case SyntaxKind.Transform:
                var delete = syntax.Third is null ? null : Node(syntax.Third);
                return new TransformNode(Node(syntax.Left!), Node(syntax.Right!), delete, position);
            case SyntaxKind.Binary when syntax.Text == ".":
                return Dot(syntax);
            case SyntaxKind.Binary:
                return Binary(syntax);
            case SyntaxKind.Predicate:
                return Predicate(syntax);
            case SyntaxKind.Group:
                return Group(syntax);
            case SyntaxKind.OrderBy:
                return OrderBy(syntax);
            case SyntaxKind.Bind:
                var value = Node(syntax.Right!);
                return Seek(new BindNode(syntax.Left!.Text, value, position), value);
            case SyntaxKind.Focus:
                return Focus(syntax);
            case SyntaxKind.Index:
                return Index(syntax);
            case SyntaxKind.Apply:
                var (left, right) = (Node(syntax.Left!), Node(syntax.Right!));
                return new ApplyNode(left, right, position) { KeepArray = left.KeepArray || right.KeepArray };
            case SyntaxKind.Condition:
                return Condition(syntax);
            case SyntaxKind.Coalesce or SyntaxKind.Default:
                return Fallback(syntax);
            case SyntaxKind.Call:
                var arguments = Nodes(syntax.Items);
                return Seek(new CallNode(Node(syntax.Left!), arguments, position), arguments);
            case SyntaxKind.PartialCall:
                return PartialCall(syntax);
            case SyntaxKind.Lambda:
                return Lambda(syntax);
            default:
                throw new JsonataException("S0207", default, position).With("token", syntax.Text);
        }
    }

    private Node[] Nodes(IReadOnlyList<SyntaxNode> items) => [.. items.Select(Node)];

    private RegexNode Regex(SyntaxNode syntax)
    {
        if (++_regexes > RegexesMax)
        {
            throw new JsonataException("U1004", RegexesMax, syntax.Position).With("unit", "regular expressions");
        }

        return new RegexNode(syntax.Text, syntax.Value.AsString(), syntax.Position);
    }

    private Node Negate(SyntaxNode syntax)
    {
        var operand = Node(syntax.Left!);
        if (operand is LiteralNode { Value.IsNumber: true } literal)
        {
            return literal.ShapeInto(new LiteralNode(-literal.Value.AsNumber(), literal.Position));
        }

        return Seek(new NegateNode(operand, syntax.Position), operand);
    }

    private ObjectConstructorNode ObjectConstructor(SyntaxNode syntax)
    {
        var pairs = Pairs(syntax);
        var node = new ObjectConstructorNode(new Grouping(pairs, syntax.Position), syntax.Position);
        foreach (var (key, value) in pairs)
        {
            Seek(node, key, value);
        }

        return node;
    }

    private (Node Key, Node Value)[] Pairs(SyntaxNode syntax) =>
        [.. syntax.Members.Select(member => (Node(member.Key), Node(member.Value)))];

    private BlockNode Block(SyntaxNode syntax)
    {
        var expressions = Nodes(syntax.Items);
        var node = new BlockNode(expressions, syntax.Items.Any(BindsVariable), syntax.Position);
        Seek(node, expressions);
        node.IsConstructed = expressions.Any(part =>
            part.IsConstructed || part is PathNode { Steps: [{ IsConstructed: true }, ..] }
        );
        return node;
    }

    private Node Binary(SyntaxNode syntax)
    {
        var (left, right) = (Node(syntax.Left!), Node(syntax.Right!));
        var position = syntax.Position;
        Node node = syntax.Text switch
        {
            "+" or "-" or "*" or "/" or "%" => new ArithmeticNode(syntax.Text[0], left, right, position),
            "<" or "<=" or ">" or ">=" => new ComparisonNode(syntax.Text, left, right, position),
            "=" or "!=" => new EqualityNode(syntax.Text == "!=", left, right, position),
            "and" or "or" => new LogicNode(syntax.Text == "and", left, right, position),
            "&" => new ConcatenationNode(left, right, position),
            "in" => new InclusionNode(left, right, position),
            ".." => new RangeNode(left, right, position),
            _ => throw new JsonataException("S0206", default, position).With("token", syntax.Text),
        };
        return Seek(node, left, right);
    }

    private ConditionNode Condition(SyntaxNode syntax)
    {
        var (condition, then) = (Node(syntax.Left!), Node(syntax.Right!));
        var otherwise = syntax.Third is null ? null : Node(syntax.Third);
        var node = new ConditionNode(condition, then, otherwise, syntax.Position);
        Seek(node, condition, then);
        return otherwise is null ? node : Seek(node, otherwise);
    }

    private FallbackNode Fallback(SyntaxNode syntax)
    {
        var (value, otherwise) = (Node(syntax.Left!), Node(syntax.Right!));
        var node = new FallbackNode(value, otherwise, syntax.Kind == SyntaxKind.Coalesce, syntax.Position);
        return Seek(node, value, otherwise);
    }

    private PartialCallNode PartialCall(SyntaxNode syntax)
    {
        var arguments = syntax.Items.Select(item => item.Kind == SyntaxKind.Placeholder ? null : Node(item)).ToArray();
        var node = new PartialCallNode(Node(syntax.Left!), arguments, syntax.Position);
        return Seek(node, [.. arguments.OfType<Node>()]);
    }

    private LambdaNode Lambda(SyntaxNode syntax)
    {
        var body = Node(syntax.Right!);
        MarkTailCalls(body);
        return new LambdaNode([.. syntax.Items.Select(item => item.Text)], syntax.Signature, body, syntax.Position);
    }

    /// <summary>Marks the calls that are the last thing a lambda does, so that it can leave them to its caller.</summary>
    private static void MarkTailCalls(Node node)
    {
        if (node.Predicates.Count > 0 || node.Group is not null || node.KeepArray)
        {
            // Something is left to be done with the result.
            return;
        }

        switch (node)
        {
            case CallNode call:
                call.IsTail = true;
                break;
            case ConditionNode condition:
                MarkTailCalls(condition.Then);
                if (condition.Otherwise is not null)
                {
                    MarkTailCalls(condition.Otherwise);
                }

                break;
            case FallbackNode fallback:
                MarkTailCalls(fallback.Otherwise);
                break;
            case BlockNode { Expressions: [.., var last] }:
                MarkTailCalls(last);
                break;
            default:
                break;
        }
    }

    /// <summary>Whether evaluating this assigns a variable of the scope it is in; blocks and lambdas have scopes of their own.</summary>
    private static bool BindsVariable(SyntaxNode syntax)
    {
        switch (syntax.Kind)
        {
            case SyntaxKind.Bind:
                return true;
            case SyntaxKind.Variable:
                // What is evaluated from text may assign as well.
                return syntax.Text == "eval";
            case SyntaxKind.Block or SyntaxKind.Lambda:
                return false;
            default:
                return (syntax.Left is not null && BindsVariable(syntax.Left))
                    || (syntax.Right is not null && BindsVariable(syntax.Right))
                    || (syntax.Third is not null && BindsVariable(syntax.Third))
                    || syntax.Items.Any(BindsVariable)
                    || syntax.Members.Any(member => BindsVariable(member.Key) || BindsVariable(member.Value))
                    || syntax.Terms.Any(term => BindsVariable(term.Expression));
        }
    }
}
