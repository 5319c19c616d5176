using Millrace.Languages.Json;

namespace Millrace.Languages.JsonPath.Filters;

/// <summary>Compiles what stands in <c>[?(…)]</c>, parentheses included. Recursive, with a capped depth.</summary>
internal sealed class FilterParser
{
    private static readonly (string Text, ComparisonOperator Operator)[] Comparisons =
    [
        ("==", ComparisonOperator.Equal),
        ("!=", ComparisonOperator.NotEqual),
        ("<=", ComparisonOperator.LessOrEqual),
        (">=", ComparisonOperator.GreaterOrEqual),
        ("<", ComparisonOperator.Less),
        (">", ComparisonOperator.Greater),
    ];

    private readonly PathCursor _cursor;
    private readonly JsonPathDialect _dialect;
    private int _depth;

    private FilterParser(PathCursor cursor, JsonPathDialect dialect)
    {
        _cursor = cursor;
        _dialect = dialect;
    }

    /// <summary>Compiles the condition and leaves the cursor behind it. Throws <see cref="JsonPathException"/>.</summary>
    public static Condition Parse(PathCursor cursor, JsonPathDialect dialect) => new FilterParser(cursor, dialect).ReadAny();

    private Condition ReadAny()
    {
        var conditions = new List<Condition>();
        do
        {
            conditions.Add(ReadAll());
        } while (TryTake("||"));

        return conditions.Count == 1 ? conditions[0] : new AnyCondition([.. conditions]);
    }

    private Condition ReadAll()
    {
        var conditions = new List<Condition>();
        do
        {
            conditions.Add(ReadOne());
        } while (TryTake("&&"));

        return conditions.Count == 1 ? conditions[0] : new AllCondition([.. conditions]);
    }

    private Condition ReadOne()
    {
        Descend();
        var condition =
            TryTake("!") ? ReadNegated()
            : TryTake("(") ? ReadGroup()
            : ReadComparison();
        _depth--;
        return condition;
    }

    private NotCondition ReadNegated()
    {
        var condition = ReadOne();
        return condition is ExistsCondition or NotCondition or AllCondition or AnyCondition || _cursor.Text[_cursor.At - 1] == ')'
            ? new NotCondition(condition)
            : throw PathCursor.Invalid("Invalid negation! Can only be used for existence check e.g [?(!@.foo)]");
    }

    private Condition ReadGroup()
    {
        var condition = ReadAny();
        return TryTake(")") ? condition : throw Unexpected("a closing parenthesis");
    }

    private Condition ReadComparison()
    {
        var left = ReadOperand();
        foreach (var (text, comparison) in Comparisons)
        {
            if (TryTake(text))
            {
                return new ComparisonCondition(left, comparison, ReadOperand());
            }
        }

        if (TryTake("=~"))
        {
            return ReadRegex(left);
        }

        if (char.IsAsciiLetter(_cursor.Current))
        {
            var word = _cursor.TakeWhile(char.IsAsciiLetter);
            return Enum.TryParse<SetOperator>(word, ignoreCase: true, out var test)
                ? new SetCondition(left, test, ReadOperand())
                : throw PathCursor.Invalid($"Filter operator {word} is not supported!");
        }

        return left is PathOperand ? new ExistsCondition(left) : throw Unexpected("an operator");
    }

    private RegexCondition ReadRegex(Operand left)
    {
        _cursor.SkipSpace();
        if (!_cursor.TryTake('/'))
        {
            throw Unexpected("a /pattern/");
        }

        var start = _cursor.At;
        while (!_cursor.IsAtEnd && _cursor.Current != '/')
        {
            _cursor.At += _cursor.Current == '\\' ? 2 : 1;
        }

        if (_cursor.IsAtEnd)
        {
            throw PathCursor.Invalid($"The pattern is not closed: {_cursor.Text[(start - 1)..]}");
        }

        var pattern = _cursor.Text[start.._cursor.At++];
        var flags = _cursor.TakeWhile(char.IsAsciiLetter);
        return RegexCondition.TryCreate(left, pattern, flags, out var reason)
            ?? throw PathCursor.Invalid($"The pattern /{pattern}/{flags} cannot be used: {reason}");
    }

    private Operand ReadOperand()
    {
        _cursor.SkipSpace();
        switch (_cursor.Current)
        {
            case '@':
            case '$':
                var fromRoot = _cursor.Text[_cursor.At++] == '$';
                return new PathOperand(PathParser.ParseOperand(_cursor, _dialect), fromRoot);
            case '\'':
            case '"':
                var text = _cursor.TakeQuoted();
                return new LiteralOperand(text, text);
            default:
                var start = _cursor.At;
                var value = ReadLiteral();
                return new LiteralOperand(value, _cursor.Text[start.._cursor.At]);
        }
    }

    private JsonValue ReadLiteral()
    {
        if (_cursor.Current is '\'' or '"')
        {
            return _cursor.TakeQuoted();
        }

        if (_cursor.TryTake('['))
        {
            Descend();
            var items = ReadItems();
            _depth--;
            return items;
        }

        var word = _cursor.TakeWhile(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '+' or '.');
        return word switch
        {
            "" => throw Unexpected("a path or a value"),
            "null" => JsonValue.Null,
            "true" => JsonValue.True,
            "false" => JsonValue.False,
            // A bare word is a text, as in Jayway 2.0.
            _ => Comparison.Number(word) is { IsUndefined: false } number ? number : word,
        };
    }

    private JsonArray ReadItems()
    {
        var items = new JsonArrayBuilder();
        if (TryTake("]"))
        {
            return items.Build();
        }

        do
        {
            _cursor.SkipSpace();
            items.Add(ReadLiteral());
        } while (TryTake(","));

        return TryTake("]") ? items.Build() : throw Unexpected("a closing bracket");
    }

    private bool TryTake(string wanted)
    {
        _cursor.SkipSpace();
        return _cursor.TryTake(wanted);
    }

    private void Descend()
    {
        if (++_depth > JsonPathLimits.FilterDepthMax)
        {
            throw PathCursor.Exceeded($"The filter is nested deeper than {JsonPathLimits.FilterDepthMax} levels");
        }
    }

    private JsonPathException Unexpected(string wanted) =>
        PathCursor.Invalid($"The filter lacks {wanted} at position {_cursor.At}: {_cursor.Text}");
}
