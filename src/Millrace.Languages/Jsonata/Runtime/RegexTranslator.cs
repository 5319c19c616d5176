using System.Globalization;
using System.Text;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>JavaScript's regular expressions in .NET's words.</summary>
/// <remarks>
/// The classes <c>\d \w \s .</c> and the end <c>$</c> mean other sets there; groups with names are counted among those
/// without; <c>[]</c> matches nothing and <c>[^]</c> anything. Source: ECMAScript, "RegExp (Regular Expression) Objects",
/// patterns without the flag u.
/// </remarks>
internal sealed class RegexTranslator
{
    private const string Digits = "0-9";
    private const string Words = "a-zA-Z0-9_";
    private const string Spaces = @"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
    private const string LineEnds = @"\n\r\u2028\u2029";

    // Repetitions as written multiply; beyond this an automaton of the pattern could be very large.
    private const long AutomatonMax = 10_000;

    private readonly string _pattern;
    private readonly bool _multiline;
    private readonly StringBuilder _output = new();
    private readonly List<string> _groupNames;
    private long _repetitions = 1;
    private int _at;

    private RegexTranslator(string pattern, bool multiline)
    {
        (_pattern, _multiline) = (pattern, multiline);
        _groupNames = FindGroupNames(pattern);
    }

    /// <summary>Whether the pattern looks around or back, or repeats so much, that only a backtracking engine can run it.</summary>
    private bool NeedsBacktracking { get; set; }

    public static (string Pattern, bool NeedsBacktracking) Translate(string pattern, bool multiline)
    {
        var translator = new RegexTranslator(pattern, multiline);
        translator.Run();
        return (translator._output.ToString(), translator.NeedsBacktracking || translator._repetitions > AutomatonMax);
    }

    private void Run()
    {
        while (_at < _pattern.Length)
        {
            var unit = _pattern[_at++];
            switch (unit)
            {
                case '\\':
                    Escape();
                    break;
                case '[':
                    Class();
                    break;
                case '(':
                    Group();
                    break;
                case '{':
                    Repetition();
                    break;
                case '.':
                    _output.Append($"[^{LineEnds}]");
                    break;
                case '$':
                    _output.Append(_multiline ? "$" : @"\z");
                    break;
                case '#' or ' ':
                    _output.Append('\\').Append(unit);
                    break;
                default:
                    _output.Append(unit);
                    break;
            }
        }
    }

    private void Escape()
    {
        if (_at == _pattern.Length)
        {
            _output.Append('\\');
            return;
        }

        var escape = _pattern[_at++];
        switch (escape)
        {
            case 'd':
                _output.Append($"[{Digits}]");
                break;
            case 'D':
                _output.Append($"[^{Digits}]");
                break;
            case 'w':
                _output.Append($"[{Words}]");
                break;
            case 'W':
                _output.Append($"[^{Words}]");
                break;
            case 's':
                _output.Append($"[{Spaces}]");
                break;
            case 'S':
                _output.Append($"[^{Spaces}]");
                break;
            case 'b' or 'B':
                _output.Append('\\').Append(escape);
                break;
            case 'k' when _groupNames.Count > 0:
                NamedReference();
                break;
            case >= '1' and <= '9':
                NeedsBacktracking = true;
                _output.Append('\\').Append(escape);
                break;
            default:
                CharacterEscape(escape);
                break;
        }
    }

    /// <summary>An escape that stands for one character, inside a class or outside.</summary>
    private void CharacterEscape(char escape)
    {
        switch (escape)
        {
            case 't' or 'n' or 'v' or 'f' or 'r':
                _output.Append('\\').Append(escape);
                break;
            case 'x' when Hexadecimal(2) is { } value:
                Literal(value);
                break;
            case 'u' when Hexadecimal(4) is { } value:
                Literal(value);
                break;
            case 'c' when _at < _pattern.Length && char.IsAsciiLetter(_pattern[_at]):
                Literal((char)(_pattern[_at++] % 32));
                break;
            case '0':
                Literal('\0');
                break;
            default:
                Literal(escape);
                break;
        }
    }

    private char? Hexadecimal(int digits)
    {
        if (
            _at + digits <= _pattern.Length
            && ushort.TryParse(_pattern.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, null, out var value)
        )
        {
            _at += digits;
            return (char)value;
        }

        return null;
    }

    private void Literal(char unit) => _output.Append($"\\u{(int)unit:x4}");

