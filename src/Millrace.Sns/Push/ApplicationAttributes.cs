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
    /// <param name="isNew">The application is being created, and needs its credentials.</param>
    public static string? Check(string platform, IReadOnlyDictionary<string, string> attributes, bool isNew)
    {
        foreach (var (name, value) in attributes)
        {
            if (Check(name, value) is { } wrong)
            {
                return wrong;
            }
        }

        return CheckCredentials(platform, attributes, isNew);
    }

    /// <summary>What GetPlatformApplicationAttributes shows: all but the credentials.</summary>
    public static Dictionary<string, string> Shown(IReadOnlyDictionary<string, string> given) =>
        given
            .Where(attribute => attribute.Key is not (Credential or Principal))
            .ToDictionary(attribute => attribute.Key, attribute => attribute.Value, StringComparer.Ordinal);

    public static bool IsFlag(string value) => bool.TryParse(value, out _);

    private static string? Check(string name, string value) =>
        name switch
        {
            Credential or Principal => null,
            Enabled => IsFlag(value) ? null : $"Invalid value for attribute: {name}: must be true or false",
            EventEndpointCreated or EventEndpointDeleted or EventEndpointUpdated or EventDeliveryFailure => IsTopic(value)
                ? null
                : $"Invalid value for attribute: {name}: {value} is not a valid topic ARN",
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

    private static bool IsTopic(string value) =>
        value.Length == 0
        || (value.StartsWith("arn:", StringComparison.Ordinal) && TopicAddress.NameOf(value).Length > 0 && !value.Contains('/'));

    private static bool IsPercentage(string value) =>
        value.Length == 0
        || (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent <= PercentMax);
}
