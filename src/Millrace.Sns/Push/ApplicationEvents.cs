using System.Text.Json;
using Millrace.Engine;

namespace Millrace.Sns.Push;

/// <summary>What an application tells topics about its endpoints.</summary>
/// <remarks>Source: SNS Developer Guide, "Amazon SNS application event notifications for mobile applications".</remarks>
internal static class ApplicationEvents
{
    /// <summary>Of one event: the fact that reports it, or nothing when the application has no topic for it.</summary>
    /// <param name="attribute">Which of the application's attributes names the topic.</param>
    /// <param name="details">What else there is to say, by name.</param>
    public static IEnumerable<IFact> Of(
        PlatformApplication application,
        string attribute,
        string endpointArn,
        in Turn turn,
        params IReadOnlyList<(string Name, string Value)> details
    )
    {
        if (application.Attribute(attribute) is not { Length: > 0 } topic)
        {
            return [];
        }

        var message = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["EventType"] = attribute["Event".Length..],
            ["EndpointArn"] = endpointArn,
            ["Resource"] = application.Arn,
            ["Service"] = "SNS",
            ["Time"] = NotificationText.Timestamp(turn.Now),
        };
        foreach (var (name, value) in details)
        {
            message[name] = value;
        }

        return [new ApplicationEventRaised(application.NextCall, topic, JsonSerializer.Serialize(message))];
    }
}
