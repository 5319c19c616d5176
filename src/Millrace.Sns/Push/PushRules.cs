using Millrace.Api;
using Millrace.Api.Sns;

namespace Millrace.Sns.Push;

/// <summary>What SNS says of applications and endpoints that are not there, or switched off.</summary>
/// <remarks>Texts as recorded from AWS where they were.</remarks>
internal static class PushRules
{
    public static AwsError NoApplication { get; } = SnsErrors.NotFoundException.WithMessage("PlatformApplication does not exist");

    public static AwsError NoEndpoint { get; } = SnsErrors.NotFoundException.WithMessage("Endpoint does not exist");

    /// <summary>Another endpoint of the application has the token.</summary>
    public static AwsError TokenTaken(string endpointArn) =>
        TopicAddress.Invalid("Token", $"Endpoint {endpointArn} already exists with the same Token, but different attributes.");

    /// <summary>Why nothing is delivered to an endpoint, or null.</summary>
    public static AwsError? CheckEnabled(PlatformApplication application, PlatformEndpoint endpoint)
    {
        if (!application.IsEnabled)
        {
            return SnsErrors.PlatformApplicationDisabledException;
        }

        return endpoint.IsEnabled ? null : SnsErrors.EndpointDisabledException;
    }
}
