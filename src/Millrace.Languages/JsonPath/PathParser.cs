using System.Globalization;
using Millrace.Languages.JsonPath.Filters;
using Millrace.Languages.JsonPath.Tokens;

namespace Millrace.Languages.JsonPath;

/// <summary>Compiles the text of a path into its steps.</summary>
/// <remarks>
/// The texts of errors are Jayway 2.0's where it judges the path; where it trips over one (with an index out of range of
/// some string of its own), or takes it for something nobody meant, the path is refused with a text of ours.
/// </remarks>
internal sealed class PathParser
{
    // What may follow a path in a filter, so that names after dots end there.
    private const string FilterSyntax = "=!<>~&|(),";

    private readonly PathCursor _cursor;
    private readonly JsonPathDialect _dialect;
    private readonly bool _insideFilter;
    private readonly List<PathToken> _tokens = [];

    private PathParser(PathCursor cursor, JsonPathDialect dialect, bool insideFilter)
    {
        _cursor = cursor;
        _dialect = dialect;
        _insideFilter = insideFilter;
    }

    /// <summary>Compiles a whole path. Throws <see cref="JsonPathException"/>.</summary>
    public static PathToken[] Parse(string path, JsonPathDialect dialect)
    {
        var charactersMax = Math.Min(dialect.PathCharactersMax, JsonPathLimits.PathCharactersMax);
        if (path.Length > charactersMax)
        {
            throw PathCursor.Exceeded($"The path is longer than {charactersMax} characters");
        }

        var text = path.Trim();
        if (text.Length == 0)
        {
            throw PathCursor.Invalid("The path is empty");
        }

        if (text[0] != '$' && (text[0] != '@' || !dialect.RootOptional))
        {
            text = dialect.RootOptional ? "$." + text : throw PathCursor.Invalid($"Invalid path {text}");
        }

        var cursor = new PathCursor(text) { At = 1 };
        if (!cursor.IsAtEnd && cursor.Current is not ('.' or '['))
        {
            throw PathCursor.Invalid($"Invalid path {text}");
        }

        var tokens = new PathParser(cursor, dialect, insideFilter: false).ReadSteps();
        return cursor.IsAtEnd ? tokens
            : cursor.Current == ' ' ? throw PathCursor.Invalid("Space not allowed in path")
            : throw PathCursor.Invalid($"Invalid path {text}");
    }

    /// <summary>Compiles a path in a filter, from behind its <c>@</c> or <c>$</c> to where it ends.</summary>
    public static PathToken[] ParseOperand(PathCursor cursor, JsonPathDialect dialect)
    {
        var start = cursor.At - 1;
        var tokens = new PathParser(cursor, dialect, insideFilter: true).ReadSteps();
        return Array.TrueForAll(tokens, token => token.IsDefinite) ? tokens : throw NotDefinite(cursor.Text[start..cursor.At]);
    }

    private static JsonPathException NotDefinite(string path) =>
        PathCursor.Invalid($"the predicate path: {path} is not definite");

    private PathToken[] ReadSteps()
    {
        while (_cursor.Current is '.' or '[')
        {
            if (_cursor.TryTake('.'))
            {
                ReadDot();
            }

            Add(_cursor.Current == '[' ? ReadBrackets() : ReadName());
        }

        return [.. _tokens];
    }

    private void ReadDot()
    {
        if (_cursor.TryTake('.'))
        {
            Require(_dialect.DeepScan, "..");
            Add(new ScanToken());
            if (_cursor.IsAtEnd)
            {
                throw PathCursor.Invalid("A path can not end with a scan.");
            }
        }

        if (_cursor.IsAtEnd)
        {
            throw PathCursor.Invalid("A path can not end with a dot.");
        }
    }

    private PathToken ReadName()
    {
        var name = _cursor.TakeWhile(c => c is not ('.' or '[') && !(_insideFilter && EndsOperand(c)));
        if (name == "*")
        {
            Require(_dialect.Wildcards, "*");
            return new WildcardToken();
        }

        if (name.Contains(' '))
        {
            throw PathCursor.Invalid("Space not allowed in path");
        }

        if (name.Length == 0 || name.AsSpan().ContainsAny('\'', ']'))
        {
            throw PathCursor.Invalid($"Invalid path {_cursor.Text}");
        }

        Require(
            _dialect.NamePunctuation is not { } punctuation
                || name.All(c => char.IsAsciiLetterOrDigit(c) || punctuation.Contains(c)),
            name
        );
        return new PropertyToken([name]);
    }

    private static bool EndsOperand(char c) => char.IsWhiteSpace(c) || FilterSyntax.Contains(c);

