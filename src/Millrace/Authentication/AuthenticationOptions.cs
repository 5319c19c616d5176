using Millrace.Outside;

namespace Millrace.Authentication;

/// <summary>Who may do what; see docs/authentication.md.</summary>
public sealed record AuthenticationOptions
{
    /// <summary>Off, as developers expect on their own machine; the server refuses to listen beyond loopback then.</summary>
    public AuthenticationMode Mode { get; init; } = AuthenticationMode.Off;

    /// <summary>The access keys that are known. Needed when authentication is on.</summary>
    public IReadOnlyList<CredentialOptions> Credentials { get; init; } = [];

    /// <summary>
    /// Lets operators' tools in from other machines, as a bearer token: <c>/metrics</c> and <c>/_millrace</c>. Without it those answer
    /// on loopback only where authentication is on.
    /// </summary>
    public Secret? OperatorToken { get; init; }

    /// <summary>Two trees with the same entries are the same.</summary>
    public bool Equals(AuthenticationOptions? other) =>
        other is not null
        && Mode == other.Mode
        && OperatorToken == other.OperatorToken
        && Credentials.SequenceEqual(other.Credentials);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Mode, OperatorToken, Credentials.Count);
}
