using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Millrace.Languages.Json;

/// <summary>Writes values as text into a pooled buffer.</summary>
/// <param name="numbers">How numbers are written.</param>
/// <param name="limits">How deep values may be.</param>
/// <param name="indented">Whether to write over several lines, two spaces a level.</param>
/// <param name="round">What is done to each number first, in languages that print fewer digits.</param>
/// <param name="functionText">What stands for a function, JSON included; null leaves functions out as JavaScript does.</param>
/// <param name="meter">What counts the work, if anything does.</param>
internal sealed class JsonTextWriter(
    JsonNumberStyle numbers,
    JsonLimits limits,
    bool indented = false,
    Func<double, double>? round = null,
    string? functionText = null,
    IWorkMeter? meter = null
) : IDisposable
{
    // Characters that count as much as one value.
    private const int MeteredCharacters = 4;
    private const int FlushAt = 16 * 1024;
    private const string Hex = "0123456789abcdef";

    private static readonly SearchValues<char> Escaped = SearchValues.Create([
        '"',
        '\\',
        .. Enumerable.Range(0, 0x20).Select(i => (char)i),
        .. Enumerable.Range(0xD800, 0x800).Select(i => (char)i),
    ]);

    private char[] _buffer = ArrayPool<char>.Shared.Rent(256);
    private int _pending;
    private IBufferWriter<byte>? _output;

    public string ToText(JsonValue value)
    {
        _pending = 0;
        Write(value, 0);
        return new string(_buffer, 0, _pending);
    }

    public void WriteTo(IBufferWriter<byte> output, JsonValue value)
    {
        _output = output;
        _pending = 0;
        Write(value, 0);
        Flush();
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_buffer);
        _buffer = [];
    }

    private bool IsWritten(JsonValue value) =>
        value.Kind switch
        {
            JsonKind.Undefined => false,
            JsonKind.Function => functionText is not null,
            _ => true,
        };

    private void WriteNumber(JsonValue value)
    {
        var number = round is null ? value.AsNumber() : round(value.AsNumber());
        var text = numbers == JsonNumberStyle.JavaScript ? null : value.NumberText;
        if (text is not null && (numbers == JsonNumberStyle.Source || text.AsSpan().IndexOfAny('.', 'e', 'E') < 0))
        {
            Append(text);
        }
        else if (!double.IsFinite(number))
        {
            Append("null");
        }
        else if (numbers == JsonNumberStyle.Java && (text is not null || !value.TryGetInt64(out _)))
        {
            Append(JsonNumber.ToJava(number));
        }
        else
        {
            _pending += JsonNumber.FormatJavaScript(number, Reserve(JsonNumber.CharactersMax));
        }
    }

    private void Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(Reserve(text.Length));
        _pending += text.Length;
    }

    private void Write(JsonValue value, int depth)
    {
        meter?.Charge(1);
        switch (value.Kind)
        {
            case JsonKind.Null:
                Append("null");
                break;
            case JsonKind.Boolean:
                Append(value.IsTrue ? "true" : "false");
                break;
            case JsonKind.Number:
                WriteNumber(value);
                break;
            case JsonKind.String:
                WriteString(value.AsString());
                break;
            case JsonKind.Array:
                WriteArray(value.AsArray(), depth + 1);
                break;
            case JsonKind.Object:
                WriteObject(value.AsObject(), depth + 1);
                break;
            default:
                Append(value.IsFunction && functionText is not null ? functionText : "null");
                break;
        }
    }

    private void WriteArray(JsonArray array, int depth)
    {
        CheckDepth(depth);
        Append("[");
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
            {
                Append(",");
            }

            NewLine(depth);
            Write(array[i], depth);
        }

        if (array.Count > 0)
        {
            NewLine(depth - 1);
        }

        Append("]");
    }

    private void WriteObject(JsonObject members, int depth)
    {
        CheckDepth(depth);
        Append("{");
        var any = false;
        for (var i = 0; i < members.Count; i++)
        {
            var value = members.ValueAt(i);
            if (!IsWritten(value))
            {
                continue;
            }

            if (any)
            {
                Append(",");
            }

            any = true;
            NewLine(depth);
            WriteString(members.NameAt(i));
            Append(indented ? ": " : ":");
            Write(value, depth);
        }

        if (any)
        {
            NewLine(depth - 1);
        }

        Append("}");
    }

    private void NewLine(int depth)
    {
        if (indented)
        {
            meter?.Charge(depth * 2 / MeteredCharacters);
            Append("\n");
            Reserve(depth * 2)[..(depth * 2)].Fill(' ');
            _pending += depth * 2;
        }
    }

    private void CheckDepth(int depth)
    {
        if (depth > limits.DepthMax)
        {
            throw new JsonFormatException($"The JSON value is nested deeper than {limits.DepthMax} levels");
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new JsonFormatException("The JSON value is nested too deep for what is left of the stack");
        }

        if (_pending > FlushAt)
        {
            Flush();
        }
    }

    private void WriteString(string text)
    {
        meter?.Charge(text.Length / MeteredCharacters);
        Append("\"");
        var rest = text.AsSpan();
        while (true)
        {
            var plain = rest.IndexOfAny(Escaped);
            if (plain < 0)
            {
                Append(rest);
                break;
            }

            Append(rest[..plain]);
            rest = rest[plain..];
            var used = WriteEscaped(rest);
            rest = rest[used..];
        }

        Append("\"");
    }

    /// <summary>Writes the first character or surrogate pair, and answers how many characters that was.</summary>
    private int WriteEscaped(ReadOnlySpan<char> rest)
    {
        var unit = rest[0];
        if (char.IsHighSurrogate(unit) && rest.Length > 1 && char.IsLowSurrogate(rest[1]))
        {
            Append(rest[..2]);
            return 2;
        }

        switch (unit)
        {
            case '"':
                Append("\\\"");
                break;
            case '\\':
                Append("\\\\");
                break;
            case '\b':
                Append("\\b");
                break;
            case '\f':
                Append("\\f");
                break;
            case '\n':
                Append("\\n");
                break;
            case '\r':
                Append("\\r");
                break;
            case '\t':
                Append("\\t");
                break;
            default:
                // A lone surrogate has no UTF-8; JavaScript's JSON.stringify escapes it as well.
                Append(['\\', 'u', Hex[unit >> 12], Hex[(unit >> 8) & 15], Hex[(unit >> 4) & 15], Hex[unit & 15]]);
                break;
        }

        return 1;
    }

    private void Flush()
    {
        if (_output is not null)
        {
            Encoding.UTF8.GetBytes(_buffer.AsSpan(0, _pending), _output);
            _pending = 0;
        }
    }

    private Span<char> Reserve(int length)
    {
        if (_buffer.Length - _pending < length)
        {
            var larger = ArrayPool<char>.Shared.Rent(Math.Max(_pending + length, _buffer.Length * 2));
            _buffer.AsSpan(0, _pending).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsSpan(_pending);
    }
}
