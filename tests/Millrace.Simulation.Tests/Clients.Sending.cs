using Millrace.Api.Sqs;
using Millrace.Simulation.Model;
using Millrace.Sqs;
using Millrace.Sqs.Operations;

namespace Millrace.Simulation;

/// <summary>Clients that send.</summary>
internal sealed partial class Clients
{
    private const int Groups = 3;

    /// <summary>How far back a client remembers the sends that it tries again.</summary>
    private const int LooksBackMax = 60;

    public void Send() => Ask(SendAsync(AnyQueue()));

    public void SendBatch() => Ask(SendBatchAsync(AnyQueue(), chance.Next(1, Limits.BatchEntriesMax + 1)));

    private async Task SendAsync(SimulatedQueue queue)
    {
        int? delay = !queue.IsFifo && chance.Next(4) == 0 ? chance.Next(0, 60) : null;
        var message = promises.Sending(queue, Text(), server.Clock.Now, delay, Attributes(), Fifo(queue));
        var answer = await server.Execute<SendMessage, SendMessageRequest, SendMessageResult>(
            new SendMessageRequest
            {
                QueueUrl = queue.Url,
                MessageBody = message.Body,
                DelaySeconds = delay,
                MessageAttributes = message.Attributes,
                MessageGroupId = message.GroupId,
                MessageDeduplicationId = message.DeduplicationId,
            }
        );
        message.IsRefused = Told(answer.Error) is not null;
        if (answer.Value is { } taken)
        {
            Acknowledge(message, taken.MessageId!, taken.SequenceNumber, taken.MD5OfMessageAttributes);
        }
    }

    /// <summary>A batch, in which one entry may be wrong: the others are taken nevertheless.</summary>
    private async Task SendBatchAsync(SimulatedQueue queue, int count)
    {
        var bad = chance.Next(4) == 0 ? chance.Next(count) : -1;
        var messages = new List<SimulatedMessage>();
        var entries = new List<SendMessageBatchRequestEntry>();
        for (var index = 0; index < count; index++)
        {
            var message = promises.Sending(queue, Text(), server.Clock.Now, null, Attributes(), Fifo(queue));
            message.IsRefused = index == bad;
            messages.Add(message);
            entries.Add(
                new SendMessageBatchRequestEntry
                {
                    Id = $"e{index}",
                    MessageBody = message.Body,
                    MessageAttributes = message.Attributes,
                    MessageGroupId = message.GroupId,
                    MessageDeduplicationId = message.DeduplicationId,
                    DelaySeconds = index == bad ? Limits.DelaySecondsMax + 1 : null,
                }
            );
        }

        List<SimulatedMessage> good = [.. messages.Where(message => !message.IsRefused)];
        if (!queue.IsFifo)
        {
            // On a FIFO queue some of them may repeat earlier sends, and then the batch is not there as a whole.
            good.ForEach(message => message.Batch = good);
        }

        var answer = await server.Execute<SendMessageBatch, SendMessageBatchRequest, SendMessageBatchResult>(
            new SendMessageBatchRequest { QueueUrl = queue.Url, Entries = entries }
        );
        if (Told(answer.Error) is not null)
        {
            messages.ForEach(message => message.IsRefused = true);
            return;
        }

        var successful = answer.Value!.Successful ?? [];
        Promises.EveryEntryIsAnswered(count, successful.Count, answer.Value.Failed?.Count ?? 0);
        Promises.EntriesFailAlone(answer.Value.Failed?.SingleOrDefault()?.Id, bad < 0 ? null : $"e{bad}");
        for (var index = 0; index < good.Count; index++)
        {
            var taken = successful[index];
            Acknowledge(good[index], taken.MessageId!, taken.SequenceNumber, taken.MD5OfMessageAttributes);
        }
    }

    private void Acknowledge(SimulatedMessage message, string id, string? sequence, string? attributesMd5)
    {
        trace.Add(id);
        trace.Add(sequence);
        promises.Acknowledged(message, id, sequence, attributesMd5);
    }

    /// <summary>The group of a message to a FIFO queue, and its deduplication id: fresh, or that of a send before, as of a client that tries again.</summary>
    private (string Group, string DeduplicationId)? Fifo(SimulatedQueue queue)
    {
        if (!queue.IsFifo)
        {
            return null;
        }

        var group = $"g{chance.Next(Groups)}";
        if (chance.Next(4) > 0 || promises.Messages.Count == 0)
        {
            return (group, $"d{promises.Messages.Count}");
        }

        var earlier = promises.Messages[Math.Max(0, promises.Messages.Count - 1 - chance.Next(LooksBackMax))];
        return (chance.Next(3) == 0 ? group : earlier.GroupId ?? group, earlier.DeduplicationId ?? $"d{earlier.Number}");
    }

    private string Text() => new((char)('a' + chance.Next(26)), chance.Next(6) == 0 ? chance.Next(1000) : chance.Next(150));

    private Dictionary<string, MessageAttributeValue>? Attributes() =>
        chance.Next(3) > 0
            ? null
            : new Dictionary<string, MessageAttributeValue>(StringComparer.Ordinal)
            {
                ["trace"] = new() { DataType = "String", StringValue = $"t-{chance.Next()}" },
                ["weight"] = new() { DataType = "Number", StringValue = $"{chance.Next(100)}" },
            };
}
