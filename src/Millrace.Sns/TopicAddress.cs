using System.Globalization;
using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns;

/// <summary>From the ARNs that callers write to topics and subscriptions, and what SNS says of malformed ones.</summary>
/// <remarks>Texts as recorded from AWS.</remarks>
internal static class TopicAddress
{
    private const int ArnParts = 6;

    public static ResourceId IdOf(string? topicArn) => new(Topic.Kind, topicArn ?? "");

    public static ResourceId IdOf(Caller caller, string name) =>
        new(Topic.Kind, $"arn:aws:sns:{caller.Region}:{caller.Account}:{name}");

    /// <summary>The topic that a subscription's ARN belongs to: all before its last colon.</summary>
    public static ResourceId TopicOf(string? subscriptionArn)
    {
        var arn = subscriptionArn ?? "";
        return arn.Count(':') >= ArnParts ? IdOf(arn[..arn.LastIndexOf(':')]) : IdOf(arn);
    }

    /// <summary>The last part of a subscription's ARN; empty when it is no such id.</summary>
    public static Guid SubscriptionOf(string subscriptionArn) =>
        Guid.TryParseExact(subscriptionArn.AsSpan(subscriptionArn.LastIndexOf(':') + 1), "D", out var id) ? id : Guid.Empty;

    /// <summary>What is wrong with a topic's ARN, or null. A topic of another region is not here.</summary>
    public static AwsError? Check(string? arn, Caller caller, string parameter = "TopicArn") =>
        CheckParts(arn, parameter)
        ?? (
            arn is not null
            && arn.Count(':') == ArnParts - 1
            && arn.StartsWith("arn:", StringComparison.Ordinal)
            && string.Equals(RegionOf(arn), caller.Region, StringComparison.Ordinal)
                ? null
                : Invalid(parameter)
        );

    /// <summary>What is wrong with a subscription's ARN, or null.</summary>
    public static AwsError? CheckSubscription(string? arn) =>
        CheckParts(arn, "SubscriptionArn") ?? (arn!.Count(':') == ArnParts ? null : Invalid("SubscriptionId"));

    public static string RegionOf(string arn) => Part(arn, 3);

    public static string AccountOf(string arn) => Part(arn, 4);

    /// <summary>The name of a topic.</summary>
    public static string NameOf(string arn) => Part(arn, 5);

    /// <summary>InvalidParameter in SNS's usual form: what, and perhaps why.</summary>
    public static AwsError Invalid(string parameter, string? reason = null) =>
        SnsErrors.InvalidParameterException.WithMessage(
            reason is null ? $"Invalid parameter: {parameter}" : $"Invalid parameter: {parameter} Reason: {reason}"
        );

    private static AwsError? CheckParts(string? arn, string parameter)
    {
        if (string.IsNullOrEmpty(arn))
        {
            return Invalid(parameter, "no value for required parameter");
        }

        var parts = arn.Count(':') + 1;
        return parts < ArnParts
            ? Invalid(
                parameter,
                string.Create(CultureInfo.InvariantCulture, $"An ARN must have at least {ArnParts} elements, not {parts}")
            )
            : null;
    }

    private static string Part(string arn, int index)
    {
        Span<Range> parts = stackalloc Range[ArnParts];
        return arn.AsSpan().Split(parts, ':') == ArnParts ? arn[parts[index]] : "";
    }
}
