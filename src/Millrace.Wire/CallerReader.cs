using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Millrace.Api;
using Millrace.Engine;
using Millrace.Wire.Signatures;

namespace Millrace.Wire;

/// <summary>Reads from a request who calls: account and region from the credential scope, the address from the Host header, its scheme from X-Forwarded-Proto.</summary>
/// <remarks>
/// An access key of twelve digits is the account itself, any other key is account 000000000000; so a developer picks an
/// account by its access key. Signatures are not verified here: where authentication is on, what they prove takes the place of
/// what was read (<see cref="Signatures.RequestAuthentication"/>).
/// </remarks>
public sealed class CallerReader
{
    /// <summary>Callers are few; a client that makes up new ones without end only costs the table a fresh start.</summary>
    private const int CallersMax = 10_000;

    /// <summary>The account of whoever names none.</summary>
    internal const string DefaultAccount = "000000000000";

    private const string DefaultRegion = "us-east-1";

    private readonly ConcurrentDictionary<string, CallerScope> _callers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CallerScope>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public CallerReader()
    {
        _lookup = _callers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public CallerScope Read(HttpRequest request)
    {
        var credential = CredentialOf(request.Headers.Authorization);
        if (
            credential.IsEmpty
            && request.QueryString.HasValue
            && request.Query.TryGetValue("X-Amz-Credential", out var presigned)
        )
        {
            credential = presigned.ToString();
        }

        var host = HostOf(request);
        var scheme = SchemeOf(request);
        Span<char> key = stackalloc char[512];
        if (credential.Length + host.Length + scheme.Length + 2 > key.Length)
        {
            return Make(credential, scheme, host);
        }

        credential.CopyTo(key);
        key[credential.Length] = ' ';
        host.CopyTo(key[(credential.Length + 1)..]);
        var length = credential.Length + 1 + host.Length;
        scheme.CopyTo(key[length..]);
        length += scheme.Length;
        if (_lookup.TryGetValue(key[..length], out var known))
        {
            return known;
        }

        if (_callers.Count >= CallersMax)
        {
            _callers.Clear();
        }

        var caller = Make(credential, scheme, host);
        _lookup[key[..length]] = caller;
        return caller;
    }

    /// <summary>
    /// The scheme the caller used: TLS ends at a proxy, which says so. Of several proxies the first one's word counts, which was nearest to the
    /// caller. Whoever makes it up misleads only itself: it decides how URLs are written in this answer, and nothing else.
    /// </summary>
    private static string SchemeOf(HttpRequest request)
    {
        if (request.Headers["X-Forwarded-Proto"] is not [{ } forwarded, ..])
        {
            return request.Scheme;
        }

        var comma = forwarded.IndexOf(',');
        var first = forwarded.AsSpan(0, comma < 0 ? forwarded.Length : comma).Trim();
        return first.Equals("https", StringComparison.OrdinalIgnoreCase) ? "https"
            : first.Equals("http", StringComparison.OrdinalIgnoreCase) ? "http"
            : request.Scheme;
    }

    /// <summary>The host the caller used; HTTP/1.0 lets it leave that out, and where it was reached stands in.</summary>
    private static string HostOf(HttpRequest request)
    {
        var host = request.Headers.Host.ToString();
        if (host.Length > 0)
        {
            return host;
        }

        var connection = request.HttpContext.Connection;
        return connection.LocalIpAddress is { } address ? new IPEndPoint(address, connection.LocalPort).ToString() : "";
    }

    private static CallerScope Make(ReadOnlySpan<char> credential, string scheme, string host)
    {
        // AKID/20261121/us-east-1/sqs/aws4_request
        Span<Range> parts = stackalloc Range[6];
        var count = credential.Split(parts, '/');
        var accessKey = count > 0 ? credential[parts[0]] : [];
        var account = IsAccount(accessKey) ? accessKey.ToString() : DefaultAccount;
        var region = count > 2 && !credential[parts[2]].IsEmpty ? credential[parts[2]].ToString() : DefaultRegion;
        var service = count > 3 ? credential[parts[3]].ToString() : null;
        var refusal = RegionName.IsValid(region) ? null : SignatureErrors.InvalidRegion(region);
        return new CallerScope(new Caller(account, region, account, string.Concat(scheme, "://", host)), service, refusal);
    }

    private static ReadOnlySpan<char> CredentialOf(StringValues authorization)
    {
        const string Marker = "Credential=";
        if (authorization.Count != 1)
        {
            return [];
        }

        var text = authorization[0].AsSpan();
        var start = text.IndexOf(Marker, StringComparison.Ordinal);
        if (start < 0)
        {
            return [];
        }

        text = text[(start + Marker.Length)..];
        var end = text.IndexOfAny(',', ' ');
        return end < 0 ? text : text[..end];
    }

    private static bool IsAccount(ReadOnlySpan<char> accessKey) =>
        accessKey.Length == 12 && !accessKey.ContainsAnyExceptInRange('0', '9');
}

/// <summary>What a request says of who makes it.</summary>
/// <param name="Caller">Not to be used where there is a refusal.</param>
/// <param name="Service">The service its credential scope names, such as <c>sqs</c>; null when unsigned.</param>
/// <param name="Refusal">Why nobody can be this caller; null for everybody who can.</param>
public sealed record CallerScope(Caller Caller, string? Service, AwsError? Refusal = null);
