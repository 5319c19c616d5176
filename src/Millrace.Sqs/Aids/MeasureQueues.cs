using Millrace.Engine;
using Millrace.Sqs.Metrics;

namespace Millrace.Sqs.Aids;

/// <summary>A queue as it stands, and what was counted since the process began.</summary>
public sealed record QueueReading(string Arn, QueueCounts Total, QueueGauges Now);

/// <summary>How many queues to measure.</summary>
public sealed record MeasureRequest(int Most);

/// <summary>Queues in the order of their ARNs.</summary>
/// <param name="Left">How many queues there are besides.</param>
public sealed record QueueReadings(IReadOnlyList<QueueReading> Queues, int Left);

/// <summary>All queues as they stand, for a collector that makes its own time series.</summary>
/// <remarks>No operation of AWS's. Records nothing.</remarks>
public sealed class MeasureQueues : IListing<Queue, MeasureRequest, QueueReading, QueueReadings>
{
    /// <summary>The aids ask in the server's own name, to whom nothing is denied.</summary>
    public static ResourceId Address(MeasureRequest request, Caller caller) =>
        QueueAddress.IdOf(caller.Region, caller.Account, "");

    public static QueueReading? Select(Queue resource, MeasureRequest request, in Turn turn) =>
        resource.Exists ? new QueueReading(resource.Arn, resource.Metrics.Total, resource.GaugesAt(turn.Now)) : null;

    public static Outcome<QueueReadings> Gather(List<QueueReading> items, MeasureRequest request, in Turn turn)
    {
        items.Sort(static (left, right) => string.CompareOrdinal(left.Arn, right.Arn));
        var shown = items.Take(request.Most).ToList();
        return Outcome<QueueReadings>.Reply(new QueueReadings(shown, items.Count - shown.Count));
    }
}