    private PathToken ReadBrackets()
    {
        var start = _cursor.At++;
        _cursor.SkipSpace();
        var token = _cursor.Current switch
        {
            '\'' or '"' => ReadQuotedNames(),
            '*' => ReadBracketedWildcard(),
            '?' => ReadFilter(start),
            '(' => ReadLengthIndex(),
            _ => ReadPositions(),
        };

        _cursor.SkipSpace();
        return token is not null && _cursor.TryTake(']') ? token : throw NotUnderstood(start);
    }

    private PropertyToken? ReadQuotedNames()
    {
        Require(_dialect.QuotedNames, "['…']");
        var names = new List<string>();
        do
        {
            _cursor.SkipSpace();
            if (_cursor.Current is not ('\'' or '"'))
            {
                return null;
            }

            names.Add(_cursor.TakeQuoted());
            _cursor.SkipSpace();
        } while (_cursor.TryTake(','));

        Require(names.Count == 1 || _dialect.Unions, "['…','…']");
        return new PropertyToken([.. names]);
    }

    private WildcardToken ReadBracketedWildcard()
    {
        Require(_dialect.Wildcards, "[*]");
        _cursor.At++;
        return new WildcardToken();
    }

    private FilterToken ReadFilter(int start)
    {
        Require(_dialect.Filters, "[?(…)]");
        if (_insideFilter)
        {
            throw NotDefinite(_cursor.Text[start..]);
        }

        _cursor.At++;
        _cursor.SkipSpace();
        if (_cursor.Current != '(')
        {
            throw PathCursor.Invalid(
                $"Filter must start with '[?(' and end with ')]'. {_cursor.Text[_cursor.At..].TrimEnd(']')}"
            );
        }

        return new FilterToken(FilterParser.Parse(_cursor, _dialect));
    }

    private LengthIndexToken? ReadLengthIndex()
    {
        Require(_dialect.NegativeIndexes, "[(@.length-1)]");
        _cursor.At++;
        _cursor.SkipSpace();
        if (!_cursor.TryTake("@."))
        {
            return null;
        }

        var function = _cursor.TakeWhile(char.IsAsciiLetterOrDigit);
        if (function is not ("length" or "size"))
        {
            throw PathCursor.Invalid(
                $"Invalid function: @.{function}. Supported functions are: [(@.length - n)] and [(@.size() - n)]"
            );
        }

        _cursor.TryTake("()");
        _cursor.SkipSpace();
        if (!_cursor.TryTake('-'))
        {
            return null;
        }

        _cursor.SkipSpace();
        var fromEnd = Position(_cursor.TakeWhile(char.IsAsciiDigit));
        _cursor.SkipSpace();
        return fromEnd is not null && _cursor.TryTake(')') ? new LengthIndexToken(fromEnd.Value) : null;
    }

    private PathToken? ReadPositions()
    {
        var text = _cursor.TakeWhile(c => c is not ']');
        if (text.Contains(':'))
        {
            return Slice(text.Split(':'));
        }

        var positions = Array.ConvertAll(text.Split(','), Position);
        if (Array.Exists(positions, position => position is null))
        {
            return null;
        }

        Require(positions.Length == 1 || _dialect.Unions, $"[{text}]");
        Require(_dialect.NegativeIndexes || Array.TrueForAll(positions, position => position >= 0), $"[{text}]");
        return new IndexToken(Array.ConvertAll(positions, position => position!.Value));
    }

    private SliceToken? Slice(string[] bounds)
    {
        Require(_dialect.Slices, "[from:to]");
        var (from, to) = (Position(bounds[0]), Position(bounds[1]));

        // A third number would be a step; the library accepts one and makes nothing of it.
        var isWhole =
            bounds.Length is 2 or 3
            && Array.TrueForAll(bounds, bound => string.IsNullOrWhiteSpace(bound) || Position(bound) is not null);
        return isWhole && (from ?? to) is not null ? new SliceToken(from, to) : null;
    }

    private static int? Position(string text) =>
        int.TryParse(text.AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var position)
            ? position
            : null;

    private void Add(PathToken token)
    {
        if (_tokens.Count == JsonPathLimits.TokensMax)
        {
            throw PathCursor.Exceeded($"The path has more than {JsonPathLimits.TokensMax} steps");
        }

        _tokens.Add(token);
    }

    private JsonPathException NotUnderstood(int start)
    {
        var end = _cursor.Text.IndexOf(']', start);
        return PathCursor.Invalid(
            $"Could not analyze path component: {(end < 0 ? _cursor.Text[start..] : _cursor.Text[start..(end + 1)])}"
        );
    }

    private void Require(bool isAllowed, string what)
    {
        if (!isAllowed)
        {
            throw PathCursor.Invalid($"{what} is not supported in this path: {_cursor.Text}");
        }
    }
}
