using System.Globalization;
using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Simulation.Model;
using Millrace.Sqs.Operations;

namespace Millrace.Simulation;

/// <summary>Clients that make, empty and delete queues.</summary>
internal sealed partial class Clients
{
    public void CreateQueues()
    {
        foreach (var queue in queues)
        {
            Ask(CreateAsync(queue));
            server.Settle();
        }
    }

    public void Purge() => Ask(PurgeAsync(AnyQueue()));

    public void DeleteQueue() => Ask(DeleteQueueAsync(AnyQueue()));

    /// <summary>Sets one of the attributes that decide what becomes of messages, or one of the two that rule each other out.</summary>
    public void SetAttribute()
    {
        var queue = AnyQueue();
        var (values, value) = chance.Next(queue.DeadLetters is null ? 4 : 5) switch
        {
            0 => (queue.Visibility, chance.Next(0, 40)),
            1 => (queue.Delay, chance.Next(2) == 0 ? 0 : chance.Next(1, 30)),
            2 => (queue.Encryption, SimulatedQueue.KeyEncryption),
            3 => (queue.Encryption, SimulatedQueue.OwnEncryption),
            _ => (queue.MostReceives, chance.Next(4) == 0 ? SimulatedQueue.Unlimited : queue.MaxReceiveCount + chance.Next(3)),
        };
        Ask(SetAttributeAsync(queue, values, value));
    }

    public void GetAttributes() => Ask(GetAttributesAsync(AnyQueue()));

    private async Task CreateAsync(SimulatedQueue queue)
    {
        var told = queue.AskCreation();
        var answer = await server.Execute<CreateQueue, CreateQueueRequest, CreateQueueResult>(queue.Creation());
        told(Told(answer.Error) is null);
    }

    private async Task PurgeAsync(SimulatedQueue queue)
    {
        var ending = promises.Ending(queue);
        var answer = await server.Execute<PurgeQueue, PurgeQueueRequest, Unit>(new PurgeQueueRequest { QueueUrl = queue.Url });
        Promises.Ended(ending, isAcknowledged: Told(answer.Error) is null);
    }

    private async Task DeleteQueueAsync(SimulatedQueue queue)
    {
        var ending = promises.Ending(queue);
        var answer = await server.Execute<DeleteQueue, DeleteQueueRequest, Unit>(new DeleteQueueRequest { QueueUrl = queue.Url });
        Promises.Ended(ending, isAcknowledged: Told(answer.Error) is null);
    }

    private async Task SetAttributeAsync(SimulatedQueue queue, PossibleValues values, int value)
    {
        var number = values.Ask(value);
        var (name, text) = queue.Attribute(values, value);
        var answer = await server.Execute<SetQueueAttributes, SetQueueAttributesRequest, Unit>(
            new SetQueueAttributesRequest
            {
                QueueUrl = queue.Url,
                Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = text },
            }
        );
        var isDone = Told(answer.Error) is null;
        promises.AttributesSet += isDone ? 1 : 0;
        SimulatedQueue.Answered(values, number, isDone);
    }

    private async Task GetAttributesAsync(SimulatedQueue queue)
    {
        var (visibilityMark, delayMark, encryptionMark) = (queue.Visibility.Mark, queue.Delay.Mark, queue.Encryption.Mark);
        var answer = await server.Execute<GetQueueAttributes, GetQueueAttributesRequest, GetQueueAttributesResult>(
            new GetQueueAttributesRequest { QueueUrl = queue.Url, AttributeNames = ["All"] }
        );
        Told(answer.Error);
        if (answer.Value?.Attributes is { } shown)
        {
            Compare(QueueAttributeName.VisibilityTimeout, Number, queue.Visibility.Since(visibilityMark));
            Compare(QueueAttributeName.DelaySeconds, Number, queue.Delay.Since(delayMark));
            Compare(
                QueueAttributeName.SqsManagedSseEnabled,
                name => shown[name] == "true" ? SimulatedQueue.OwnEncryption : SimulatedQueue.KeyEncryption,
                queue.Encryption.Since(encryptionMark)
            );
            Compare(
                QueueAttributeName.KmsMasterKeyId,
                name => shown.ContainsKey(name) ? SimulatedQueue.KeyEncryption : SimulatedQueue.OwnEncryption,
                queue.Encryption.Since(encryptionMark)
            );

            int Number(string name) => int.Parse(shown[name], CultureInfo.InvariantCulture);

            void Compare(string name, Func<string, int> valueOf, IEnumerable<int> possible) =>
                Promises.AttributesAreAsTheyWereSet(queue, name, valueOf(name), possible);
        }
    }
}
