using System.Runtime.CompilerServices;
using System.Text;
using Millrace.Languages.Json;
using Millrace.Languages.Jsonata.Runtime;

namespace Millrace.Languages.Jsonata.Syntax;

/// <summary>Reads an expression by operator precedence.</summary>
/// <remarks>
/// Every operator has a strength; an expression goes on while the next operator binds stronger than the one before it.
/// <para>Errors: S0101 to S0302, S0401, S0402, U1003 when the expression is nested too deep, U1004 when it is too long.</para>
/// </remarks>
internal sealed partial class Parser
{
    /// <summary>Levels of an expression: it bounds the stack of the parser and of all that walks the tree afterwards.</summary>
    public const int DepthMax = 500;

    // What a whole state machine may have; the tree of a character may take a hundred times as much.
    private const int CharactersMax = 1024 * 1024;

    private readonly Lexer _lexer;
    private Token _token;
    private int _depth;

    private Parser(string text)
    {
        _lexer = new Lexer(text);
        Advance(afterOperand: false);
    }

    public static SyntaxNode Parse(string text)
    {
        if (text.Length > CharactersMax)
        {
            throw new JsonataException("U1004", CharactersMax).With("unit", "characters");
        }

        var parser = new Parser(text);
        var expression = parser.Expression(0);
        return parser._token.Kind == TokenKind.End
            ? expression
            : throw new JsonataException("S0201", default, parser._token.Position).With("token", parser._token.Shown);
    }

    private SyntaxNode Expression(int strength)
    {
        if (++_depth > DepthMax || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw TooDeep(_token.Position);
        }

        var token = _token;
        Advance(afterOperand: true);
        var left = Prefix(token);
        while (_token.Kind == TokenKind.Operator && strength < Operators.Strength(_token.Text))
        {
            token = _token;
            Advance(afterOperand: false);
            left = Infix(token, left);
        }

        _depth--;
        return left;
    }

    private void Advance(bool afterOperand)
    {
        _token = _lexer.Next(afterOperand);
        if (_token.Kind == TokenKind.Operator && !Operators.Exists(_token.Text))
        {
            throw new JsonataException("S0204", default, _token.Position).With("token", _token.Text);
        }
    }

    private void Expect(string symbol, bool afterOperand = false)
    {
        if (!_token.IsOperator(symbol))
        {
            var code = _token.Kind == TokenKind.End ? "S0203" : "S0202";
            throw new JsonataException(code, symbol, _token.Position).With("token", _token.Shown);
        }

        Advance(afterOperand);
    }

    private bool TryTake(string symbol)
    {
        if (!_token.IsOperator(symbol))
        {
            return false;
        }

        Advance(afterOperand: false);
        return true;
    }

    private static JsonataException TooDeep(int position) => new("U1003", DepthMax, position);

    private static int DepthOf(int position, params ReadOnlySpan<SyntaxNode?> parts)
    {
        var depth = 0;
        foreach (var part in parts)
        {
            depth = Math.Max(depth, part?.Depth ?? 0);
        }

        return depth < DepthMax ? depth + 1 : throw TooDeep(position);
    }

    private static int DepthOf(int position, SyntaxNode? first, IReadOnlyList<SyntaxNode> rest)
    {
        var depth = first?.Depth ?? 0;
        foreach (var part in rest)
        {
            depth = Math.Max(depth, part.Depth);
        }

        return depth < DepthMax ? depth + 1 : throw TooDeep(position);
    }

    private List<SyntaxNode> CommaSeparated(Func<SyntaxNode> item)
    {
        var items = new List<SyntaxNode>();
        do
        {
            items.Add(item());
        } while (TryTake(","));

        return items;
    }
}
