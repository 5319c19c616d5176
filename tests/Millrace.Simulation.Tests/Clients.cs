using Millrace.Api;
using Millrace.Simulation.Model;
using Millrace.Simulation.Simulated;

namespace Millrace.Simulation;

/// <summary>
/// Many clients at once: each event begins one request, whose answer comes when the server gives it, or never. What was asked
/// for and what was answered goes to the <see cref="Promises"/>.
/// </summary>
internal sealed partial class Clients(
    SimulatedServer server,
    Promises promises,
    IReadOnlyList<SimulatedQueue> queues,
    Random chance,
    HistoryTrace trace
)
{
    private const int QueueWeightMax = 4;

    /// <summary>More than this is not left unflushed, so that no request has to wait for room in the journal's memory.</summary>
    private const int UnflushedBytesMax = 12 * 1024;

    /// <summary>Every history likes some queues more than others, and leaves some alone.</summary>
    private readonly IReadOnlyList<SimulatedQueue> _liked =
    [
        .. queues.SelectMany(queue => Enumerable.Repeat(queue, chance.Next(QueueWeightMax + 1))),
        queues[chance.Next(queues.Count)],
    ];

    private readonly List<Task> _asked = [];
    private readonly List<LongPoll> _polls = [];

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

        if (server.Engine.JournalDurable == server.Engine.JournalHead)
        {
            foreach (var poll in _polls)
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
        foreach (var queue in queues)
        {
            queue.LoseReceives(promises.NextTick());
        }
    }

    private void Ask(Task task)
    {
        _asked.Add(task);

        // What waits for no flush is answered by the time the client looks.
        server.Dispatcher.RunAll();
        if (server.Engine.JournalHead - server.Engine.JournalDurable > UnflushedBytesMax)
        {
            server.FlushOne();
        }
    }

    /// <summary>The answer to a request that waits for nothing, once everything is flushed; null when it was refused.</summary>
    private TReply? Settled<TReply>(Task<Engine.Answer<TReply>> asked)
        where TReply : class
    {
        server.Settle();
        Promises.TheEngineLives(server.Failure);
        Promises.ASettledServerHasAnswered(asked.IsCompleted);
        return asked.GetAwaiter().GetResult().Value;
    }

    private AwsError? Told(AwsError? error)
    {
        trace.Add(error?.Code);
        return error;
    }

    private SimulatedQueue AnyQueue() => _liked[chance.Next(_liked.Count)];

    /// <summary>A message some client has, or had, a handle of.</summary>
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

    /// <summary>Up to ten different messages with handles of one queue.</summary>
    private List<SimulatedMessage> SomeHeld()
    {
        var held = new List<SimulatedMessage>();
        for (var most = chance.Next(1, 11); most > 0; most--)
        {
            if (AnyHeld() is { } message && !held.Contains(message) && (held.Count == 0 || held[0].HandleOf == message.HandleOf))
            {
                held.Add(message);
            }
        }

        return held;
    }

    private sealed record LongPoll(DateTimeOffset Deadline, CancellationTokenSource Gone);
}
