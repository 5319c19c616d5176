using System.Buffers;
using Millrace.Api;

namespace Millrace.Sns.Operations;

/// <summary>What SNS demands of an endpoint, protocol by protocol.</summary>
/// <remarks>Source: SNS API Reference, Subscribe; texts as recorded from AWS where they were.</remarks>
internal static class EndpointRules
{
    private static readonly SearchValues<char> _notInAddresses = SearchValues.Create(" \r\n\t<>,;");

    public static AwsError? Check(string protocol, string? endpoint, bool isFifoTopic)
    {
        if (!Protocols.IsKnown(protocol))
        {
            return TopicAddress.Invalid($"Amazon SNS does not support this protocol string: {protocol}");
        }

        if (string.IsNullOrEmpty(endpoint))
        {
            return TopicAddress.Invalid("Endpoint", "no value for required parameter");
        }

        return protocol switch
        {
            Protocols.Sqs => CheckQueue(endpoint, isFifoTopic),
            _ when isFifoTopic => TopicAddress.Invalid(
                "Invalid parameter: Endpoint",
                "Please use FIFO SQS Queue endpoint for FIFO topics"
            ),
            Protocols.Http or Protocols.Https => CheckUrl(protocol, endpoint),
            Protocols.Email or Protocols.EmailJson => endpoint.IndexOf('@') is var at and > 0
            && at < endpoint.Length - 1
            && !endpoint.AsSpan().ContainsAny(_notInAddresses)
                ? null
                : TopicAddress.Invalid("Email address"),
            Protocols.Sms => PhoneNumber.IsValid(endpoint) ? null : TopicAddress.Invalid($"Invalid SMS endpoint: {endpoint}"),
            Protocols.Lambda => CheckArn(endpoint, "lambda", "Lambda endpoint ARN"),
            Protocols.Firehose => CheckArn(endpoint, "firehose", "Firehose endpoint ARN"),
            _ => CheckArn(endpoint, "sns", "Application endpoint arn invalid"),
        };
    }

    /// <summary>The endpoint as it is kept: phone numbers without their punctuation.</summary>
    public static string Normalized(string protocol, string endpoint) =>
        protocol == Protocols.Sms ? PhoneNumber.Normalized(endpoint) : endpoint;

    private static AwsError? CheckQueue(string endpoint, bool isFifoTopic)
    {
        if (CheckArn(endpoint, "sqs", "SQS endpoint ARN") is { } refusal)
        {
            return refusal;
        }

        return !isFifoTopic && endpoint.EndsWith(".fifo", StringComparison.Ordinal)
            ? TopicAddress.Invalid("Invalid parameter: Endpoint", "FIFO SQS Queues can not be subscribed to standard SNS topics")
            : null;
    }

    private static AwsError? CheckUrl(string protocol, string endpoint)
    {
        if (!endpoint.StartsWith(protocol + "://", StringComparison.OrdinalIgnoreCase))
        {
            return TopicAddress.Invalid("Endpoint must match the specified protocol");
        }

        return Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url.Host.Length > 0
            ? null
            : TopicAddress.Invalid("HTTP(S) Error");
    }

    /// <summary>A region becomes part of host names, so it is none that only looks like one.</summary>
    private static AwsError? CheckArn(string endpoint, string service, string parameter) =>
        Arn.TryParse(endpoint, out var arn) && arn.Service == service && RegionName.IsValid(arn.Region)
            ? null
            : TopicAddress.Invalid(parameter);
}
