using System.Text;
using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata;

/// <summary>An expression that is wrong, or that failed on its data; both have a numbered code.</summary>
/// <remarks>
/// <see cref="Message"/> is the text alone; Step Functions prints <c>code: text</c>.
/// </remarks>
public sealed class JsonataException : Exception
{
    private readonly Dictionary<string, JsonValue> _details = new(StringComparer.Ordinal);

    public JsonataException()
        : this("D3137") { }

    public JsonataException(string code)
    {
        Code = code;
    }

    public JsonataException(string code, Exception innerException)
        : base(code, innerException)
    {
        Code = code;
    }

    /// <summary>An error with the value its text speaks of.</summary>
    public JsonataException(string code, JsonValue value, int position = -1)
        : this(code)
    {
        _details["value"] = value;
        Position = position;
    }

    /// <summary>A letter and four digits: S for the expression, T for types, D for values, U for the host's caps.</summary>
    public string Code { get; }

    /// <summary>Characters of the expression up to the end of the symbol at fault; -1 when not known.</summary>
    public int Position { get; internal set; } = -1;

    /// <summary>The symbol or the function at fault, if known.</summary>
    public string? Token
    {
        get
        {
            var token = _details.GetValueOrDefault("token");
            return token.IsUndefined ? null
                : token.IsString ? token.AsString()
                : token.ToJson();
        }
    }

    /// <summary>The value at fault, or undefined.</summary>
    public JsonValue Value => _details.GetValueOrDefault("value");

    public override string Message => Fill(ErrorTexts.Of(Code));

    internal JsonataException With(string detail, JsonValue value)
    {
        _details.TryAdd(detail, value);
        return this;
    }

    /// <summary>Says where the error happened and in what, unless something nearer has said so.</summary>
    /// <remarks>
    /// Always false, to be asked in an exception filter: catching and throwing again at every level of a deep recursion would
    /// need more stack than the recursion did.
    /// </remarks>
    internal bool At(int position, string? token)
    {
        if (Position < 0)
        {
            Position = position;
        }

        if (token is not null)
        {
            _details.TryAdd("token", token);
        }

        return false;
    }

    /// <summary>Says where the error happened and in what, whatever has been said so far. Always false, as <see cref="At"/> is.</summary>
    internal bool InsteadAt(int position, string token)
    {
        (Position, _details["token"]) = (position, token);
        return false;
    }

    private string Fill(string template)
    {
        var text = new StringBuilder();
        var at = 0;
        while (template.IndexOf("{{", at, StringComparison.Ordinal) is var open and >= 0)
        {
            text.Append(template, at, open - at);
            var isPlain = open + 2 < template.Length && template[open + 2] == '{';
            var start = open + (isPlain ? 3 : 2);
            var close = template.IndexOf("}}", start, StringComparison.Ordinal);
            text.Append(Detail(template[start..close], isPlain));
            at = close + (isPlain ? 3 : 2);
        }

        return text.Append(template, at, template.Length - at).ToString();
    }

    private string Detail(string name, bool isPlain)
    {
        var value = _details.GetValueOrDefault(name);
        if (isPlain && value.IsString)
        {
            return value.AsString();
        }

        try
        {
            return value.IsUndefined ? "undefined" : Print(value);
        }
        catch (JsonFormatException)
        {
            // Too deep or too large to print; the code still says what is wrong.
            return "...";
        }
    }

    private static string Print(JsonValue value)
    {
        using var writer = new JsonTextWriter(JsonNumberStyle.JavaScript, JsonLimits.Default, meter: new PrintMeter());
        return writer.ToText(value);
    }

    /// <summary>Ends the printing of a value that a reader would not read to the end.</summary>
    private sealed class PrintMeter : IWorkMeter
    {
        private long _left = 10_000;

        public void Charge(long steps)
        {
            _left -= steps;
            if (_left < 0)
            {
                throw new JsonFormatException("The value is too large to print.");
            }
        }
    }
}
