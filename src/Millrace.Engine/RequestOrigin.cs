namespace Millrace.Engine;

/// <summary>How a request came in, for conditions of policies.</summary>
/// <param name="SourceIp">The address it came from; null when that is not known.</param>
/// <param name="IsSecure">Whether it came over TLS.</param>
/// <param name="UserAgent">The header of that name; null for none.</param>
/// <param name="Referer">The header of that name; null for none.</param>
public sealed record RequestOrigin(string? SourceIp, bool IsSecure, string? UserAgent, string? Referer);
