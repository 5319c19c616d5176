namespace Millrace.Wire.Signatures;

/// <summary>What a request says of its own signature, in its Authorization header or its query string.</summary>
/// <param name="Scope">Key, day, region and service.</param>
/// <param name="SignedHeaders">The names of the headers that are signed, as they were written: <c>host;x-amz-date</c>.</param>
/// <param name="Signature">64 hexadecimal digits.</param>
/// <param name="Date">The time of signing, as it was written: <c>20261121T080000Z</c>.</param>
/// <param name="Expires">How long a presigned request is good; null for others.</param>
/// <param name="SessionToken">The token of a temporary key; null for none.</param>
/// <param name="IsPresigned">It stands in the query string.</param>
internal sealed record RequestSignature(
    CredentialScope Scope,
    string SignedHeaders,
    string Signature,
    string Date,
    TimeSpan? Expires,
    string? SessionToken,
    bool IsPresigned
);
