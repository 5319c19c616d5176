using System.Text;
using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Syntax;

/// <content>What can follow an operand.</content>
internal sealed partial class Parser
{
    private SyntaxNode Infix(Token token, SyntaxNode left)
    {
        switch (token.Text)
        {
            case "(":
                return Call(token, left);
            case "[":
                return Predicate(token, left);
            case "{":
                return Members(token, left);
            case "^":
                return OrderBy(token, left);
            case ":=":
                return Bind(token, left);
            case "@":
                return VariableBinding(SyntaxKind.Focus, token, left);
            case "#":
                return VariableBinding(SyntaxKind.Index, token, left);
            case "?":
                return Condition(token, left);
            case "??":
                return Pair(SyntaxKind.Coalesce, token, left, Expression(0));
            case "?:":
                return Pair(SyntaxKind.Default, token, left, Expression(0));
            case "~>":
                return Pair(SyntaxKind.Apply, token, left, Expression(Operators.Strength(token.Text)));
            default:
                return Binary(token, left, Expression(Operators.Strength(token.Text)));
        }
    }

    private static SyntaxNode Binary(Token token, SyntaxNode left, SyntaxNode right) =>
        Pair(SyntaxKind.Binary, token, left, right);

    private static SyntaxNode Pair(SyntaxKind kind, Token token, SyntaxNode left, SyntaxNode right) =>
        new(kind, token.Position, DepthOf(token.Position, left, right))
        {
            Text = token.Text,
            Left = left,
            Right = right,
        };

    private SyntaxNode Call(Token token, SyntaxNode callee)
    {
        var arguments = _token.IsOperator(")") ? [] : CommaSeparated(Argument);
        Expect(")", afterOperand: true);
        if (callee is { Kind: SyntaxKind.Name, Text: "function" or "λ" })
        {
            return Lambda(token, arguments);
        }

        var isPartial = arguments.Exists(argument => argument.Kind == SyntaxKind.Placeholder);
        var kind = isPartial ? SyntaxKind.PartialCall : SyntaxKind.Call;
        return new SyntaxNode(kind, token.Position, DepthOf(token.Position, callee, arguments))
        {
            Left = callee,
            Items = arguments,
        };
    }

    private SyntaxNode Argument()
    {
        if (!_token.IsOperator("?"))
        {
            return Expression(0);
        }

        var placeholder = Leaf(SyntaxKind.Placeholder, _token);
        Advance(afterOperand: false);
        return placeholder;
    }

    private SyntaxNode Lambda(Token token, List<SyntaxNode> parameters)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Kind != SyntaxKind.Variable)
            {
                throw new JsonataException("S0208", i + 1, parameters[i].Position).With("token", parameters[i].Shown);
            }
        }

        var signature = _token.IsOperator("<") ? LambdaSignature() : null;
        Expect("{");
        var body = Expression(0);
        Expect("}");
        return new SyntaxNode(SyntaxKind.Lambda, token.Position, DepthOf(token.Position, body))
        {
            Items = parameters,
            Signature = signature,
            Right = body,
        };
    }

    private Signature LambdaSignature()
    {
        var start = _token.Position;
        var (text, depth) = (new StringBuilder("<"), 1);
        while (depth > 0 && !_token.IsOperator("{") && _token.Kind != TokenKind.End)
        {
            Advance(afterOperand: false);
            depth +=
                _token.IsOperator("<") ? 1
                : _token.IsOperator(">") ? -1
                : 0;
            text.Append(_token.Text);
        }

        Expect(">");
        return Signature.Parse(text.ToString(), start);
    }

    private SyntaxNode Predicate(Token token, SyntaxNode left)
    {
        if (_token.IsOperator("]"))
        {
            // Nothing between the brackets: what the expression starts from is to stay an array.
            var step = left;
            while (step.Kind == SyntaxKind.Predicate)
            {
                step = step.Left!;
            }

            step.KeepArray = true;
            Expect("]");
            return left;
        }

        var filter = Expression(0);
        Expect("]", afterOperand: true);
        return Pair(SyntaxKind.Predicate, token, left, filter);
    }

    private SyntaxNode OrderBy(Token token, SyntaxNode left)
    {
        Expect("(");
        var terms = new List<(SyntaxNode, bool)>();
        var depth = DepthOf(token.Position, left);
        do
        {
            var isDescending = TryTake(">");
            if (!isDescending)
            {
                TryTake("<");
            }

            var term = Expression(0);
            terms.Add((term, isDescending));
            depth = Math.Max(depth, DepthOf(token.Position, term));
        } while (TryTake(","));

        Expect(")");
        return new SyntaxNode(SyntaxKind.OrderBy, token.Position, depth) { Left = left, Terms = terms };
    }

    private SyntaxNode Bind(Token token, SyntaxNode left)
    {
        if (left.Kind != SyntaxKind.Variable)
        {
            throw new JsonataException("S0212", default, left.Position).With("token", left.Shown);
        }

        // One less than its own strength: the assignment binds to the right.
        return Pair(SyntaxKind.Bind, token, left, Expression(Operators.Strength(token.Text) - 1));
    }

    private SyntaxNode VariableBinding(SyntaxKind kind, Token token, SyntaxNode left)
    {
        var variable = Expression(Operators.Strength(token.Text));
        return variable.Kind == SyntaxKind.Variable
            ? Pair(kind, token, left, variable)
            : throw new JsonataException("S0214", default, variable.Position).With("token", token.Text);
    }

    private SyntaxNode Condition(Token token, SyntaxNode condition)
    {
        var then = Expression(0);
        var otherwise = TryTake(":") ? Expression(0) : null;
        return new SyntaxNode(SyntaxKind.Condition, token.Position, DepthOf(token.Position, condition, then, otherwise))
        {
            Left = condition,
            Right = then,
            Third = otherwise,
        };
    }
}
