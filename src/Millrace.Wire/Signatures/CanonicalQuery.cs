using System.Text;

namespace Millrace.Wire.Signatures;

/// <summary>A query string as signatures see it: every parameter encoded anew, in order of names and values.</summary>
internal sealed class CanonicalQuery
{
    private readonly List<(string Name, string Value)> _encoded = [];
    private readonly Dictionary<string, string> _plain = new(StringComparer.Ordinal);

    /// <param name="queryString">As it was sent, with or without its question mark.</param>
    public CanonicalQuery(ReadOnlySpan<char> queryString)
    {
        var text = queryString.TrimStart('?');
        foreach (var range in text.Split('&'))
        {
            var pair = text[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf('=');
            var name = UriText.Decode(equals < 0 ? pair : pair[..equals]);
            var value = UriText.Decode(equals < 0 ? [] : pair[(equals + 1)..]);
            _encoded.Add((Encode(name), Encode(value)));
            _plain[Encoding.UTF8.GetString(name)] = Encoding.UTF8.GetString(value);
        }

        _encoded.Sort(
            static (left, right) =>
                string.CompareOrdinal(left.Name, right.Name) is not 0 and var order
                    ? order
                    : string.CompareOrdinal(left.Value, right.Value)
        );
    }

    /// <summary>The value of a parameter; null when there is none of that exact name.</summary>
    public string? Find(string name) => _plain.GetValueOrDefault(name);

    /// <summary>The line of the canonical request; a presigned request's own signature is not part of what it signs.</summary>
    public void Write(StringBuilder into)
    {
        var isFirst = true;
        foreach (var (name, value) in _encoded)
        {
            if (name == "X-Amz-Signature")
            {
                continue;
            }

            if (!isFirst)
            {
                into.Append('&');
            }

            isFirst = false;
            into.Append(name).Append('=').Append(value);
        }
    }

    private static string Encode(byte[] text)
    {
        var encoded = new StringBuilder(text.Length);
        UriText.Encode(text, encoded);
        return encoded.ToString();
    }
}
