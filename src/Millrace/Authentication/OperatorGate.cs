using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Millrace.Outside;

namespace Millrace.Authentication;

/// <summary>
/// Where authentication is on, keeps the operators' pages for operators: those on this machine, or, where a token is configured,
/// whoever shows it. Health is for everybody: whoever asks it has no credentials.
/// </summary>
internal sealed class OperatorGate(Secret? token)
{
    private const string Bearer = "Bearer ";

    private readonly byte[]? _token = token is null ? null : Encoding.UTF8.GetBytes(token.Reveal());

    /// <summary>Whether the request is for an operator's page and must not have it.</summary>
    public bool Refuses(HttpContext context) =>
        IsOperators(context.Request.Path) && !(_token is null ? IsLocal(context) : ShowsToken(context.Request, _token));

    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(
            "This page is for operators: on the server's own machine, or with authentication.operatorToken as a bearer token.\n"
        );
    }

    private static bool IsOperators(PathString path) =>
        path.StartsWithSegments("/_millrace", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/metrics", StringComparison.OrdinalIgnoreCase);

    /// <summary>From this machine and not on somebody's behalf, as a proxy here would be.</summary>
    private static bool IsLocal(HttpContext context)
    {
        var headers = context.Request.Headers;
        return context.Connection.RemoteIpAddress is { } address
            && IPAddress.IsLoopback(address)
            && !headers.ContainsKey("X-Forwarded-For")
            && !headers.ContainsKey("Forwarded");
    }

    private static bool ShowsToken(HttpRequest request, byte[] token) =>
        request.Headers.Authorization is [{ } shown]
        && shown.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown[Bearer.Length..]), token);
}
