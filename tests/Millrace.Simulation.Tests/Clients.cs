using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Simulation.Model;
using Millrace.Simulation.Simulated;
using Millrace.Sqs;
using Millrace.Sqs.Operations;

namespace Millrace.Simulation;

/// <summary>Many clients at once: each method begins one request, whose answer comes when the server gives it, or never.</summary>
internal sealed class Clients(SimulatedServer server, Promises promises, Random chance)
{
    private readonly List<Task> _asked = [];
    private readonly List<LongPoll> _polls = [];

    public void CreateQueues()
    {
        foreach (var queue in SimulatedQueue.All)
        {
            Ask(CreateAsync(queue));
            server.Settle();
        }
    }

    public void Send() => Ask(SendAsync(AnyQueue()));

    public void SendBatch() => Ask(SendBatchAsync(AnyQueue(), chance.Next(1, 11)));

    public void Receive()
    {
        var wait = chance.Next(3) == 0 ? chance.Next(1, 21) : 0;
        int? visibility = chance.Next(2) == 0 ? chance.Next(0, 60) : null;
        Ask(ReceiveAsync(AnyQueue(), wait, visibility, isLast: false));
    }

    public void Delete()
    {
        if (AnyHeld() is { } message)
        {
            Ask(DeleteAsync(message));
        }
    }

    public void ChangeVisibility()
    {
        if (AnyHeld() is { } message)
        {
            Ask(ChangeVisibilityAsync(message, chance.Next(3) == 0 ? 0 : chance.Next(1, 600)));
        }
    }

    /// <summary>A client goes away after its receive was decided and before it has read the answer.</summary>
    public void LeaveUnanswered() => Ask(ReceiveAsync(AnyQueue(), 0, 30, isLast: true));

    /// <summary>A client that waits goes away.</summary>
    public void LeaveLongPoll()
    {
        if (_polls.Count > 0)
        {
            _polls[chance.Next(_polls.Count)].Gone.Cancel();
        }
    }

    public void Purge() => Ask(PurgeAsync(AnyQueue()));

    public void DeleteQueue() => Ask(DeleteQueueAsync(AnyQueue()));

    /// <summary>Receives what there is from every queue once; false when there was nothing.</summary>
    public bool DrainOnce(HashSet<int> drained)
    {
        var some = false;
        foreach (var queue in SimulatedQueue.All)
        {
            var request = new ReceiveMessageRequest
            {
                QueueUrl = queue.Url,
                MaxNumberOfMessages = 10,
                VisibilityTimeout = Limits.VisibilityTimeoutSecondsMax,
                MessageSystemAttributeNames = ["All"],
                MessageAttributeNames = ["All"],
            };
            var now = server.Clock.Now;
            var asked = server.Execute<ReceiveMessage, ReceiveMessageRequest, ReceiveMessageResult>(request).AsTask();
            server.Settle();
            foreach (var message in asked.GetAwaiter().GetResult().Value?.Messages ?? [])
            {
                some = true;
                promises.Received(queue, message, now, now, Limits.VisibilityTimeoutSecondsMax);
                var body = message.Body!.Value.ToString();
                var number = int.Parse(body.AsSpan(0, body.IndexOf(':')), System.Globalization.CultureInfo.InvariantCulture);
                Promises.NothingIsDoubled(drained.Add(number), body);
            }
        }

        return some;
    }

    /// <summary>Hands on what went wrong in an answer; sees that nobody waits for too long.</summary>
    public void Check()
    {
        for (var index = _asked.Count - 1; index >= 0; index--)
        {
            if (_asked[index].IsCompleted)
            {
                _asked[index].GetAwaiter().GetResult();
                _asked.RemoveAt(index);
            }
        }

        foreach (var poll in _polls)
        {
            if (server.Engine.JournalDurable == server.Engine.JournalHead)
            {
                Promises.LongPollsEndInTime(poll.Deadline, server.Clock.Now);
            }
        }
    }

    /// <summary>The server is gone: nobody is answered any more.</summary>
    public void Forget()
    {
        _asked.Clear();
        _polls.Clear();
    }

    private void Ask(Task task)
    {
        _asked.Add(task);

        // What waits for no flush is answered by the time the client looks.
        server.Dispatcher.RunAll();
        if (server.Engine.JournalHead - server.Engine.JournalDurable > 12 * 1024)
        {
            server.FlushOne();
        }
    }

