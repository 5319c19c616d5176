namespace Millrace.Wire.Signatures;

/// <summary>What a signature is good for: <c>AKID/20261121/us-east-1/sqs/aws4_request</c>.</summary>
internal readonly record struct CredentialScope(string AccessKeyId, string Date, string Region, string Service, string Terminator)
{
    public const string Aws4Request = "aws4_request";

    /// <summary>The scope without the key, a line of what is signed.</summary>
    public string Text => $"{Date}/{Region}/{Service}/{Terminator}";

    /// <summary>Reads a Credential; null when it has not five parts.</summary>
    public static CredentialScope? Read(string credential) =>
        credential.Split('/') is [{ Length: > 0 } key, var date, var region, var service, var terminator]
            ? new CredentialScope(key, date, region, service, terminator)
            : null;
}
