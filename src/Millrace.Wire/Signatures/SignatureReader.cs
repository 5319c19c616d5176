using System.Globalization;
using Microsoft.AspNetCore.Http;
using Millrace.Api;

namespace Millrace.Wire.Signatures;

/// <summary>Finds the signature of a request, in its Authorization header or its query string.</summary>
/// <remarks>Source: IAM User Guide, Authentication methods; Elements of an AWS API request signature.</remarks>
internal static class SignatureReader
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>AWS takes presigned requests of up to a week.</summary>
    private const int ExpiresSecondsMax = 604_800;

    /// <summary>The signature; null, with the refusal, when there is none or it is not whole.</summary>
    public static RequestSignature? Read(HttpRequest request, CanonicalQuery query, out AwsError? refusal)
    {
        refusal = null;
        if (request.Headers.Authorization is [{ Length: > 0 } authorization])
        {
            return ReadHeader(request, authorization, out refusal);
        }

        if (query.Find("X-Amz-Signature") is not null || query.Find("X-Amz-Algorithm") is not null)
        {
            return ReadQuery(query, out refusal);
        }

        return null;
    }

    private static RequestSignature? ReadHeader(HttpRequest request, string authorization, out AwsError? refusal)
    {
        var blank = authorization.IndexOf(' ');
        var algorithm = blank < 0 ? authorization : authorization[..blank];
        if (algorithm != Algorithm)
        {
            refusal = SignatureErrors.IncompleteSignature($"Unsupported AWS 'algorithm': '{algorithm}'.");
            return null;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in authorization[(blank + 1)..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = field.IndexOf('=');
            fields[equals < 0 ? field : field[..equals]] = equals < 0 ? "" : field[(equals + 1)..];
        }

        var missing = new List<string>();
        var credential = Take("Credential");
        var signature = Take("Signature");
        var signedHeaders = Take("SignedHeaders");
        var date = DateOf(request.Headers);
        if (date is null)
        {
            missing.Add("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }

        if (missing.Count > 0)
        {
            refusal = SignatureErrors.IncompleteSignature(string.Join(' ', missing));
            return null;
        }

        var token = request.Headers["X-Amz-Security-Token"];
        return Make(credential, signedHeaders, signature, date!, null, token.Count == 1 ? token[0] : null, false, out refusal);

        string Take(string name)
        {
            if (fields.TryGetValue(name, out var value) && value.Length > 0)
            {
                return value;
            }

            missing.Add($"Authorization header requires '{name}' parameter.");
            return "";
        }
    }

    /// <summary>X-Amz-Date, or the Date of HTTP in the same form.</summary>
    private static string? DateOf(IHeaderDictionary headers)
    {
        if (headers["X-Amz-Date"] is [{ Length: > 0 } own])
        {
            return own;
        }

        if (headers.Date is not [{ Length: > 0 } plain])
        {
            return null;
        }

        return DateTimeOffset.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? SignatureTime.Write(date)
            : plain;
    }

    private static RequestSignature? ReadQuery(CanonicalQuery query, out AwsError? refusal)
    {
        foreach (
            var name in (string[])["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"]
        )
        {
            if (query.Find(name) is not { Length: > 0 })
            {
                refusal = SignatureErrors.IncompleteSignature(
                    $"AWS query-string parameters must include '{name}'. Re-examine the query-string parameters."
                );
                return null;
            }
        }

        if (query.Find("X-Amz-Algorithm") is not Algorithm and var algorithm)
        {
            refusal = SignatureErrors.IncompleteSignature($"Unsupported AWS 'algorithm': '{algorithm}'.");
            return null;
        }

        TimeSpan? expires = null;
        if (query.Find("X-Amz-Expires") is { } text)
        {
            if (
                !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                || seconds > ExpiresSecondsMax
            )
            {
                refusal = SignatureErrors.IncompleteSignature(
                    $"X-Amz-Expires must be a number of seconds, at most a week ({ExpiresSecondsMax})."
                );
                return null;
            }

            expires = TimeSpan.FromSeconds(seconds);
        }

        return Make(
            query.Find("X-Amz-Credential")!,
            query.Find("X-Amz-SignedHeaders")!,
            query.Find("X-Amz-Signature")!,
            query.Find("X-Amz-Date")!,
            expires,
            query.Find("X-Amz-Security-Token"),
            true,
            out refusal
        );
    }

    private static RequestSignature? Make(
        string credential,
        string signedHeaders,
        string signature,
        string date,
        TimeSpan? expires,
        string? token,
        bool isPresigned,
        out AwsError? refusal
    )
    {
        refusal = null;
        if (CredentialScope.Read(credential) is not { } scope)
        {
            refusal = SignatureErrors.IncompleteSignature(
                $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'"
            );
            return null;
        }

        return new RequestSignature(scope, signedHeaders, signature, date, expires, token, isPresigned);
    }
}
