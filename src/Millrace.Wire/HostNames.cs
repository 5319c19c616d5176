using Microsoft.AspNetCore.Http;
using Millrace.Api;

namespace Millrace.Wire;

/// <summary>
/// The names under which a server that authenticates nobody answers. A page from the web can have its own name lead to this machine once
/// a browser has loaded it (DNS rebinding); to the browser it is then this server's own page, and only the name in the <c>Host</c> header,
/// which no page can set, tells that it is not.
/// </summary>
/// <remarks>
/// Vouched for is what nobody on the web can have lead here: addresses, the names of this machine, and names that the public DNS does not
/// hold or keeps for AWS. A browser always names the host, so who names none is no page. See docs/authentication.md, "While it is off: names".
/// </remarks>
public sealed class HostNames
{
    /// <summary>How many names may be listed: each is compared with a host that is seen for the first time.</summary>
    public const int NamesMax = 100;

    /// <summary>What <c>server.hostNames</c> must be.</summary>
    public const string Rule =
        "is a list of at most 100 host names with commas between them, without scheme and port: queues.example.com, *.example.com for all "
        + "below it, or * for every name";

    private const string EveryName = "*";

    private readonly bool _all;
    private readonly bool _beyondLoopback;
    private readonly string[] _names;

    /// <summary>With the dot in front of them.</summary>
    private readonly string[] _domains;

    /// <summary>The last host that was vouched for: clients are few, and the header of a connection stays one and the same string.</summary>
    private string? _last;

    /// <param name="listed">What <c>server.hostNames</c> lists.</param>
    /// <param name="own">The machine's names, and the one that <c>server.publicUrl</c> has.</param>
    /// <param name="beyondLoopback">
    /// Whether other machines reach the server. Any neighbour can answer for names without a dot and under <c>.local</c> (LLMNR, mDNS); where
    /// neighbours send requests themselves, their pages gain nothing by that, and containers know each other by such names.
    /// </param>
    public HostNames(string listed, IEnumerable<string> own, bool beyondLoopback)
    {
        if (!TryRead(listed, out var read))
        {
            throw new ArgumentException($"{listed} {Rule}.", nameof(listed));
        }

        _all = read.Contains(EveryName, StringComparer.Ordinal);
        _domains = [.. read.Where(name => name.StartsWith("*.", StringComparison.Ordinal)).Select(name => name[1..])];
        _names = [.. own, .. read.Where(name => name[0] != '*')];
        _beyondLoopback = beyondLoopback;
    }

    /// <summary>Whether this can be <c>server.hostNames</c>.</summary>
    public static bool IsList(string text) => TryRead(text, out _);

    /// <summary>Why a request is refused for the name it is sent to; null when it may go on.</summary>
    public AwsError? Refusal(HttpRequest request)
    {
        var host = request.Headers.Host.ToString();
        if (host.Length == 0 || _all || host == Volatile.Read(ref _last))
        {
            return null;
        }

        if (!HostHeader.TryRead(host, out var name, out var isAddress))
        {
            return WireErrors.MalformedHost;
        }

        if (!isAddress && !Vouches(name))
        {
            return WireErrors.UnknownHost(name.ToString());
        }

        Volatile.Write(ref _last, host);
        return null;
    }

    private bool Vouches(ReadOnlySpan<char> name)
    {
        if (Is(name, "localhost") || IsUnder(name, ".localhost") || IsUnder(name, ".internal") || HostHeader.IsAwsEndpoint(name))
        {
            return true;
        }

        if (_beyondLoopback && (!name.Contains('.') || IsUnder(name, ".local")))
        {
            return true;
        }

        foreach (var known in _names)
        {
            if (Is(name, known))
            {
                return true;
            }
        }

        foreach (var domain in _domains)
        {
            if (IsUnder(name, domain))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<char> name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);

    private static bool IsUnder(ReadOnlySpan<char> name, string domain) =>
        name.EndsWith(domain, StringComparison.OrdinalIgnoreCase);

    private static bool TryRead(string text, out string[] names)
    {
        names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length <= NamesMax && Array.TrueForAll(names, IsName);
    }

    private static bool IsName(string name) =>
        name == EveryName || HostHeader.IsName(name.StartsWith("*.", StringComparison.Ordinal) ? name.AsSpan(2) : name.AsSpan());
}
