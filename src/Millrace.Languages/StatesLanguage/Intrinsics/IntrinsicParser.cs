using System.Text;
using Millrace.Languages.Json;
using Millrace.Languages.JsonPath;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>Parses calls. Recursive, one level per nested call, of which AWS allows ten.</summary>
internal sealed class IntrinsicParser
{
    private readonly PathCursor _cursor;
    private readonly List<StatesPath> _paths = [];
    private int _depth;

    public IntrinsicParser(string text) => _cursor = new PathCursor(text);

    public IReadOnlyList<StatesPath> Paths => _paths;

    /// <summary>Reads one call and nothing after it. Throws <see cref="IntrinsicSyntaxException"/>.</summary>
    public IntrinsicCall ReadExpression()
    {
        if (_cursor.Text.Length > IntrinsicLimits.ExpressionCharactersMax)
        {
            throw new IntrinsicSyntaxException(
                $"The expression is longer than {IntrinsicLimits.ExpressionCharactersMax} characters."
            );
        }

        var call = ReadCall();
        _cursor.SkipSpace();
        return _cursor.IsAtEnd ? call : throw Unexpected();
    }

    private IntrinsicCall ReadCall()
    {
        if (++_depth > IntrinsicLimits.NestingMax)
        {
            throw new IntrinsicSyntaxException($"More than {IntrinsicLimits.NestingMax} intrinsic functions are nested.");
        }

        _cursor.SkipSpace();
        var name = _cursor.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c == '.');
        if (!IntrinsicFunction.All.TryGetValue(name, out var function))
        {
            throw new IntrinsicSyntaxException($"There is no intrinsic function '{name}'.");
        }

        Expect('(');
        var arguments = new List<IntrinsicArgument>();
        if (!TryTake(')'))
        {
            do
            {
                arguments.Add(ReadArgument());
            } while (TryTake(','));

            Expect(')');
        }

        _depth--;
        return new IntrinsicCall(function, [.. arguments]);
    }

    private IntrinsicArgument ReadArgument()
    {
        _cursor.SkipSpace();
        return _cursor.Current switch
        {
            '\'' => ReadText(),
            '$' => ReadPath(),
            'S' => ReadCall(),
            _ => ReadScalar(),
        };
    }

    /// <summary>A text in single quotes. A backslash stands before <c>'</c>, <c>{</c>, <c>}</c> or itself and nowhere else.</summary>
    private LiteralArgument ReadText()
    {
        var start = ++_cursor.At;
        var value = new StringBuilder();
        while (!_cursor.IsAtEnd)
        {
            var c = _cursor.Text[_cursor.At++];
            if (c == '\'')
            {
                return new LiteralArgument(value.ToString(), _cursor.Text[start..(_cursor.At - 1)]);
            }

            if (c == '\\')
            {
                c = _cursor.Current;
                if (c is not ('\'' or '{' or '}' or '\\'))
                {
                    throw new IntrinsicSyntaxException($"A backslash on position {_cursor.At - 1} escapes nothing that it can.");
                }

                _cursor.At++;
            }

            value.Append(c);
        }

        throw new IntrinsicSyntaxException("A string is not closed.");
    }

    private PathArgument ReadPath()
    {
        var start = _cursor.At;
        SkipPath();
        try
        {
            var path = StatesPath.Parse(_cursor.Text[start.._cursor.At].TrimEnd());
            _paths.Add(path);
            return new PathArgument(path);
        }
        catch (JsonPathException e)
        {
            throw new IntrinsicSyntaxException(e.Message, e);
        }
    }

    /// <summary>Goes to the comma or parenthesis that ends a path: one outside its brackets, parentheses and quotes.</summary>
    private void SkipPath()
    {
        var open = 0;
        for (; !_cursor.IsAtEnd; _cursor.At++)
        {
            switch (_cursor.Current)
            {
                case '\'' or '"' when open > 0:
                    SkipQuoted();
                    break;
                case '[' or '(':
                    open++;
                    break;
                case ']':
                    open--;
                    break;
                case ')' when open > 0:
                    open--;
                    break;
                case ',' or ')' when open <= 0:
                    return;
            }
        }
    }

    private void SkipQuoted()
    {
        var quote = _cursor.Text[_cursor.At++];
        while (!_cursor.IsAtEnd && _cursor.Current != quote)
        {
            _cursor.At += _cursor.Current == '\\' ? 2 : 1;
        }
    }

    private LiteralArgument ReadScalar()
    {
        var start = _cursor.At;
        var word = _cursor.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '.');
        try
        {
            // Numbers and the three words of JSON; what it has besides starts with other characters.
            return new LiteralArgument(JsonValue.Parse(word));
        }
        catch (JsonFormatException e)
        {
            _cursor.At = start;
            throw new IntrinsicSyntaxException(Unexpected().Message, e);
        }
    }

    private bool TryTake(char wanted)
    {
        _cursor.SkipSpace();
        return _cursor.TryTake(wanted);
    }

    private void Expect(char wanted)
    {
        if (!TryTake(wanted))
        {
            throw Unexpected();
        }
    }

    private IntrinsicSyntaxException Unexpected() =>
        new(
            _cursor.IsAtEnd ? "The expression ends too early." : $"'{_cursor.Current}' on position {_cursor.At} is not expected."
        );
}
