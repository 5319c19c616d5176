using Millrace.Api.Sqs;
using Millrace.Simulation.Model;
using Millrace.Sqs;
using Millrace.Sqs.Operations;

namespace Millrace.Simulation;

/// <summary>Operators that have the messages of dead-letter queues moved.</summary>
internal sealed partial class Clients
{
    private readonly List<SimulatedQueue> _deadLetterQueues = [.. queues.Where(queue => queue.IsDeadLetterQueue)];

    public void StartMoveTask()
    {
        var source = AnyDeadLetterQueue();
        var destination = chance.Next(3) == 0 ? source.Destination : null;
        int? rate = chance.Next(3) == 0 ? null : chance.Next(1, 51);
        Ask(StartMoveTaskAsync(source, destination, rate));
    }

    public void CancelMoveTask()
    {
        if (AnyDeadLetterQueue().MoveTasks.LastOrDefault(task => task.Handle is not null) is { } task)
        {
            Ask(CancelMoveTaskAsync(task));
        }
    }

    public void ListMoveTasks() => Ask(ListMoveTasksAsync(AnyDeadLetterQueue()));

    /// <summary>Asks for the tasks of every queue, for the last time.</summary>
    public void SeeThatTasksEnded()
    {
        foreach (var source in _deadLetterQueues)
        {
            var known = Promises.Listing(source);
            var entries =
                Settled(
                    server
                        .Execute<ListMessageMoveTasks, ListMessageMoveTasksRequest, ListMessageMoveTasksResult>(All(source))
                        .AsTask()
                )?.Results
                ?? [];
            promises.Listed(source, known, entries);
            Promises.TasksComeToAnEnd(entries);
        }
    }

    private SimulatedQueue AnyDeadLetterQueue() => _deadLetterQueues[chance.Next(_deadLetterQueues.Count)];

    private async Task StartMoveTaskAsync(SimulatedQueue source, SimulatedQueue? destination, int? rate)
    {
        var task = promises.Starting(source, server.Clock.Now, destination);
        var answer = await server.Execute<StartMessageMoveTask, StartMessageMoveTaskRequest, StartMessageMoveTaskResult>(
            new StartMessageMoveTaskRequest
            {
                SourceArn = source.Arn,
                DestinationArn = destination?.Arn,
                MaxNumberOfMessagesPerSecond = rate,
            }
        );
        task.IsRefused = Told(answer.Error) is not null;
        task.Handle ??= answer.Value?.TaskHandle;
    }

    private async Task CancelMoveTaskAsync(SimulatedTask task)
    {
        var before = new KnownTask(task);
        var answer = await server.Execute<CancelMessageMoveTask, CancelMessageMoveTaskRequest, CancelMessageMoveTaskResult>(
            new CancelMessageMoveTaskRequest { TaskHandle = task.Handle }
        );
        if (Told(answer.Error) is null)
        {
            Promises.Cancelled(task, before, answer.Value!.ApproximateNumberOfMessagesMoved!.Value);
        }
    }

    private async Task ListMoveTasksAsync(SimulatedQueue source)
    {
        var known = Promises.Listing(source);
        var answer = await server.Execute<ListMessageMoveTasks, ListMessageMoveTasksRequest, ListMessageMoveTasksResult>(
            All(source)
        );
        if (Told(answer.Error) is null)
        {
            promises.Listed(source, known, answer.Value!.Results ?? []);
        }
    }

    private static ListMessageMoveTasksRequest All(SimulatedQueue source) =>
        new() { SourceArn = source.Arn, MaxResults = Limits.MoveTasksListedMax };
}
