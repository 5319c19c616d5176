using System.Globalization;

namespace Millrace.Sns.Push;

/// <summary>The attributes of platform applications: which there are, and which values they take.</summary>
/// <remarks>Source: SNS API Reference, SetPlatformApplicationAttributes; texts as recorded from AWS where they were.</remarks>
internal static class ApplicationAttributes
{
    public const string Enabled = "Enabled";
    public const string EventEndpointCreated = "EventEndpointCreated";
    public const string EventEndpointDeleted = "EventEndpointDeleted";
    public const string EventEndpointUpdated = "EventEndpointUpdated";
    public const string EventDeliveryFailure = "EventDeliveryFailure";

    private const string Credential = "PlatformCredential";
    private const string Principal = "PlatformPrincipal";
    private const int PercentMax = 100;

    /// <summary>What is wrong with attributes that are set, or null. An empty value takes one away.</summary>
    /// <param name="applicationArn">Whose they are.</param>
    /// <param name="isNew">The application is being created, and needs its credentials.</param>
    public static string? Check(string applicationArn, IReadOnlyDictionary<string, string> attributes, bool isNew)
    {
        foreach (var (name, value) in attributes)
        {
            if (Check(applicationArn, name, value) is { } wrong)
            {
                return wrong;
            }
        }

        return CheckCredentials(PushAddress.PlatformOf(applicationArn), attributes, isNew);
    }

    /// <summary>What GetPlatformApplicationAttributes shows: all but the credentials.</summary>
    public static Dictionary<string, string> Shown(IReadOnlyDictionary<string, string> given) =>
        given
            .Where(attribute => attribute.Key is not (Credential or Principal))
            .ToDictionary(attribute => attribute.Key, attribute => attribute.Value, StringComparer.Ordinal);

    public static bool IsFlag(string value) => bool.TryParse(value, out _);

    private static string? Check(string applicationArn, string name, string value) =>
        name switch
        {
            Credential or Principal => null,
            Enabled => IsFlag(value) ? null : $"Invalid value for attribute: {name}: must be true or false",
            EventEndpointCreated or EventEndpointDeleted or EventEndpointUpdated or EventDeliveryFailure => IsTopic(
                value,
                applicationArn
            )
                ? null
                : $"Invalid value for attribute: {name}: {value} is not the ARN of a topic in the application's account and region",
            "SuccessFeedbackSampleRate" => IsPercentage(value)
                ? null
                : $"Invalid value for attribute: {name}: must be a whole number from 0 to {PercentMax}",
            "SuccessFeedbackRoleArn" or "FailureFeedbackRoleArn" => null,
            "ApplePlatformTeamID" or "ApplePlatformBundleID" => null,
            _ => $"Invalid attribute name: {name}",
        };

    private static string? CheckCredentials(string platform, IReadOnlyDictionary<string, string> attributes, bool isNew)
    {
        var hasCredential = attributes.ContainsKey(Credential);
        var hasPrincipal = attributes.ContainsKey(Principal);
        if (hasPrincipal && !hasCredential)
        {
            return $"{Principal} attribute provided without {Credential}";
        }

        if (hasCredential && !hasPrincipal && Platforms.NeedsPrincipal(platform))
        {
            return $"{Credential} attribute provided without {Principal}";
        }

        return isNew && !hasCredential ? $"{Credential} attribute is required" : null;
    }

    /// <summary>Nobody asks such a topic's policy, so it must be one of the application's owner.</summary>
    private static bool IsTopic(string value, string applicationArn) =>
        value.Length == 0
        || (
            value.StartsWith("arn:", StringComparison.Ordinal)
            && TopicAddress.NameOf(value) is { Length: > 0 } name
            && !name.Contains('/')
            && TopicAddress.AccountOf(value) == TopicAddress.AccountOf(applicationArn)
            && TopicAddress.RegionOf(value) == TopicAddress.RegionOf(applicationArn)
        );

    private static bool IsPercentage(string value) =>
        value.Length == 0
        || (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent <= PercentMax);
}
