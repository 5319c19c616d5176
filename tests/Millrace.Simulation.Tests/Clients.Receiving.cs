using System.Globalization;
using Millrace.Api.Sqs;
using Millrace.Simulation.Model;
using Millrace.Simulation.Simulated;
using Millrace.Sqs;
using Millrace.Sqs.Operations;

namespace Millrace.Simulation;

/// <summary>Clients that receive.</summary>
internal sealed partial class Clients
{
    /// <summary>Attempts that clients still remember.</summary>
    private const int AttemptsKept = 8;

    private readonly List<SimulatedAttempt> _attempts = [];
    private int _attemptsMade;

    public void Receive()
    {
        var queue = AnyQueue();
        var attempt = queue.IsFifo && chance.Next(3) == 0 ? NewAttempt(queue) : null;
        var wait = chance.Next(3) == 0 ? chance.Next(1, Limits.WaitTimeSecondsMax + 1) : 0;
        Ask(ReceiveAsync(queue, wait, AnyVisibility(), attempt, isLost: false));
    }

    /// <summary>A client that had no answer, or does not trust it, asks again by its ReceiveRequestAttemptId.</summary>
    public void ReceiveAgain()
    {
        if (_attempts.Count > 0)
        {
            var attempt = _attempts[chance.Next(_attempts.Count)];
            Ask(ReceiveAsync(attempt.Queue, 0, AnyVisibility(), attempt, isLost: false));
        }
    }

    /// <summary>
    /// A client goes away after its receive was decided and before it has read the answer. What it received with an attempt id
    /// waits for it to ask again.
    /// </summary>
    public void LeaveUnanswered()
    {
        var queue = AnyQueue();
        Ask(ReceiveAsync(queue, 0, 30, queue.IsFifo && chance.Next(2) == 0 ? NewAttempt(queue) : null, isLost: true));
    }

    /// <summary>A client that waits goes away.</summary>
    public void LeaveLongPoll()
    {
        if (_polls.Count > 0)
        {
            _polls[chance.Next(_polls.Count)].Gone.Cancel();
        }
    }

    /// <summary>Receives what there is from every queue once; false when there was nothing.</summary>
    public bool DrainOnce(HashSet<int> drained)
    {
        var some = false;
        foreach (var queue in queues)
        {
            var now = server.Clock.Now;
            var asked = new AskedReceive(queue, now, Limits.VisibilityTimeoutSecondsMax, Attempt: null)
            {
                Tick = promises.NextTick(),
            };
            var request = Receiving(asked, Limits.ReceiveMessagesMax, 0);
            var batch =
                Settled(server.Execute<ReceiveMessage, ReceiveMessageRequest, ReceiveMessageResult>(request).AsTask())?.Messages
                ?? [];
            promises.Received(asked, batch, now);
            foreach (var message in batch)
            {
                some = true;
                var body = message.Body!.Value.ToString();
                trace.Add(body);
                Promises.NothingIsDoubled(
                    drained.Add(int.Parse(body.AsSpan(0, body.IndexOf(':')), CultureInfo.InvariantCulture)),
                    body
                );
                if (queue.IsFifo)
                {
                    // What is held keeps the rest of its group behind it.
                    Ask(DeleteAsync(promises.MessageOf(message)));
                }
            }

            server.Settle();
        }

        return some;
    }

    private async Task ReceiveAsync(
        SimulatedQueue queue,
        int waitSeconds,
        int? visibilitySeconds,
        SimulatedAttempt? attempt,
        bool isLost
    )
    {
        var asked = queue.Asking(server.Clock.Now, promises.NextTick(), visibilitySeconds, attempt);
        var owed = attempt is null ? null : Promises.Attempting(asked);
        var request = Receiving(asked, chance.Next(1, Limits.ReceiveMessagesMax + 1), waitSeconds);
        using var gone = new CancellationTokenSource();
        var poll = new LongPoll(asked.At.AddSeconds(waitSeconds), gone);
        _polls.Add(poll);
        var answer = await server.Execute<ReceiveMessage, ReceiveMessageRequest, ReceiveMessageResult>(request, gone.Token);
        _polls.Remove(poll);
        queue.OpenReceives.Remove(asked);
        if (Told(answer.Error) is not null)
        {
            return;
        }

        var batch = answer.Value!.Messages ?? [];
        batch.ForEach(message => trace.Add(message.ReceiptHandle));
        promises.Received(asked, batch, server.Clock.Now);
        if (attempt is not null)
        {
            promises.Attempted(asked, batch, owed, server.Clock.Now);
        }

        if (isLost)
        {
            if (attempt is null)
            {
                promises.GivenBack(batch, server.Clock.Now);
            }

            await server.Engine.UnansweredAsync<ReceiveMessage, Queue, ReceiveMessageRequest, ReceiveMessageResult>(
                request,
                SimulatedServer.Caller,
                answer.Value
            );
        }
    }

    private int? AnyVisibility() => chance.Next(2) == 0 ? chance.Next(0, 60) : null;

    private SimulatedAttempt NewAttempt(SimulatedQueue queue)
    {
        var attempt = new SimulatedAttempt(queue, $"attempt-{++_attemptsMade}", server.Clock.Now);
        _attempts.Add(attempt);
        if (_attempts.Count > AttemptsKept)
        {
            _attempts.RemoveAt(0);
        }

        return attempt;
    }

    private static ReceiveMessageRequest Receiving(AskedReceive asked, int most, int waitSeconds) =>
        new()
        {
            QueueUrl = asked.From.Url,
            MaxNumberOfMessages = most,
            WaitTimeSeconds = waitSeconds,
            VisibilityTimeout = asked.VisibilitySeconds,
            ReceiveRequestAttemptId = asked.Attempt?.Id,
            MessageSystemAttributeNames = ["All"],
            MessageAttributeNames = ["All"],
        };
}
