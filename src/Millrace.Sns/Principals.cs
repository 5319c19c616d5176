using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>The principals that subscriptions show and that data protection policies name.</summary>
internal static class Principals
{
    /// <summary>Who asks: where authentication is off, the root user of the caller's account.</summary>
    public static string Of(Caller caller) =>
        caller.Access is { } access ? access.Principal
        : caller.PrincipalId.StartsWith("arn:", StringComparison.Ordinal) ? caller.PrincipalId
        : $"arn:aws:iam::{caller.Account}:root";
}