    private async Task CreateAsync(SimulatedQueue queue) =>
        await server.Execute<CreateQueue, CreateQueueRequest, CreateQueueResult>(queue.Creation());

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
        message.IsRefused = answer.Error is not null;
        message.AttributesMd5 = answer.Value?.MD5OfMessageAttributes;
        message.AcknowledgedId = answer.Value?.MessageId;
    }

    private async Task SendBatchAsync(SimulatedQueue queue, int count)
    {
        var messages = new List<SimulatedMessage>();
        var entries = new List<SendMessageBatchRequestEntry>();
        for (var index = 0; index < count; index++)
        {
            var message = promises.Sending(queue, Text(), server.Clock.Now, null, Attributes());
            messages.Add(message);
            entries.Add(
                new SendMessageBatchRequestEntry
                {
                    Id = $"e{index}",
                    MessageBody = message.Body,
                    MessageAttributes = message.Attributes,
                }
            );
        }

        var answer = await server.Execute<SendMessageBatch, SendMessageBatchRequest, SendMessageBatchResult>(
            new SendMessageBatchRequest { QueueUrl = queue.Url, Entries = entries }
        );
        for (var index = 0; index < count; index++)
        {
            messages[index].IsRefused = answer.Error is not null;
            messages[index].AttributesMd5 = answer.Value?.Successful?[index].MD5OfMessageAttributes;
            messages[index].AcknowledgedId = answer.Value?.Successful?[index].MessageId;
        }
    }

    private async Task ReceiveAsync(SimulatedQueue queue, int waitSeconds, int? visibilitySeconds, bool isLast)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = queue.Url,
            MaxNumberOfMessages = chance.Next(1, 11),
            WaitTimeSeconds = waitSeconds,
            VisibilityTimeout = visibilitySeconds,
            MessageSystemAttributeNames = ["All"],
            MessageAttributeNames = ["All"],
        };
        using var gone = new CancellationTokenSource();
        var askedAt = server.Clock.Now;
        var poll = new LongPoll(askedAt.AddSeconds(waitSeconds), gone);
        _polls.Add(poll);
        var answer = await server.Execute<ReceiveMessage, ReceiveMessageRequest, ReceiveMessageResult>(request, gone.Token);
        _polls.Remove(poll);
        foreach (var message in answer.Value?.Messages ?? [])
        {
            promises.Received(queue, message, askedAt, server.Clock.Now, visibilitySeconds ?? queue.VisibilitySeconds);
        }

        if (isLast && answer.Value is { Messages: { } given } reply)
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
        // A handle whose time is up may be late: the message may have left for the dead-letter queue.
        var isCertain = server.Clock.Now < message.HeldUntil || message.HandleOf!.DeadLetters is null;
        message.MayBeGone = true;
        var answer = await server.Execute<DeleteMessage, DeleteMessageRequest, Unit>(
            new DeleteMessageRequest { QueueUrl = message.HandleOf!.Url, ReceiptHandle = message.Handle }
        );
        message.IsDeleted |= answer.Error is null && isCertain;
    }

    private async Task ChangeVisibilityAsync(SimulatedMessage message, int seconds)
    {
        var until = server.Clock.Now.AddSeconds(seconds);
        message.HeldUntil = until < message.HeldUntil ? until : message.HeldUntil;
        var version = ++message.HoldVersion;
        var answer = await server.Execute<ChangeMessageVisibility, ChangeMessageVisibilityRequest, Unit>(
            new ChangeMessageVisibilityRequest
            {
                QueueUrl = message.HandleOf!.Url,
                ReceiptHandle = message.Handle,
                VisibilityTimeout = seconds,
            }
        );
        if (answer.Error is null && version == message.HoldVersion)
        {
            message.HeldUntil = until;
        }
    }

    private async Task PurgeAsync(SimulatedQueue queue)
    {
        var there = promises.Ending(queue);
        var answer = await server.Execute<PurgeQueue, PurgeQueueRequest, Unit>(new PurgeQueueRequest { QueueUrl = queue.Url });
        Promises.Ended(queue, there, isAcknowledged: answer.Error is null);
    }

    private async Task DeleteQueueAsync(SimulatedQueue queue)
    {
        var there = promises.Ending(queue);
        var answer = await server.Execute<DeleteQueue, DeleteQueueRequest, Unit>(new DeleteQueueRequest { QueueUrl = queue.Url });
        Promises.Ended(queue, there, isAcknowledged: answer.Error is null);
    }

    private SimulatedQueue AnyQueue() => SimulatedQueue.All[chance.Next(SimulatedQueue.All.Count)];

    private SimulatedMessage? AnyHeld()
    {
        for (var tries = 0; tries < 8 && promises.Messages.Count > 0; tries++)
        {
            var message = promises.Messages[chance.Next(promises.Messages.Count)];
            if (message.Handle is not null && !message.IsDeleted)
            {
                return message;
            }
        }

        return null;
    }

    private string Text() => new((char)('a' + chance.Next(26)), chance.Next(8) == 0 ? chance.Next(600) : chance.Next(60));

    private Dictionary<string, MessageAttributeValue>? Attributes() =>
        chance.Next(3) > 0
            ? null
            : new Dictionary<string, MessageAttributeValue>(StringComparer.Ordinal)
            {
                ["trace"] = new() { DataType = "String", StringValue = $"t-{chance.Next()}" },
                ["weight"] = new() { DataType = "Number", StringValue = $"{chance.Next(100)}" },
            };

    private sealed record LongPoll(DateTimeOffset Deadline, CancellationTokenSource Gone);
}
