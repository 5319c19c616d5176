using System.Globalization;
using Millrace.Api;
using Millrace.Engine;

namespace Millrace.Sns.Push;

/// <summary>
/// The ARNs of mobile push: an application's ends in <c>app/PLATFORM/name</c>, an endpoint's in <c>endpoint/PLATFORM/name/id</c>.
/// </summary>
internal static class PushAddress
{
    private const string ApplicationType = "app/";
    private const string EndpointType = "endpoint/";

    public static ResourceId IdOf(Caller caller, string platform, string name) =>
        new(PlatformApplication.Kind, $"arn:aws:sns:{caller.Region}:{caller.Account}:{ApplicationType}{platform}/{name}");

    public static ResourceId IdOf(string? applicationArn) => new(PlatformApplication.Kind, applicationArn ?? "");

    /// <summary>The application of an endpoint's ARN; of anything else an application that does not exist.</summary>
    public static ResourceId ApplicationOf(string? endpointArn)
    {
        var arn = endpointArn ?? "";
        return IsEndpoint(arn)
            ? IdOf(
                string.Concat(
                    arn.AsSpan(0, TypeAt(arn)),
                    ApplicationType,
                    arn.AsSpan(TypeAt(arn) + EndpointType.Length, arn.LastIndexOf('/') - TypeAt(arn) - EndpointType.Length)
                )
            )
            : IdOf(arn);
    }

    /// <summary>The ARN of an application's endpoint.</summary>
    public static string EndpointArn(string applicationArn, Guid id) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{applicationArn.AsSpan(0, TypeAt(applicationArn))}{EndpointType}{applicationArn.AsSpan(TypeAt(applicationArn) + ApplicationType.Length)}/{id}"
        );

    /// <summary>The id at the end of an endpoint's ARN; empty when it is none.</summary>
    public static Guid EndpointIdOf(string endpointArn) =>
        Guid.TryParseExact(endpointArn.AsSpan(endpointArn.LastIndexOf('/') + 1), "D", out var id) ? id : Guid.Empty;

    /// <summary>The platform in the ARN of an application or endpoint, such as GCM.</summary>
    public static string PlatformOf(string arn) => arn.Split('/') is [_, var platform, ..] ? platform : "";

    public static bool IsEndpoint(string arn) => HasType(arn, EndpointType, 4);

    /// <summary>What is wrong with an application's ARN, or null. One of another region is not here.</summary>
    public static AwsError? CheckApplication(string? arn, Caller caller) =>
        TopicAddress.Check(arn, caller, "PlatformApplicationArn")
        ?? (HasType(arn!, ApplicationType, 3) ? null : TopicAddress.Invalid("PlatformApplicationArn"));

    /// <summary>What is wrong with an endpoint's ARN, or null.</summary>
    public static AwsError? CheckEndpoint(string? arn, Caller caller) =>
        TopicAddress.Check(arn, caller, "EndpointArn") ?? (IsEndpoint(arn!) ? null : TopicAddress.Invalid("EndpointArn"));

    private static bool HasType(string arn, string type, int parts)
    {
        var at = TypeAt(arn);
        return at > 0 && arn.AsSpan(at).StartsWith(type, StringComparison.Ordinal) && arn.AsSpan(at).Count('/') == parts - 1;
    }

    /// <summary>Where the last part of an ARN begins; zero when there is none.</summary>
    private static int TypeAt(string arn) => arn.LastIndexOf(':') + 1;
}
