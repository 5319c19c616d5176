using System.Buffers;
using System.Globalization;
using System.Net;

namespace Millrace.Wire;

/// <summary>Reads what a <c>Host</c> header holds, a name or an address and perhaps a port, without making anything new.</summary>
/// <remarks>Source: RFC 9110, section 7.2; RFC 3986, section 3.2.2; RFC 1035, section 2.3.4 for the lengths of names.</remarks>
internal static class HostHeader
{
    private const int NameCharactersMax = 253;
    private const int LabelCharactersMax = 63;

    /// <summary>Those of DNS host names, and the underscore, which names of containers have.</summary>
    private static readonly SearchValues<char> _characters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    );

    /// <summary>Finds the name, without the dot that may end it, or the address; false when it is neither.</summary>
    public static bool TryRead(ReadOnlySpan<char> host, out ReadOnlySpan<char> name, out bool isAddress)
    {
        name = default;
        isAddress = false;
        ReadOnlySpan<char> rest;
        if (host is ['[', ..])
        {
            var end = host.IndexOf(']');
            if (end < 0 || !IPAddress.IsValid(host[1..end]) || !host[1..end].Contains(':'))
            {
                return false;
            }

            name = host[..(end + 1)];
            rest = host[(end + 1)..];
            isAddress = true;
        }
        else
        {
            var colon = host.IndexOf(':');
            name = colon < 0 ? host : host[..colon];
            rest = colon < 0 ? [] : host[colon..];
            name = name is [.. var stem, '.'] ? stem : name;
            isAddress = IPAddress.IsValid(name);
        }

        return IsPort(rest) && (isAddress || IsName(name));
    }

    /// <summary>Whether this has the form of a host name.</summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > NameCharactersMax)
        {
            return false;
        }

        foreach (var label in name.Split('.'))
        {
            if (name[label].Length is 0 or > LabelCharactersMax || name[label].ContainsAnyExcept(_characters))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether this is where one of AWS's services is: <c>queue.amazonaws.com</c>, <c>sqs.us-east-1.amazonaws.com</c>,
    /// <c>us-east-1.queue.amazonaws.com</c>, <c>sqs.us-east-1.api.aws</c>.
    /// </summary>
    /// <remarks>
    /// Not everything below: customers choose where names such as <c>….us-east-1.rds.amazonaws.com</c> lead, private addresses included.
    /// Source: AWS General Reference, Amazon SQS endpoints and quotas.
    /// </remarks>
    public static bool IsAwsEndpoint(ReadOnlySpan<char> name)
    {
        var prefix =
            Before(name, ".amazonaws.com") is { IsEmpty: false } global ? global
            : Before(name, ".amazonaws.com.cn") is { IsEmpty: false } china ? china
            : Before(name, ".api.aws");
        var dot = prefix.IndexOf('.');
        return dot < 0
            ? !prefix.IsEmpty
            : IsRegion(prefix[(dot + 1)..])
                || (IsRegion(prefix[..dot]) && prefix[(dot + 1)..].Equals("queue", StringComparison.OrdinalIgnoreCase));
    }

    private static ReadOnlySpan<char> Before(ReadOnlySpan<char> name, string ending) =>
        name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : [];

    /// <summary>Such as <c>us-east-1</c>: two letters, words, a number.</summary>
    private static bool IsRegion(ReadOnlySpan<char> text) =>
        text is [_, _, '-', _, .., '-', >= '0' and <= '9']
        && char.IsAsciiLetter(text[0])
        && char.IsAsciiLetter(text[1])
        && !text.Contains('.');

    /// <summary>Nothing, or a colon and a number; the number may be missing.</summary>
    private static bool IsPort(ReadOnlySpan<char> text) =>
        text is [] or [':']
        || (text[0] == ':' && ushort.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
