using System.Globalization;
using System.Text;
using Millrace.Engine;
using Millrace.Sqs;
using Millrace.Sqs.Aids;
using Millrace.Sqs.Metrics;

namespace Millrace;

/// <summary>The metrics of queues as time series for Prometheus: counters since the start, and how each queue stands now.</summary>
internal static class QueueSeries
{
    /// <summary>So many queues have series of their own, the first by ARN; a collector pays for each.</summary>
    private const int QueuesMax = 500;

    private static readonly Caller _caller = new("000000000000", "us-east-1", "millrace", "");

    private static readonly Series[] _all =
    [
        new("messages_sent_total", "counter", "Messages sent.", queue => queue.Total.Sent),
        new("sent_bytes_total", "counter", "Bytes of the messages sent.", queue => queue.Total.SentBytes),
        new("sends_deduplicated_total", "counter", "Sends a FIFO queue knew already.", queue => queue.Total.Deduplicated),
        new("messages_received_total", "counter", "Messages handed out.", queue => queue.Total.Received),
        new("empty_receives_total", "counter", "Receives that got nothing.", queue => queue.Total.EmptyReceives),
        new("messages_deleted_total", "counter", "Deletions that succeeded.", queue => queue.Total.Deleted),
        new("messages_visible", "gauge", "Messages that can be received.", queue => queue.Now.Visible),
        new("messages_not_visible", "gauge", "Messages in flight.", queue => queue.Now.NotVisible),
        new("messages_delayed", "gauge", "Messages whose delay has not ended.", queue => queue.Now.Delayed),
        new("oldest_message_age_seconds", "gauge", "Age of the oldest message.", queue => queue.Now.OldestSeconds),
        new("groups_in_flight", "gauge", "Message groups of a FIFO queue in flight.", queue => queue.Now.GroupsInFlight),
        new("noisy_groups", "gauge", "Noisy groups of a fair queue.", queue => queue.Now.Fair?.NoisyGroups),
        new("quiet_messages_visible", "gauge", "Of quiet groups: messages visible.", queue => queue.Now.Fair?.Visible),
        new("quiet_messages_not_visible", "gauge", "Of quiet groups: messages in flight.", queue => queue.Now.Fair?.NotVisible),
        new("quiet_messages_delayed", "gauge", "Of quiet groups: messages delayed.", queue => queue.Now.Fair?.Delayed),
        new("quiet_oldest_message_age_seconds", "gauge", "Of quiet groups: oldest age.", queue => queue.Now.Fair?.OldestSeconds),
    ];

    /// <summary>Measures the queues and writes their series.</summary>
    public static async Task WriteAsync(IEngine engine, StringBuilder text)
    {
        var answer = await engine.ListAsync<MeasureQueues, Queue, MeasureRequest, QueueReading, QueueReadings>(
            new MeasureRequest(QueuesMax),
            _caller
        );
        var readings = answer.Value!;
        foreach (var series in _all)
        {
            var name = "millrace_sqs_" + series.Name;
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {series.Help}\n# TYPE {name} {series.Type}\n");
            foreach (var queue in readings.Queues)
            {
                if (series.ValueOf(queue) is { } value)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{name}{{queue=\"{MetricText.Label(queue.Arn)}\"}} {value}\n");
                }
            }
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            # HELP millrace_sqs_queues_left_out Queues beyond the {QueuesMax} that have series.
            # TYPE millrace_sqs_queues_left_out gauge
            millrace_sqs_queues_left_out {readings.Left}

            """
        );
    }

    /// <param name="ValueOf">Null where the queue has no such value.</param>
    private sealed record Series(string Name, string Type, string Help, Func<QueueReading, long?> ValueOf);
}
