using System.Text;

namespace Millrace.Languages.EventPatterns;

/// <summary>Reads the JSON of a pattern token by token and knows, for error texts, how far AWS's parser would have read.</summary>
/// <remarks>
/// AWS parses with Jackson over characters, and its error texts name the line and column behind the last character taken. Jackson takes a
/// string in two steps, the opening quote first and the rest only when the text is asked for; and once it has a field's name it has
/// already taken the start of the value. Both show in recorded texts, so both are kept here.
/// </remarks>
internal sealed partial class PatternReader(string source, int depthMax)
{
    private readonly Stack<Container> _containers = new();
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private bool _stringIsOpen;
    private PatternToken _ahead;
    private string _name = "";
    private string? _text;
    private int _tokenStart;

    private record struct Container(bool IsObject, bool HasEntries, int StartLine, int StartColumn);

    /// <summary>The token last returned by <see cref="Next"/>.</summary>
    public PatternToken Current { get; private set; }

    /// <summary>The name of the field the reader is in.</summary>
    public string Name => _name;

    private int Column => _at - _lineStart + 1;

    /// <summary>The text of the current token, as Jackson's <c>getText</c> gives it.</summary>
    public string Text()
    {
        switch (Current)
        {
            case PatternToken.String:
                FinishString();
                return _text!;
            case PatternToken.Number:
                return _text!;
            case PatternToken.True:
                return "true";
            case PatternToken.False:
                return "false";
            case PatternToken.Null:
                return "null";
            case PatternToken.Name:
                return _name;
            case PatternToken.ObjectStart:
                return "{";
            case PatternToken.ObjectEnd:
                return "}";
            case PatternToken.ArrayStart:
                return "[";
            case PatternToken.ArrayEnd:
                return "]";
            default:
                return "null";
        }
    }

    /// <summary>Moves to the next token; <see cref="PatternToken.None"/> at the end of an empty text.</summary>
    public PatternToken Next()
    {
        if (_ahead != PatternToken.None)
        {
            Current = _ahead;
            _ahead = PatternToken.None;
            return Current;
        }

        FinishString();
        SkipSpace();
        if (_at == source.Length)
        {
            return _containers.TryPeek(out var open) ? throw EndInside(open) : Current = PatternToken.None;
        }

        if (_containers.TryPop(out var container))
        {
            if (source[_at] == (container.IsObject ? '}' : ']'))
            {
                _at++;
                return Current = container.IsObject ? PatternToken.ObjectEnd : PatternToken.ArrayEnd;
            }

            ReadComma(container);
            _containers.Push(container with { HasEntries = true });
            if (container.IsObject)
            {
                ReadName();
                _ahead = StartValue();
                return Current = PatternToken.Name;
            }
        }

        return Current = StartValue();
    }

    /// <summary>The rejection with this first line at the place reached.</summary>
    public PatternException Reject(string reason) => new(new PatternRejection(reason, Location()));

    /// <summary>As <see cref="Reject"/>, for the lists inside which Jackson's message is wrapped in another one.</summary>
    public PatternException RejectInList(string reason) => new(new PatternRejection(reason, Location() + Location()));

    private void ReadComma(Container container)
    {
        if (!container.HasEntries)
        {
            return;
        }

        if (source[_at] != ',')
        {
            throw Unexpected($"was expecting comma to separate {(container.IsObject ? "Object" : "Array")} entries");
        }

        _at++;
        SkipSpace();
        if (_at == source.Length)
        {
            throw EndInside(container);
        }
    }

    private void ReadName()
    {
        if (source[_at] != '"')
        {
            throw Unexpected("was expecting double-quote to start field name");
        }

        _at++;
        _name = ReadString("in field name");
        SkipSpace();
        if (_at == source.Length || source[_at] != ':')
        {
            throw Unexpected("was expecting a colon to separate field name and value");
        }

        _at++;
        SkipSpace();
    }

    private PatternToken StartValue()
    {
        if (_at == source.Length)
        {
            throw Reject("Unexpected end-of-input: expected a value");
        }

        _tokenStart = _at;
        switch (source[_at])
        {
            case '{':
                return Open(isObject: true);
            case '[':
                return Open(isObject: false);
            case '"':
                _at++;
                _stringIsOpen = true;
                _text = null;
                return PatternToken.String;
            case '-' or (>= '0' and <= '9'):
                _text = ReadNumber();
                return PatternToken.Number;
            default:
                return ReadWord();
        }
    }

    private PatternToken Open(bool isObject)
    {
        if (_containers.Count == depthMax)
        {
            throw Reject($"Document nesting depth ({depthMax + 1}) exceeds the maximum allowed ({depthMax})");
        }

        _containers.Push(new Container(isObject, HasEntries: false, _line, Column));
        _at++;
        return isObject ? PatternToken.ObjectStart : PatternToken.ArrayStart;
    }

    private void SkipSpace()
    {
        for (; _at < source.Length; _at++)
        {
            var c = source[_at];
            if (c == '\n' || (c == '\r' && (_at + 1 == source.Length || source[_at + 1] != '\n')))
            {
                _line++;
                _lineStart = _at + 1;
            }
            else if (c is not (' ' or '\t' or '\r'))
            {
                return;
            }
        }
    }

    private string Location() => $"\n at {SourceAt(_line, Column)}";

    private string SourceAt(int line, int column)
    {
        // Jackson quotes at most 500 characters of the source.
        const int quotedMax = 500;
        var text = new StringBuilder("[Source: (String)\"");
        foreach (var c in source.AsSpan(0, Math.Min(source.Length, quotedMax)))
        {
            _ = char.IsControl(c) && c is not ('\r' or '\n') ? text.Append($"\\u{(int)c:X4}") : text.Append(c);
        }

        text.Append('"');
        if (source.Length > quotedMax)
        {
            text.Append($"[truncated {source.Length - quotedMax} chars]");
        }

        return text.Append($"; line: {line}, column: {column}]").ToString();
    }
}
