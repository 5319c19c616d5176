using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Millrace.Api;

namespace Millrace.Wire.Signatures;

/// <summary>Signature Version 4: finds out whose request it is, and that it is what was signed, lately and for this service.</summary>
/// <remarks>
/// Source: IAM User Guide, AWS Signature Version 4 for API requests. The body is always part of it: no operation offered here has
/// AWS's trait <c>unsignedPayload</c>, so <c>UNSIGNED-PAYLOAD</c> is refused.
/// </remarks>
public sealed class SignatureVerifier(ICredentials credentials, TimeProvider time)
{
    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    /// <summary>How far the clocks of client and server may be apart, as with AWS.</summary>
    private static readonly TimeSpan _skewMax = TimeSpan.FromMinutes(15);

    private readonly SigningKeys _keys = new();

    /// <summary>Who signed a request, and for which region; null when it is refused, or not signed at all.</summary>
    /// <param name="service">The name its scope must carry, such as <c>sqs</c>.</param>
    /// <param name="refusal">What is wrong; null for a good signature and for none.</param>
    public VerifiedSignature? Verify(HttpRequest request, ReadOnlyMemory<byte> body, string service, out AwsError? refusal)
    {
        var query = new CanonicalQuery(request.QueryString.Value);
        if (SignatureReader.Read(request, query, out refusal) is not { } signature)
        {
            return null;
        }

        var credential = credentials.Find(signature.Scope.AccessKeyId);
        refusal =
            CheckScope(signature, service)
            ?? CheckTime(signature)
            ?? CheckHeaders(request, signature)
            ?? (credential is null ? SignatureErrors.InvalidClientTokenId : CheckToken(credential, signature))
            ?? CheckSignature(request, query, body.Span, credential!, signature);
        return refusal is null ? new VerifiedSignature(credential!, signature.Scope.Region) : null;
    }

    private static AwsError? CheckScope(RequestSignature signature, string service)
    {
        var scope = signature.Scope;
        if (scope.Terminator != CredentialScope.Aws4Request)
        {
            return Wrong(
                $"Credential should be scoped with a valid terminator: '{CredentialScope.Aws4Request}', not '{scope.Terminator}'."
            );
        }

        if (!RegionName.IsValid(scope.Region))
        {
            return SignatureErrors.InvalidRegion(scope.Region);
        }

        if (scope.Service != service)
        {
            return Wrong($"Credential should be scoped to correct service: '{service}'.");
        }

        var day = signature.Date.Length < 8 ? signature.Date : signature.Date[..8];
        return scope.Date == day
            ? null
            : Wrong(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                    + $"'{scope.Date}' != '{day}', from '{signature.Date}'."
            );
    }

    private AwsError? CheckTime(RequestSignature signature)
    {
        if (SignatureTime.Read(signature.Date) is not { } signedAt)
        {
            return SignatureErrors.IncompleteSignature($"Date must be in ISO-8601 'basic format'. Got '{signature.Date}'.");
        }

        var now = time.GetUtcNow();
        if (signedAt > now + _skewMax)
        {
            return Wrong(
                $"Signature not yet current: {signature.Date} is still later than {SignatureTime.Write(now + _skewMax)} "
                    + $"({SignatureTime.Write(now)} + 15 min.)"
            );
        }

        if (signature.Expires is { } expires)
        {
            var end = signedAt + expires;
            return end < now
                ? Wrong($"Signature expired: {SignatureTime.Write(end)} is now earlier than {SignatureTime.Write(now)}")
                : null;
        }

        return signedAt < now - _skewMax
            ? Wrong(
                $"Signature expired: {signature.Date} is now earlier than {SignatureTime.Write(now - _skewMax)} "
                    + $"({SignatureTime.Write(now)} - 15 min.)"
            )
            : null;
    }

    /// <summary>The host and all that AWS itself reads must be signed, or somebody on the way could change them.</summary>
    private static AwsError? CheckHeaders(HttpRequest request, RequestSignature signature)
    {
        var signed = signature.SignedHeaders.Split(';');
        if (!signed.Contains("host"))
        {
            return Wrong("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }

        foreach (var (name, _) in request.Headers)
        {
            if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) && !signed.Contains(name.ToLowerInvariant()))
            {
                return Wrong($"The header '{name.ToLowerInvariant()}' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }

        return null;
    }

    private AwsError? CheckToken(Credential credential, RequestSignature signature)
    {
        var expected = Encoding.UTF8.GetBytes(credential.SessionToken ?? "");
        var given = Encoding.UTF8.GetBytes(signature.SessionToken ?? "");
        if (!CryptographicOperations.FixedTimeEquals(expected, given))
        {
            return SignatureErrors.InvalidClientTokenId;
        }

        return credential.Expiration <= time.GetUtcNow() ? SignatureErrors.ExpiredToken : null;
    }

    private AwsError? CheckSignature(
        HttpRequest request,
        CanonicalQuery query,
        ReadOnlySpan<byte> body,
        Credential credential,
        RequestSignature signature
    )
    {
        var payloadHash = Convert.ToHexStringLower(SHA256.HashData(body));
        if (request.Headers["x-amz-content-sha256"] is [{ } claimed] && claimed != payloadHash)
        {
            return claimed == UnsignedPayload
                ? Wrong($"The body must be part of the signature: x-amz-content-sha256 must not be {UnsignedPayload}.")
                : Wrong("The header x-amz-content-sha256 is not the SHA-256 of the body.");
        }

        var canonical = CanonicalRequest.Write(request, query, signature.SignedHeaders, payloadHash);
        var canonicalHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var toSign = $"{SignatureReader.Algorithm}\n{signature.Date}\n{signature.Scope.Text}\n{canonicalHash}";
        var expected = HMACSHA256.HashData(_keys.Of(credential, signature.Scope), Encoding.UTF8.GetBytes(toSign));
        Span<byte> given = stackalloc byte[expected.Length];
        var isHex =
            signature.Signature.Length == expected.Length * 2
            && Convert.FromHexString(signature.Signature, given, out _, out _) == System.Buffers.OperationStatus.Done;
        return isHex && CryptographicOperations.FixedTimeEquals(given, expected) ? null : SignatureErrors.SignatureDoesNotMatch;
    }

    private static AwsError Wrong(string message) => SignatureErrors.SignatureDoesNotMatch.WithMessage(message);
}
