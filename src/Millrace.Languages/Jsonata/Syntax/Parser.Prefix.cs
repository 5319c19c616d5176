namespace Millrace.Languages.Jsonata.Syntax;

/// <content>What can stand at the start of an expression.</content>
internal sealed partial class Parser
{
    private const int NegateStrength = 70;

    private SyntaxNode Prefix(Token token) =>
        token.Kind switch
        {
            TokenKind.End => new SyntaxNode(SyntaxKind.End, token.Position, 1) { Text = token.Text },
            TokenKind.Name => Leaf(SyntaxKind.Name, token),
            TokenKind.Variable => Leaf(SyntaxKind.Variable, token),
            TokenKind.String => Leaf(SyntaxKind.String, token),
            TokenKind.Number => Leaf(SyntaxKind.Number, token),
            TokenKind.Value => Leaf(SyntaxKind.Value, token),
            TokenKind.Regex => Leaf(SyntaxKind.Regex, token),
            _ => PrefixOperator(token),
        };

    private SyntaxNode PrefixOperator(Token token)
    {
        switch (token.Text)
        {
            case "and" or "or" or "in":
                // A word where an operand is expected is the name of a field.
                return Leaf(SyntaxKind.Name, token);
            case "*":
                return Leaf(SyntaxKind.Wildcard, token);
            case "**":
                return Leaf(SyntaxKind.Descendants, token);
            case "%":
                return Leaf(SyntaxKind.Parent, token);
            case "-":
                var operand = Expression(NegateStrength);
                return new SyntaxNode(SyntaxKind.Negate, token.Position, DepthOf(token.Position, operand)) { Left = operand };
            case "(":
                return Block(token);
            case "[":
                return ArrayConstructor(token);
            case "{":
                return Members(token, null);
            case "|":
                return Transform(token);
            default:
                throw new JsonataException("S0211", default, token.Position).With("token", token.Text);
        }
    }

    private static SyntaxNode Leaf(SyntaxKind kind, Token token) =>
        new(kind, token.Position, 1) { Text = token.Text, Value = token.Value };

    private SyntaxNode Block(Token token)
    {
        var expressions = new List<SyntaxNode>();
        while (!_token.IsOperator(")"))
        {
            expressions.Add(Expression(0));
            if (!TryTake(";"))
            {
                break;
            }
        }

        Expect(")", afterOperand: true);
        return new SyntaxNode(SyntaxKind.Block, token.Position, DepthOf(token.Position, null, expressions))
        {
            Items = expressions,
        };
    }

    private SyntaxNode ArrayConstructor(Token token)
    {
        var items = _token.IsOperator("]") ? [] : CommaSeparated(ArrayItem);
        Expect("]", afterOperand: true);
        return new SyntaxNode(SyntaxKind.ArrayConstructor, token.Position, DepthOf(token.Position, null, items))
        {
            Items = items,
        };
    }

    private SyntaxNode ArrayItem()
    {
        var item = Expression(0);
        if (!_token.IsOperator(".."))
        {
            return item;
        }

        var range = _token;
        Advance(afterOperand: false);
        return Binary(range, item, Expression(0));
    }

    /// <summary>The members of an object constructor, or of a grouping of what is on the left.</summary>
    private SyntaxNode Members(Token token, SyntaxNode? left)
    {
        var members = new List<(SyntaxNode, SyntaxNode)>();
        var depth = DepthOf(token.Position, left);
        if (!_token.IsOperator("}"))
        {
            do
            {
                var key = Expression(0);
                Expect(":");
                var value = Expression(0);
                members.Add((key, value));
                depth = Math.Max(depth, DepthOf(token.Position, key, value));
            } while (TryTake(","));
        }

        Expect("}", afterOperand: true);
        var kind = left is null ? SyntaxKind.ObjectConstructor : SyntaxKind.Group;
        return new SyntaxNode(kind, token.Position, depth) { Left = left, Members = members };
    }

    private SyntaxNode Transform(Token token)
    {
        var pattern = Expression(0);
        Expect("|");
        var update = Expression(0);
        var delete = TryTake(",") ? Expression(0) : null;
        Expect("|");
        return new SyntaxNode(SyntaxKind.Transform, token.Position, DepthOf(token.Position, pattern, update, delete))
        {
            Left = pattern,
            Right = update,
            Third = delete,
        };
    }
}
