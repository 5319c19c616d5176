using System.Text;

namespace Millrace.Wire.Signatures;

/// <summary>An access key, and whose it is.</summary>
/// <param name="AccessKeyId">What requests name.</param>
/// <param name="SecretAccessKey">What they are signed with; never shown.</param>
/// <param name="Account">The twelve digits of the account.</param>
/// <param name="Principal">The ARN of the user, or of the account's root user.</param>
/// <param name="PrincipalId">The principal's unique id, which AWS shows as SenderId.</param>
public sealed record Credential(string AccessKeyId, string SecretAccessKey, string Account, string Principal, string PrincipalId)
{
    /// <summary>The token that must accompany a temporary key; null for a lasting one.</summary>
    public string? SessionToken { get; init; }

    /// <summary>When a temporary key ends; null for never.</summary>
    public DateTimeOffset? Expiration { get; init; }

    /// <inheritdoc />
    public override string ToString() => $"{AccessKeyId} of {Principal}";

    /// <summary>The secret as the first key of the signing key's chain.</summary>
    internal byte[] FirstKey() => Encoding.UTF8.GetBytes("AWS4" + SecretAccessKey);
}
