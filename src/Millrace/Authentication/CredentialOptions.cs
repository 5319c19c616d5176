using System.Text.Json;
using Millrace.Outside;

namespace Millrace.Authentication;

/// <summary>One access key: its secret, whose it is, and what its user may do.</summary>
public sealed record CredentialOptions
{
    /// <summary>What requests name: letters, digits and underscores, at most 128.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>What they are signed with.</summary>
    public required Secret SecretAccessKey { get; init; }

    /// <summary>The token that must accompany a temporary key; none for a lasting one.</summary>
    public Secret? SessionToken { get; init; }

    /// <summary>When a temporary key ends; never without it.</summary>
    public DateTimeOffset? Expiration { get; init; }

    /// <summary>The twelve digits of the account.</summary>
    public required string Account { get; init; }

    /// <summary>The user's name, with its path if it has one: <c>ada</c>, <c>division/ada</c>. Without it the key is the root user's.</summary>
    public string? User { get; init; }

    /// <summary>
    /// The user's policies, as IAM writes them. Two keys of one user share them all. The root user has none: it may do everything in its
    /// account.
    /// </summary>
    public IReadOnlyList<JsonElement> Policies { get; init; } = [];

    /// <summary>The ARN of the user or the root user.</summary>
    internal string Principal => User is null ? $"arn:aws:iam::{Account}:root" : $"arn:aws:iam::{Account}:user/{User}";
}
