using System.Text;
using System.Text.Unicode;
using Millrace.Api;

namespace Millrace.Wire.Codecs;

/// <summary>The parameters of a Query request, decoded but not yet given a shape: enough to find the operation and the queue.</summary>
/// <remarks>
/// Names and values are slices of the request where they hold no escapes, so the request's bytes must stay unchanged as long
/// as the parameters, or shapes read from them, are used.
/// </remarks>
public sealed class QueryParameters
{
    private readonly List<QueryParameter> _parameters = [];

    private QueryParameters() { }

    /// <summary>How many there are.</summary>
    public int Count => _parameters.Count;

    /// <summary>The operation, <c>SendMessage</c>; null when the request names none.</summary>
    public string? Action => Find("Action"u8);

    /// <summary>The API version, <c>2012-11-05</c>; null when the request names none.</summary>
    public string? Version => Find("Version"u8);

    internal IReadOnlyList<QueryParameter> All => _parameters;

    /// <summary>Decodes a form body, a query string without its question mark, or both; of equal names the form's last counts.</summary>
    /// <exception cref="WireFormatException">
    /// MalformedQueryString: a broken percent escape, bytes that are not UTF-8, or beyond <see cref="WireLimits"/>.
    /// </exception>
    public static QueryParameters Parse(ReadOnlyMemory<byte> form, ReadOnlyMemory<byte> queryString = default)
    {
        var parameters = new QueryParameters();
        parameters.Add(queryString);
        parameters.Add(form);
        return parameters;
    }

    /// <summary>The value of a parameter; null when there is none of that exact name.</summary>
    public string? Find(ReadOnlySpan<byte> name)
    {
        for (var index = _parameters.Count - 1; index >= 0; index--)
        {
            if (_parameters[index].Name.Span.SequenceEqual(name))
            {
                return Encoding.UTF8.GetString(_parameters[index].Value.Span);
            }
        }

        return null;
    }

    private static WireFormatException Malformed(string message) => new(CommonErrors.MalformedQueryString, message);

    private void Add(ReadOnlyMemory<byte> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.Span.IndexOf((byte)'&');
            var pair = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (!pair.IsEmpty)
            {
                AddPair(pair);
            }
        }
    }

    private void AddPair(ReadOnlyMemory<byte> pair)
    {
        var equals = pair.Span.IndexOf((byte)'=');
        var name = Decode(equals < 0 ? pair : pair[..equals]);
        var value = Decode(equals < 0 ? default : pair[(equals + 1)..]);
        if (name.Length > WireLimits.ParameterNameBytesMax)
        {
            throw Malformed($"A parameter's name is longer than {WireLimits.ParameterNameBytesMax} bytes.");
        }

        if (_parameters.Count == WireLimits.ParametersMax)
        {
            throw Malformed($"The request has more than {WireLimits.ParametersMax} parameters.");
        }

        _parameters.Add(new QueryParameter(name, value));
    }

    private static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> text)
    {
        var decoded = text.Span.IndexOfAny((byte)'%', (byte)'+') < 0 ? text : Unescape(text.Span);
        return Utf8.IsValid(decoded.Span) ? decoded : throw Malformed("The request holds text that is not valid UTF-8.");
    }

    private static ReadOnlyMemory<byte> Unescape(ReadOnlySpan<byte> text)
    {
        var decoded = new byte[text.Length];
        var count = 0;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny((byte)'%', (byte)'+');
            if (plain != 0)
            {
                var run = plain < 0 ? text : text[..plain];
                run.CopyTo(decoded.AsSpan(count));
                count += run.Length;
                text = text[run.Length..];
                continue;
            }

            if (text[0] == (byte)'+')
            {
                decoded[count++] = (byte)' ';
                text = text[1..];
                continue;
            }

            if (text.Length < 3 || !char.IsAsciiHexDigit((char)text[1]) || !char.IsAsciiHexDigit((char)text[2]))
            {
                throw Malformed("A percent sign is not followed by two hexadecimal digits.");
            }

            decoded[count++] = (byte)((HexValue(text[1]) << 4) | HexValue(text[2]));
            text = text[3..];
        }

        return decoded.AsMemory(0, count);
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
