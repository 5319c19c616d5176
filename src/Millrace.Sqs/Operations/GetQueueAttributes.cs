using System.Globalization;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Shows attributes of a queue, and how many messages are visible, delayed and in flight.</summary>
/// <remarks>
/// Without names it shows nothing. The counts are exact here, and as old as the answer.
/// <para>Units: timestamps in whole seconds since the epoch.</para>
/// <para>Errors: QueueDoesNotExist, InvalidAttributeName.</para>
/// <para>Source: SQS API Reference, GetQueueAttributes; the set of names as recorded from AWS.</para>
/// </remarks>
public sealed class GetQueueAttributes : IOperation<Queue, GetQueueAttributesRequest, GetQueueAttributesResult>
{
    private static readonly string[] _names =
    [
        QueueAttributeName.QueueArn,
        QueueAttributeName.ApproximateNumberOfMessages,
        QueueAttributeName.ApproximateNumberOfMessagesNotVisible,
        QueueAttributeName.ApproximateNumberOfMessagesDelayed,
        QueueAttributeName.CreatedTimestamp,
        QueueAttributeName.LastModifiedTimestamp,
        QueueAttributeName.VisibilityTimeout,
        QueueAttributeName.MaximumMessageSize,
        QueueAttributeName.MessageRetentionPeriod,
        QueueAttributeName.DelaySeconds,
        QueueAttributeName.ReceiveMessageWaitTimeSeconds,
        QueueAttributeName.Policy,
        QueueAttributeName.RedrivePolicy,
        QueueAttributeName.RedriveAllowPolicy,
        QueueAttributeName.KmsMasterKeyId,
        QueueAttributeName.KmsDataKeyReusePeriodSeconds,
        QueueAttributeName.SqsManagedSseEnabled,
        QueueAttributeName.FifoQueue,
        QueueAttributeName.ContentBasedDeduplication,
        QueueAttributeName.DeduplicationScope,
        QueueAttributeName.FifoThroughputLimit,
    ];

    public static ResourceId Address(GetQueueAttributesRequest request, Caller caller) =>
        QueueAddress.IdOf(request.QueueUrl, caller);

    public static Outcome<GetQueueAttributesResult> Decide(Queue resource, GetQueueAttributesRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        var wanted = request.AttributeNames ?? [];
        if (wanted.Find(name => !QueueAttributes.IsKnown(name)) is { } unknown)
        {
            return SqsErrors.InvalidAttributeName.WithMessage($"Unknown Attribute {unknown}.");
        }

        var counts = resource.CountAt(turn.Now);
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in wanted.Contains(QueueAttributeName.All) ? _names : [.. wanted.Distinct()])
        {
            if (ValueOf(resource, name, counts) is { } value)
            {
                shown.Add(name, value);
            }
        }

        return Outcome<GetQueueAttributesResult>.Reply(
            new GetQueueAttributesResult { Attributes = shown.Count > 0 ? shown : null }
        );
    }

    private static string? ValueOf(Queue queue, string name, (int Visible, int InFlight, int Delayed) counts) =>
        name switch
        {
            QueueAttributeName.QueueArn => queue.Arn,
            QueueAttributeName.ApproximateNumberOfMessages => Text(counts.Visible),
            QueueAttributeName.ApproximateNumberOfMessagesNotVisible => Text(counts.InFlight),
            QueueAttributeName.ApproximateNumberOfMessagesDelayed => Text(counts.Delayed),
            QueueAttributeName.CreatedTimestamp => Text(queue.CreatedAt!.Value.ToUnixTimeSeconds()),
            QueueAttributeName.LastModifiedTimestamp => Text(queue.ModifiedAt!.Value.ToUnixTimeSeconds()),
            _ => queue.Attributes.Shown(name),
        };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
