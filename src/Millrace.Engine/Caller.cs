namespace Millrace.Engine;

/// <summary>Who asks, and through which door: what the credential scope and the address of a request tell.</summary>
/// <param name="Account">
/// Twelve digits: that of the credential; where authentication is off, the access key itself when it has that form, otherwise
/// 000000000000.
/// </param>
/// <param name="Region">The region of the credential scope.</param>
/// <param name="PrincipalId">What AWS shows as SenderId.</param>
/// <param name="BaseUrl">Scheme, host and port the caller used, without a slash at the end; queue URLs echo it.</param>
public sealed record Caller(string Account, string Region, string PrincipalId, string BaseUrl)
{
    /// <summary>What the request needs to be allowed; null where authentication is off and nothing is asked.</summary>
    public Access? Access { get; init; }
}
