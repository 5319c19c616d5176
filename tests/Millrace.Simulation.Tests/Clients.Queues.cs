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
        foreach (var queue in SimulatedQueue.All)
        {
            Ask(CreateAsync(queue));
            server.Settle();
        }
    }

    public void Purge() => Ask(PurgeAsync(AnyQueue()));

    public void DeleteQueue() => Ask(DeleteQueueAsync(AnyQueue()));

    private async Task CreateAsync(SimulatedQueue queue)
    {
        var answer = await server.Execute<CreateQueue, CreateQueueRequest, CreateQueueResult>(queue.Creation());
        Told(answer.Error);
    }

    private async Task PurgeAsync(SimulatedQueue queue)
    {
        var there = promises.Ending(queue);
        var answer = await server.Execute<PurgeQueue, PurgeQueueRequest, Unit>(new PurgeQueueRequest { QueueUrl = queue.Url });
        Promises.Ended(queue, there, isAcknowledged: Told(answer.Error) is null);
    }

    private async Task DeleteQueueAsync(SimulatedQueue queue)
    {
        var there = promises.Ending(queue);
        var answer = await server.Execute<DeleteQueue, DeleteQueueRequest, Unit>(new DeleteQueueRequest { QueueUrl = queue.Url });
        Promises.Ended(queue, there, isAcknowledged: Told(answer.Error) is null);
    }
}
