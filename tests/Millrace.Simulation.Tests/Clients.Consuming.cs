using System.Globalization;
using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Simulation.Model;
using Millrace.Simulation.Simulated;
using Millrace.Sqs;
using Millrace.Sqs.Operations;

namespace Millrace.Simulation;

/// <summary>Clients that receive, delete, and change visibility.</summary>
internal sealed partial class Clients
{
    public void Receive()
    {
        var wait = chance.Next(3) == 0 ? chance.Next(1, Limits.WaitTimeSecondsMax + 1) : 0;
        int? visibility = chance.Next(2) == 0 ? chance.Next(0, 60) : null;
        Ask(ReceiveAsync(AnyQueue(), wait, visibility, isLost: false));
    }

    /// <summary>A client goes away after its receive was decided and before it has read the answer.</summary>
    public void LeaveUnanswered() => Ask(ReceiveAsync(AnyQueue(), 0, 30, isLost: true));

    /// <summary>A client that waits goes away.</summary>
    public void LeaveLongPoll()
    {
        if (_polls.Count > 0)
        {
            _polls[chance.Next(_polls.Count)].Gone.Cancel();
        }
    }

    public void Delete()
    {
        if (AnyHeld() is { } message)
        {
            Ask(DeleteAsync(message));
        }
    }

    public void DeleteBatch()
    {
        if (SomeHeld() is { Count: > 0 } messages)
        {
            Ask(DeleteBatchAsync(messages));
        }
    }

    public void ChangeVisibility()
    {
        if (AnyHeld() is { } message)
        {
            Ask(ChangeVisibilityAsync(message, chance.Next(3) == 0 ? 0 : chance.Next(1, 600)));
        }
    }

    /// <summary>Receives what there is from every queue once; false when there was nothing.</summary>
    public bool DrainOnce(HashSet<int> drained)
    {
        var some = false;
        foreach (var queue in SimulatedQueue.All)
        {
            var now = server.Clock.Now;
            var request = Receiving(queue, Limits.ReceiveMessagesMax, 0, Limits.VisibilityTimeoutSecondsMax);
            var asked = server.Execute<ReceiveMessage, ReceiveMessageRequest, ReceiveMessageResult>(request).AsTask();
            server.Settle();
            Promises.TheEngineLives(server.Failure);
            foreach (var message in asked.GetAwaiter().GetResult().Value?.Messages ?? [])
            {
                some = true;
                promises.Received(queue, message, now, now, Limits.VisibilityTimeoutSecondsMax);
                var body = message.Body!.Value.ToString();
                trace.Add(body);
                Promises.NothingIsDoubled(
                    drained.Add(int.Parse(body.AsSpan(0, body.IndexOf(':')), CultureInfo.InvariantCulture)),
                    body
                );
            }
        }

        return some;
    }

    private async Task ReceiveAsync(SimulatedQueue queue, int waitSeconds, int? visibilitySeconds, bool isLost)
    {
        var request = Receiving(queue, chance.Next(1, Limits.ReceiveMessagesMax + 1), waitSeconds, visibilitySeconds);
        using var gone = new CancellationTokenSource();
        var askedAt = server.Clock.Now;
        var poll = new LongPoll(askedAt.AddSeconds(waitSeconds), gone);
        _polls.Add(poll);
        var answer = await server.Execute<ReceiveMessage, ReceiveMessageRequest, ReceiveMessageResult>(request, gone.Token);
        _polls.Remove(poll);
        Told(answer.Error);
        foreach (var message in answer.Value?.Messages ?? [])
        {
            trace.Add(message.ReceiptHandle);
            promises.Received(queue, message, askedAt, server.Clock.Now, visibilitySeconds ?? queue.VisibilitySeconds);
        }

        if (isLost && answer.Value is { Messages: { } given } reply)
        {
            promises.GivenBack(given, server.Clock.Now);
            await server.Engine.UnansweredAsync<ReceiveMessage, Queue, ReceiveMessageRequest, ReceiveMessageResult>(
                request,
                SimulatedServer.Caller,
                reply
            );
        }
    }

    private async Task DeleteAsync(SimulatedMessage message)
    {
        var isCertain = DeletionIsCertain(message);
        message.MayBeGone = true;
        var answer = await server.Execute<DeleteMessage, DeleteMessageRequest, Unit>(
            new DeleteMessageRequest { QueueUrl = message.HandleOf!.Url, ReceiptHandle = message.Handle }
        );
        message.IsDeleted |= Told(answer.Error) is null && isCertain;
    }

    /// <summary>A batch, in which one handle may be none at all: the others are deleted nevertheless.</summary>
    private async Task DeleteBatchAsync(List<SimulatedMessage> messages)
    {
        List<bool> certain = [.. messages.Select(DeletionIsCertain)];
        messages.ForEach(message => message.MayBeGone = true);
        List<DeleteMessageBatchRequestEntry> entries =
        [
            .. messages.Select(
                (message, index) => new DeleteMessageBatchRequestEntry { Id = $"d{index}", ReceiptHandle = message.Handle }
            ),
        ];
        var hasBad = messages.Count < Limits.BatchEntriesMax && chance.Next(3) == 0;
        if (hasBad)
        {
            entries.Insert(
                chance.Next(entries.Count + 1),
                new DeleteMessageBatchRequestEntry { Id = "bad", ReceiptHandle = "nonsense" }
            );
        }

        var answer = await server.Execute<DeleteMessageBatch, DeleteMessageBatchRequest, DeleteMessageBatchResult>(
            new DeleteMessageBatchRequest { QueueUrl = messages[0].HandleOf!.Url, Entries = entries }
        );
        if (Told(answer.Error) is not null)
        {
            return;
        }

        Promises.EveryEntryIsAnswered(entries.Count, answer.Value!.Successful!.Count, answer.Value.Failed?.Count ?? 0);
        Promises.EntriesFailAlone(answer.Value.Failed?.SingleOrDefault()?.Id, hasBad ? "bad" : null);
        for (var index = 0; index < messages.Count; index++)
        {
            messages[index].IsDeleted |= certain[index];
        }
    }

    /// <summary>A handle whose time is up may be late: the message may have left for the dead-letter queue.</summary>
    private bool DeletionIsCertain(SimulatedMessage message) =>
        server.Clock.Now < message.HeldUntil || message.HandleOf!.DeadLetters is null;

    private async Task ChangeVisibilityAsync(SimulatedMessage message, int seconds)
    {
        var until = server.Clock.Now.AddSeconds(seconds);
        message.HeldUntil = until < message.HeldUntil ? until : message.HeldUntil;
        message.VisibilityChanges.Add((server.Clock.Now, until));
        var version = ++message.HoldVersion;
        var answer = await server.Execute<ChangeMessageVisibility, ChangeMessageVisibilityRequest, Unit>(
            new ChangeMessageVisibilityRequest
            {
                QueueUrl = message.HandleOf!.Url,
                ReceiptHandle = message.Handle,
                VisibilityTimeout = seconds,
            }
        );
        if (Told(answer.Error) is null && version == message.HoldVersion)
        {
            message.HeldUntil = until;
        }
    }

    private static ReceiveMessageRequest Receiving(SimulatedQueue queue, int most, int waitSeconds, int? visibilitySeconds) =>
        new()
        {
            QueueUrl = queue.Url,
            MaxNumberOfMessages = most,
            WaitTimeSeconds = waitSeconds,
            VisibilityTimeout = visibilitySeconds,
            MessageSystemAttributeNames = ["All"],
            MessageAttributeNames = ["All"],
        };
}
