using Millrace.Api.Sqs;
using Millrace.Engine;
using Millrace.Sqs.Metrics;

namespace Millrace.Sqs.Aids;

/// <summary>The minutes of a queue that have ended and are kept, oldest first.</summary>
public sealed record QueueMinutes(string Arn, IReadOnlyList<QueueDataPoint> Points);

/// <summary>The data points of one queue.</summary>
/// <remarks>
/// No operation of AWS's. Records nothing. Ends every minute that is over first, so the last full minute is there as soon as it is over.
/// <para>Errors: QueueDoesNotExist.</para>
/// </remarks>
public sealed class ReadMetrics : IOperation<Queue, QueueRequest, QueueMinutes>
{
    public static ResourceId Address(QueueRequest request, Caller caller) => new(Queue.Kind, request.QueueArn);

    public static Outcome<QueueMinutes> Decide(Queue resource, QueueRequest request, in Turn turn) =>
        resource.Exists
            ? Outcome<QueueMinutes>.Reply(new QueueMinutes(resource.Arn, [.. resource.Metrics.Points]))
            : SqsErrors.QueueDoesNotExist;
}
