using System.Globalization;
using System.Text;

namespace Millrace.Languages.EventPatterns;

/// <content>Strings, numbers, words, and what is said about broken ones.</content>
internal sealed partial class PatternReader
{
    private void FinishString()
    {
        if (_stringIsOpen)
        {
            _stringIsOpen = false;
            _text = ReadString(": was expecting closing quote for a string value");
        }
    }

    /// <summary>Reads behind an opening quote up to and with the closing one.</summary>
    private string ReadString(string place)
    {
        var start = _at;
        StringBuilder? unescaped = null;
        while (true)
        {
            if (_at == source.Length)
            {
                throw Reject($"Unexpected end-of-input{(place[0] == ':' ? place : " " + place)}");
            }

            var c = source[_at++];
            switch (c)
            {
                case '"':
                    return unescaped is null ? source[start..(_at - 1)] : unescaped.ToString();
                case '\\':
                    unescaped ??= new StringBuilder().Append(source, start, _at - 1 - start);
                    unescaped.Append(ReadEscape());
                    break;
                case < ' ':
                    throw Reject(
                        $"Illegal unquoted character ((CTRL-CHAR, code {(int)c})): has to be escaped using backslash to be included in "
                            + (place[0] == ':' ? "string value" : "name")
                    );
                default:
                    unescaped?.Append(c);
                    break;
            }
        }
    }

    private char ReadEscape()
    {
        if (_at == source.Length)
        {
            throw Reject("Unexpected end-of-input in character escape sequence");
        }

        var c = source[_at++];
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
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
                if (
                    source.Length - _at < 4
                    || !ushort.TryParse(
                        source.AsSpan(_at, 4),
                        NumberStyles.AllowHexSpecifier,
                        CultureInfo.InvariantCulture,
                        out var unit
                    )
                )
                {
                    throw Reject("expected a hex-digit for character escape sequence");
                }

                _at += 4;
                return (char)unit;
            default:
                throw Reject($"Unrecognized character escape {Show(c)}");
        }
    }

    private string ReadNumber()
    {
        var start = _at;
        if (source[_at] == '-')
        {
            _at++;
        }

        if (Peek() == '0')
        {
            _at++;
            if (char.IsAsciiDigit(Peek()))
            {
                throw Reject("Invalid numeric value: Leading zeroes not allowed");
            }
        }
        else
        {
            ReadDigits("Expected digit (0-9) to follow minus sign, for valid numeric value");
        }

        if (Peek() == '.')
        {
            _at++;
            ReadDigits("Decimal point not followed by a digit");
        }

        if (Peek() is 'e' or 'E')
        {
            _at++;
            if (Peek() is '+' or '-')
            {
                _at++;
            }

            ReadDigits("Exponent indicator not followed by a digit");
        }

        return source[start.._at];
    }

    private void ReadDigits(string expectation)
    {
        var start = _at;
        while (char.IsAsciiDigit(Peek()))
        {
            _at++;
        }

        if (_at == start)
        {
            throw _at == source.Length ? Reject("Unexpected end-of-input in a numeric value") : Unexpected(expectation);
        }
    }

    private PatternToken ReadWord()
    {
        while (_at < source.Length && (char.IsLetterOrDigit(source[_at]) || source[_at] is '_' or '$'))
        {
            _at++;
        }

        switch (source.AsSpan(_tokenStart, _at - _tokenStart))
        {
            case "":
                throw Unexpected(
                    "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
                );
            case "true":
                return PatternToken.True;
            case "false":
                return PatternToken.False;
            case "null":
                return PatternToken.Null;
            case var word:
                throw Reject(
                    $"Unrecognized token '{word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
                );
        }
    }

    private char Peek() => _at < source.Length ? source[_at] : '\0';

    /// <summary>Jackson takes the character it did not expect before it complains.</summary>
    private PatternException Unexpected(string expectation)
    {
        if (_at == source.Length)
        {
            return Reject($"Unexpected end-of-input {expectation}");
        }

        return Reject($"Unexpected character ({Show(source[_at++])}): {expectation}");
    }

    private PatternException EndInside(Container container) =>
        Reject(
            $"Unexpected end-of-input: expected close marker for {(container.IsObject ? "Object" : "Array")} "
                + $"(start marker at {SourceAt(container.StartLine, container.StartColumn)})"
        );

    private static string Show(char c) => char.IsControl(c) ? $"(CTRL-CHAR, code {(int)c})" : $"'{c}' (code {(int)c})";
}
