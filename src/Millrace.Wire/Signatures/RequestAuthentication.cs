using Microsoft.AspNetCore.Http;
using Millrace.Api;
using Millrace.Engine;

namespace Millrace.Wire.Signatures;

/// <summary>Finds out who makes a request, and gives its caller what it needs to be allowed. A server without one lets everybody in.</summary>
/// <param name="verifier">Checks signatures.</param>
/// <param name="authorizer">Is asked in the turn.</param>
public sealed class RequestAuthentication(SignatureVerifier verifier, IAuthorizer authorizer)
{
    /// <summary>Headers that a policy may look at are cut there; a comparison takes time with their length.</summary>
    private const int HeaderCharactersMax = 1_024;

    /// <summary>Why the request is refused; null when it may go on, in the name of <paramref name="caller"/>.</summary>
    /// <param name="caller">
    /// In: what the request says of itself. Out: whose request it is; one that is not signed is anonymous, and what it asks for may be
    /// open to everybody.
    /// </param>
    public AwsError? Refusal(
        HttpRequest request,
        ReadOnlyMemory<byte> body,
        ServiceTable service,
        OperationRow row,
        ref Caller caller
    )
    {
        var verified = verifier.Verify(request, body, service.Model.SigningName, out var refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        caller = verified is null
            ? caller with
            {
                Account = CallerReader.DefaultAccount,
                PrincipalId = Access.Anonymous,
                Access = AccessOf(Access.Anonymous, Access.Anonymous, caller.Region),
            }
            : caller with
            {
                Account = verified.Credential.Account,
                Region = verified.Region,
                PrincipalId = verified.Credential.PrincipalId,
                Access = AccessOf(verified.Credential.Principal, verified.Credential.PrincipalId, verified.Region),
            };
        return null;

        Access AccessOf(string principal, string id, string region) =>
            new(authorizer, principal, id, region)
            {
                Actions = verified is null && row.NeedsNoSignature ? [] : service.ActionsOf(row),
                OwnerOnly = row.OwnerOnly,
                Origin = OriginOf(request),
            };
    }

    private static RequestOrigin OriginOf(HttpRequest request) =>
        new(
            request.HttpContext.Connection.RemoteIpAddress?.ToString(),
            request.IsHttps,
            Cut(request.Headers.UserAgent),
            Cut(request.Headers.Referer)
        );

    private static string? Cut(string? header) =>
        header is null || header.Length <= HeaderCharactersMax ? header : header[..HeaderCharactersMax];
}