    private void Class()
    {
        var negated = _at < _pattern.Length && _pattern[_at] == '^';
        _at += negated ? 1 : 0;
        if (_at < _pattern.Length && _pattern[_at] == ']')
        {
            _at++;
            _output.Append(negated ? @"[\u0000-\uffff]" : @"[^\u0000-\uffff]");
            return;
        }

        _output.Append(negated ? "[^" : "[");
        while (_at < _pattern.Length && _pattern[_at] != ']')
        {
            var unit = _pattern[_at++];
            if (unit == '\\' && _at < _pattern.Length)
            {
                ClassEscape(_pattern[_at++]);
            }
            else if (unit == '-')
            {
                _output.Append('-');
            }
            else
            {
                Literal(unit);
            }
        }

        // Left open where the author left it open, so that .NET refuses it too.
        _output.Append(_at < _pattern.Length ? "]" : "");
        _at++;
    }

    private void ClassEscape(char escape)
    {
        switch (escape)
        {
            case 'd':
                _output.Append(Digits);
                break;
            case 'w':
                _output.Append(Words);
                break;
            case 's':
                _output.Append(Spaces);
                break;
            case 'D':
                _output.Append(@"\u0000-/:-\uffff");
                break;
            case 'W':
                _output.Append(@"\u0000-/:-@\[-\^`{-\uffff");
                break;
            case 'S':
                _output.Append(@"\S");
                break;
            case 'b':
                Literal('\b');
                break;
            default:
                CharacterEscape(escape);
                break;
        }
    }

    private void Group()
    {
        var rest = _pattern.AsSpan(_at);
        if (!rest.StartsWith('?'))
        {
            _output.Append('(');
        }
        else if (rest.StartsWith("?:"))
        {
            _output.Append("(?:");
            _at += 2;
        }
        else if (rest.StartsWith("?=") || rest.StartsWith("?!") || rest.StartsWith("?<=") || rest.StartsWith("?<!"))
        {
            NeedsBacktracking = true;
            var length = rest[1] == '<' ? 3 : 2;
            _output.Append('(').Append(rest[..length]);
            _at += length;
        }
        else if (rest.StartsWith("?<") && rest.IndexOf('>') is var end and > 0)
        {
            // A name would be counted after the groups without one; its place in the order is what matters.
            _output.Append('(');
            _at += end + 1;
        }
        else
        {
            throw new FormatException("Invalid group");
        }
    }

    private void NamedReference()
    {
        var end = _pattern.IndexOf('>', _at);
        var name = _at < _pattern.Length && _pattern[_at] == '<' && end > 0 ? _pattern[(_at + 1)..end] : "";
        var number = _groupNames.IndexOf(name) + 1;
        if (name.Length == 0 || number == 0)
        {
            throw new FormatException("Invalid named reference");
        }

        NeedsBacktracking = true;
        _output.Append($"(?:\\{number})");
        _at = end + 1;
    }

    private void Repetition()
    {
        var end = _pattern.IndexOf('}', _at);
        var bounds = end < 0 ? [] : _pattern[_at..end].Split(',');
        var isRepetition = bounds.Length is 1 or 2 && bounds[0].Length > 0 && bounds.All(bound => bound.All(char.IsAsciiDigit));
        if (!isRepetition)
        {
            _output.Append(@"\{");
            return;
        }

        foreach (var bound in bounds)
        {
            var times =
                bound.Length == 0 ? 1
                : long.TryParse(bound, CultureInfo.InvariantCulture, out var parsed) ? parsed
                : long.MaxValue;
            _repetitions = Math.Min(_repetitions * Math.Clamp(times, 1, AutomatonMax + 1), AutomatonMax + 1);
        }

        _output.Append('{').Append(_pattern, _at, end - _at).Append('}');
        _at = end + 1;
    }

    /// <summary>The name of every capturing group in order, empty for one without.</summary>
    private static List<string> FindGroupNames(string pattern)
    {
        var names = new List<string>();
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '(' when !inClass:
                    AddName(pattern.AsSpan(i + 1), names);
                    break;
                default:
                    break;
            }
        }

        return names.Exists(name => name.Length > 0) ? names : [];
    }

    private static void AddName(ReadOnlySpan<char> rest, List<string> names)
    {
        if (!rest.StartsWith('?'))
        {
            names.Add("");
        }
        else if (
            rest.StartsWith("?<")
            && !rest.StartsWith("?<=")
            && !rest.StartsWith("?<!")
            && rest.IndexOf('>') is var end and > 0
        )
        {
            names.Add(rest[2..end].ToString());
        }
    }
}
