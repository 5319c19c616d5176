using System.Globalization;
using System.Text;
using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Syntax;

/// <summary>Cuts an expression into tokens, one at a time: whether a slash divides or opens a regular expression depends on the parser.</summary>
internal sealed class Lexer(string text)
{
    private const string Space = " \t\n\r\v";

    private int _at;

    /// <summary>The next token; <paramref name="afterOperand"/> says that a slash divides.</summary>
    /// <remarks>Errors: S0101 to S0106, S0301, S0302.</remarks>
    public Token Next(bool afterOperand)
    {
        SkipSpaceAndComments();
        if (_at >= text.Length)
        {
            return new Token(TokenKind.End, "(end)", default, text.Length);
        }

        var first = text[_at];
        if (first == '/' && !afterOperand)
        {
            _at++;
            return ReadRegex();
        }

        foreach (var pair in Operators.Doubles)
        {
            if (string.CompareOrdinal(text, _at, pair, 0, 2) == 0)
            {
                _at += 2;
                return new Token(TokenKind.Operator, pair, default, _at);
            }
        }

        if (Operators.Stops.Contains(first, StringComparison.Ordinal))
        {
            _at++;
            return new Token(TokenKind.Operator, first.ToString(), default, _at);
        }

        return first switch
        {
            '"' or '\'' => ReadString(first),
            '`' => ReadQuotedName(),
            _ => ReadNumber() ?? ReadName(),
        };
    }

    private void SkipSpaceAndComments()
    {
        while (_at < text.Length)
        {
            if (Space.Contains(text[_at], StringComparison.Ordinal))
            {
                _at++;
            }
            else if (string.CompareOrdinal(text, _at, "/*", 0, 2) == 0)
            {
                var close = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                _at = close >= 0 ? close + 2 : throw new JsonataException("S0106", default, _at);
            }
            else
            {
                return;
            }
        }
    }

    private Token ReadString(char quote)
    {
        _at++;
        var value = new StringBuilder();
        while (_at < text.Length)
        {
            var unit = text[_at++];
            if (unit == quote)
            {
                var read = value.ToString();
                return new Token(TokenKind.String, read, read, _at);
            }

            value.Append(unit == '\\' ? ReadEscape() : unit);
        }

        throw new JsonataException("S0101", default, _at);
    }

    private char ReadEscape()
    {
        var escape = _at < text.Length ? text[_at++] : '\0';
        switch (escape)
        {
            case '"' or '\\' or '/':
                return escape;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                var digits = text.AsSpan(_at, Math.Min(4, text.Length - _at));
                if (digits.Length == 4 && ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, null, out var unit))
                {
                    _at += 4;
                    return (char)unit;
                }

                throw new JsonataException("S0104", default, _at - 1);
            default:
                throw new JsonataException("S0103", default, _at).With("token", escape == '\0' ? "" : escape.ToString());
        }
    }

    private Token ReadQuotedName()
    {
        var close = text.IndexOf('`', _at + 1);
        if (close < 0)
        {
            throw new JsonataException("S0105", default, text.Length);
        }

        var name = text[(_at + 1)..close];
        _at = close + 1;
        return new Token(TokenKind.Name, name, default, _at);
    }

    private Token? ReadNumber()
    {
        var end = text[_at] == '0' ? _at + 1 : DigitsEnd(_at);
        if (end == _at)
        {
            return null;
        }

        // A point or an exponent without digits behind it does not belong to the number.
        end = end < text.Length && text[end] == '.' && DigitsEnd(end + 1) is var point && point > end + 1 ? point : end;
        if (end < text.Length && text[end] is ('e' or 'E'))
        {
            var sign = end + 1 < text.Length && text[end + 1] is ('+' or '-') ? 2 : 1;
            end = DigitsEnd(end + sign) is var exponent && exponent > end + sign ? exponent : end;
        }

        var digits = text[_at..end];
        var value = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
        {
            throw new JsonataException("S0102", default, _at).With("token", digits);
        }

        _at = end;
        return new Token(TokenKind.Number, digits, value, _at);
    }

    private int DigitsEnd(int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private Token ReadName()
    {
        var start = _at;
        while (
            _at < text.Length
            && !Space.Contains(text[_at], StringComparison.Ordinal)
            && !Operators.Stops.Contains(text[_at], StringComparison.Ordinal)
        )
        {
            _at++;
        }

        var name = text[start.._at];
        return name switch
        {
            "and" or "or" or "in" => new Token(TokenKind.Operator, name, default, _at),
            "true" => new Token(TokenKind.Value, name, true, _at),
            "false" => new Token(TokenKind.Value, name, false, _at),
            "null" => new Token(TokenKind.Value, name, JsonValue.Null, _at),
            _ when name.StartsWith('$') => new Token(TokenKind.Variable, name[1..], default, _at),
            _ => new Token(TokenKind.Name, name, default, _at),
        };
    }

    private Token ReadRegex()
    {
        // A slash inside brackets of any kind belongs to the pattern, as does one behind an odd number of backslashes.
        var (start, depth, isEscaped) = (_at, 0, false);
        for (; _at < text.Length; _at++)
        {
            switch (text[_at])
            {
                case '/' when depth == 0 && !isEscaped:
                    return EndRegex(text[start.._at]);
                case '(' or '[' or '{' when !isEscaped:
                    depth++;
                    break;
                case ')' or ']' or '}' when !isEscaped:
                    depth--;
                    break;
                default:
                    break;
            }

            isEscaped = !isEscaped && text[_at] == '\\';
        }

        throw new JsonataException("S0302", default, _at);
    }

    private Token EndRegex(string pattern)
    {
        if (pattern.Length == 0)
        {
            throw new JsonataException("S0301", default, _at);
        }

        var flags = ++_at;
        while (_at < text.Length && text[_at] is ('i' or 'm'))
        {
            _at++;
        }

        return new Token(TokenKind.Regex, pattern, text[flags.._at], _at);
    }
}
