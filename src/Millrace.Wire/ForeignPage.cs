using Microsoft.AspNetCore.Http;
using Millrace.Api;
using Millrace.Engine;

namespace Millrace.Wire;

/// <summary>
/// Tells requests that a page of another server has a browser make. A page anywhere on the web reaches what its reader reaches, this
/// machine's loopback included; it cannot read the answer, but a request that is not authenticated has done its work by then.
/// </summary>
/// <remarks>
/// A browser says where a request comes from in <c>Sec-Fetch-Site</c>, which no page can set; an older one, and one that finds the address
/// not trustworthy (plain HTTP beyond loopback), only in <c>Origin</c>, and only for requests that are not simple reads. Other clients
/// send neither. Source: W3C, Fetch Metadata Request Headers; WHATWG, Fetch, Origin header.
/// </remarks>
public static class ForeignPage
{
    /// <summary>Whether a page asks that is not this server's own. Another port of the same host is another server.</summary>
    public static bool Asks(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0)
        {
            return site is not ["same-origin"] and not ["none"];
        }

        var origin = request.Headers.Origin;
        return origin.Count > 0
            && !(
                origin is [{ } only]
                && Uri.TryCreate(only, UriKind.Absolute, out var from)
                && from.Authority == request.Host.Value
            );
    }

    /// <summary>
    /// Whether a person follows a link, as from an e-mail that a web page shows: the browser's whole window goes there, and shows the answer.
    /// </summary>
    public static bool IsLink(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers["Sec-Fetch-Mode"] is ["navigate"]
        && request.Headers["Sec-Fetch-Dest"] is ["document"];

    /// <summary>
    /// Why an operation that nobody authenticates is refused; null when it may go on. A page can have a link followed, too, so that
    /// alone opens only what AWS opens to everybody who was told what to send: the links in what SNS sends.
    /// </summary>
    internal static AwsError? Refusal(HttpRequest request, OperationRow row) =>
        !Asks(request) || (row.NeedsNoSignature && IsLink(request)) ? null : WireErrors.ForeignPage;
}
