using Millrace.Api;

namespace Millrace.Wire.Signatures;

/// <summary>What AWS answers to a request that is not signed as it should be: shape for JSON, code for Query.</summary>
/// <remarks>
/// Source: SQS API Reference, Common errors (codes and statuses); IAM User Guide, Troubleshoot Signature Version 4 signing; texts as
/// clients of AWS report them.
/// </remarks>
public static class SignatureErrors
{
    /// <summary>Nobody signed, and what was asked is not open to everybody.</summary>
    public static AwsError MissingAuthenticationToken { get; } =
        Of("MissingAuthenticationTokenException", "MissingAuthenticationToken", 403, "Request is missing Authentication Token");

    /// <summary>No access key of this id, or its session token is another.</summary>
    public static AwsError InvalidClientTokenId { get; } =
        Of("UnrecognizedClientException", "InvalidClientTokenId", 403, "The security token included in the request is invalid.");

    /// <summary>A temporary key after its end.</summary>
    public static AwsError ExpiredToken { get; } =
        Of("ExpiredTokenException", "ExpiredToken", 403, "The security token included in the request is expired");

    /// <summary>What is signed is not what was sent, or with another secret; <see cref="AwsError.WithMessage"/> says what else may be wrong.</summary>
    public static AwsError SignatureDoesNotMatch { get; } =
        Of(
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            403,
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and "
                + "signing method. Consult the service documentation for details."
        );

    /// <summary>What the scope names as its region can be none. The text is AWS's for a region that is not that of the endpoint.</summary>
    internal static AwsError InvalidRegion(string region) =>
        SignatureDoesNotMatch.WithMessage($"Credential should be scoped to a valid region, not '{region}'.");

    /// <summary>Something of a signature is there, and something is missing.</summary>
    internal static AwsError IncompleteSignature(string message) =>
        Of("IncompleteSignatureException", "IncompleteSignature", 400, message);

    private static AwsError Of(string shape, string code, int status, string message) =>
        new(shape, code, status, status, Fault.Sender, message) { ShapeNamespace = "com.amazon.coral.service" };
}
