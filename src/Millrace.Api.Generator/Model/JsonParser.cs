using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Millrace.Api.Generator.Model;

/// <summary>Reads a model file. A generator carries no libraries, so it brings its own small reader.</summary>
internal sealed class JsonParser
{
    private readonly string _text;
    private int _at;

    private JsonParser(string text)
    {
        _text = text;
    }

    /// <summary>The file's one value.</summary>
    /// <exception cref="FormatException">The text is not JSON; the message names the offset.</exception>
    public static JsonValue Parse(string text)
    {
        var parser = new JsonParser(text);
        var value = parser.Value();
        parser.SkipSpace();
        return parser._at == text.Length ? value : throw parser.Unexpected();
    }

    private JsonValue Value()
    {
        SkipSpace();
        return Current switch
        {
            '{' => Object(),
            '[' => Array(),
            '"' => new JsonValue { Text = String() },
            _ => Scalar(),
        };
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private JsonValue Object()
    {
        var members = new List<KeyValuePair<string, JsonValue>>();
        Expect('{');
        while (!TryTake('}'))
        {
            if (members.Count > 0)
            {
                Expect(',');
            }

            SkipSpace();
            var name = String();
            Expect(':');
            members.Add(new KeyValuePair<string, JsonValue>(name, Value()));
        }

        return new JsonValue { Members = members };
    }

    private JsonValue Array()
    {
        var items = new List<JsonValue>();
        Expect('[');
        while (!TryTake(']'))
        {
            if (items.Count > 0)
            {
                Expect(',');
            }

            items.Add(Value());
        }

        return new JsonValue { Items = items };
    }

    private JsonValue Scalar()
    {
        var start = _at;
        while (char.IsLetterOrDigit(Current) || Current is '-' or '+' or '.')
        {
            _at++;
        }

        if (_at == start)
        {
            throw Unexpected();
        }

        var text = _text.Substring(start, _at - start);
        return new JsonValue { Text = text == "null" ? null : text };
    }

    private string String()
    {
        Expect('"');
        var text = new StringBuilder();
        while (Current != '"')
        {
            if (_at >= _text.Length)
            {
                throw Unexpected();
            }

            text.Append(Current == '\\' ? Escape() : _text[_at++]);
        }

        _at++;
        return text.ToString();
    }

    private char Escape()
    {
        _at++;
        var escape = Current;
        _at++;
        switch (escape)
        {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u' when _at + 4 <= _text.Length:
                _at += 4;
                return (char)int.Parse(_text.Substring(_at - 4, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            case '"' or '\\' or '/':
                return escape;
            default:
                throw Unexpected();
        }
    }

    private void Expect(char expected)
    {
        if (!TryTake(expected))
        {
            throw Unexpected();
        }
    }

    private bool TryTake(char wanted)
    {
        SkipSpace();
        if (Current != wanted)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (Current is ' ' or '\n' or '\r' or '\t')
        {
            _at++;
        }
    }

    private FormatException Unexpected() => new($"Unexpected JSON at offset {_at}.");
}
