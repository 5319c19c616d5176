namespace Millrace.Wire.Signatures;

/// <summary>A signature that is good.</summary>
/// <param name="Credential">Who signed.</param>
/// <param name="Region">The region it is good for.</param>
public sealed record VerifiedSignature(Credential Credential, string Region);
