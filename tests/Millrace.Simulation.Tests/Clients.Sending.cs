using Millrace.Api.Sqs;
using Millrace.Simulation.Model;
using Millrace.Sqs;
using Millrace.Sqs.Operations;

namespace Millrace.Simulation;

/// <summary>Clients that send.</summary>
internal sealed partial class Clients
{
    public void Send() => Ask(SendAsync(AnyQueue()));

    public void SendBatch() => Ask(SendBatchAsync(AnyQueue(), chance.Next(1, Limits.BatchEntriesMax + 1)));

    private async Task SendAsync(SimulatedQueue queue)
    {
        int? delay = chance.Next(4) == 0 ? chance.Next(0, 60) : null;
        var message = promises.Sending(queue, Text(), server.Clock.Now, delay, Attributes());
        var answer = await server.Execute<SendMessage, SendMessageRequest, SendMessageResult>(
            new SendMessageRequest
            {
                QueueUrl = queue.Url,
                MessageBody = message.Body,
                DelaySeconds = delay,
                MessageAttributes = message.Attributes,
            }
        );
        message.IsRefused = Told(answer.Error) is not null;
        message.AttributesMd5 = answer.Value?.MD5OfMessageAttributes;
        message.AcknowledgedId = answer.Value?.MessageId;
        trace.Add(message.AcknowledgedId);
    }

    /// <summary>A batch, in which one entry may be wrong: the others are taken nevertheless.</summary>
    private async Task SendBatchAsync(SimulatedQueue queue, int count)
    {
        var bad = chance.Next(4) == 0 ? chance.Next(count) : -1;
        var messages = new List<SimulatedMessage>();
        var entries = new List<SendMessageBatchRequestEntry>();
        for (var index = 0; index < count; index++)
        {
            var message = promises.Sending(queue, Text(), server.Clock.Now, null, Attributes());
            message.IsRefused = index == bad;
            messages.Add(message);
            entries.Add(
                new SendMessageBatchRequestEntry
                {
                    Id = $"e{index}",
                    MessageBody = message.Body,
                    MessageAttributes = message.Attributes,
                    DelaySeconds = index == bad ? Limits.DelaySecondsMax + 1 : null,
                }
            );
        }

        List<SimulatedMessage> good = [.. messages.Where(message => !message.IsRefused)];
        good.ForEach(message => message.Batch = good);
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
            good[index].AttributesMd5 = successful[index].MD5OfMessageAttributes;
            good[index].AcknowledgedId = successful[index].MessageId;
            trace.Add(successful[index].MessageId);
        }
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
