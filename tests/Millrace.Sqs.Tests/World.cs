using Millrace.Api;
using Millrace.Engine;

namespace Millrace.Sqs.Tests;

/// <summary>
/// Queues without an engine: the real resources and operations on one thread, with time in the test's hands. Every fact is
/// written and read back before it is applied, so that its codec is proven wherever the fact is.
/// </summary>
internal sealed class World(SqsLimits? limits = null)
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<ResourceId, Queue> _queues = [];
    private readonly List<(ResourceId Id, ushort Tag, byte[] Fact)> _journal = [];
    private readonly Queue<(Queue Source, Call Call)> _calls = new();
    private readonly List<Func<bool>> _parked = [];
    private readonly FactWriter _writer = new();
    private ulong _turns;
    private bool _holdsCalls;

    public DateTimeOffset Now { get; private set; } = Start;

    /// <summary>Facts recorded so far.</summary>
    public int FactCount => _journal.Count;

    public IEnumerable<Queue> Queues => _queues.Values;

    /// <summary>Moves time, stopping wherever a queue says that it is next due.</summary>
    public void RunUntil(DateTimeOffset moment)
    {
        while (NextDue() is { } due && due <= moment)
        {
            Now = due > Now ? due : Now;
            var facts = _journal.Count;
            foreach (var (id, queue) in _queues)
            {
                queue.Reach(Now);
                Apply(id, queue.Due(NewTurn(Now, Caller(id))));
            }

            Settle();
            Assert.True(facts < _journal.Count || !(NextDue() <= due), $"A queue stays due at {due:O} and nothing comes of it.");
        }

        Now = moment;
        Settle();
    }

    public void RunFor(TimeSpan time) => RunUntil(Now + time);

    /// <summary>Time goes by while nobody acts on it, as when the process stands still.</summary>
    public void Skip(TimeSpan time) => Now += time;

    /// <summary>What falls due in a queue now, decided as in a turn whose facts the journal then has no room for.</summary>
    public IReadOnlyList<IFact> DueWithoutRoom(string arn)
    {
        var id = new ResourceId(Queue.Kind, arn);
        return Find(id).Due(NewTurn(Now, Caller(id)));
    }

    /// <summary>From now on calls between queues are recorded, and not made until <see cref="MakeCalls"/>.</summary>
    public void HoldCalls() => _holdsCalls = true;

    public void MakeCalls()
    {
        _holdsCalls = false;
        Settle();
    }

    public Answer<TReply> Execute<TOperation, TRequest, TReply>(TRequest request, Caller caller)
        where TOperation : IOperation<Queue, TRequest, TReply>
        where TReply : class
    {
        var parked = Park<TOperation, TRequest, TReply>(request, caller);
        Assert.True(parked.Answer.HasValue, "The operation waits; use Park for a long poll.");
        return parked.Answer.Value;
    }

    /// <summary>Asks; what cannot be answered yet is decided again whenever something changes or falls due.</summary>
    public Parked<TReply> Park<TOperation, TRequest, TReply>(TRequest request, Caller caller)
        where TOperation : IOperation<Queue, TRequest, TReply>
        where TReply : class
    {
        var id = TOperation.Address(request, caller);
        var askedAt = Now;
        var parked = new Parked<TReply>();
        if (caller.Access?.Refusal(Find(id), id.Arn, Now, TOperation.TagsOf(request)) is { } denied)
        {
            parked.Answer = new Answer<TReply>(null, denied);
            return parked;
        }

        if (!TryAnswer())
        {
            _parked.Add(TryAnswer);
        }

        Settle();
        return parked;

        bool TryAnswer()
        {
            Find(id).Reach(Now);
            var turn = NewTurn(askedAt, caller);
            var outcome = TOperation.Decide(Find(id), request, turn);
            while (outcome.Question is { } question)
            {
                turn = turn with { Answer = AnswerTo(question, turn) };
                outcome = TOperation.Decide(Find(id), request, turn);
            }

            parked.WaitsUntil = outcome.WaitUntil;
            if (outcome.WaitUntil is not null)
            {
                Apply(id, outcome.Facts);
                return false;
            }

            IFact[] loaded = [.. (outcome.Loads ?? []).Select(Load)];
            Apply(id, outcome.Facts);
            for (var index = 0; index < loaded.Length; index++)
            {
                outcome.Fill!(outcome.Value!, index, loaded[index]);
            }

            if (outcome.Value is { } reply)
            {
                TOperation.Observe(Find(id), reply, outcome.Facts);
            }

            parked.Answer = new Answer<TReply>(outcome.Value, outcome.Error);
            return true;
        }
    }

    private object AnswerTo(IQuestion question, in Turn turn)
    {
        if (question.Target is { } target)
        {
            return question.Answer(Find(target), turn)!;
        }

        foreach (var queue in _queues.Values)
        {
            if (question.Answer(queue, turn) is { } answer)
            {
                return answer;
            }
        }

        return IQuestion.Nobody;
    }

    public Answer<TReply> List<TListing, TRequest, TItem, TReply>(TRequest request, Caller caller)
        where TListing : IListing<Queue, TRequest, TItem, TReply>
        where TReply : class
    {
        var turn = NewTurn(Now, caller);
        var id = TListing.Address(request, caller);
        if (caller.Access?.Refusal(Find(id), id.Arn, Now) is { } denied)
        {
            return new Answer<TReply>(null, denied);
        }

        var items = new List<TItem>();
        foreach (var queue in _queues.Values)
        {
            queue.Reach(Now);
            if (TListing.Select(queue, request, turn) is { } item)
            {
                items.Add(item);
            }
        }

        var outcome = TListing.Gather(items, request, turn);
        return new Answer<TReply>(outcome.Value, outcome.Error);
    }

    /// <summary>The client of an answer left before it got it.</summary>
    public void Unanswered<TOperation, TRequest, TReply>(TRequest request, Caller caller, TReply reply)
        where TOperation : IOperation<Queue, TRequest, TReply>
        where TReply : class
    {
        var id = TOperation.Address(request, caller);
        Find(id).Reach(Now);
        Apply(id, TOperation.Unanswered(Find(id), reply, NewTurn(Now, caller)));
        Settle();
    }

    /// <summary>All queues, described as they are; what a restart must give back.</summary>
    public string Describe() => Describe(_queues);

    /// <summary>The same, of queues made anew from every fact since the beginning.</summary>
    public string DescribeReplayed() => Describe(Replayed());

    /// <summary>The same, of queues restored from pictures taken now.</summary>
    public string DescribeRestored() => Describe(Restored());

    /// <summary>The process ends and another goes on with what is durable: the facts, or a checkpoint taken just now.</summary>
    public void Restart(bool fromCheckpoint)
    {
        var queues = fromCheckpoint ? Restored() : Replayed();
        _queues.Clear();
        _parked.Clear();
        _calls.Clear();
        foreach (var (id, queue) in queues)
        {
            _queues.Add(id, queue);
            foreach (var call in queue.PendingCalls())
            {
                _calls.Enqueue((queue, call));
            }
        }

        Settle();
    }

    /// <summary>The process drops from memory what its resources say is not worth keeping.</summary>
    public void ForgetForgettable()
    {
        foreach (var id in _queues.Keys.Where(id => _queues[id].IsForgettable(Now)).ToList())
        {
            _queues.Remove(id);
        }
    }

    private Dictionary<ResourceId, Queue> Replayed()
    {
        var queues = new Dictionary<ResourceId, Queue>();
        for (var index = 0; index < _journal.Count; index++)
        {
            var (id, _, fact) = _journal[index];
            queues.TryAdd(id, NewQueue(id));
            queues[id].Apply(Read(index), new PayloadHandle(index + 1, fact.Length));
        }

        return queues;
    }

    private Dictionary<ResourceId, Queue> Restored()
    {
        var queues = new Dictionary<ResourceId, Queue>();
        foreach (var (id, queue) in _queues)
        {
            using var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            queue.Capture().Write(writer);
            stream.Position = 0;
            using var reader = new BinaryReader(stream);
            queues.Add(id, NewQueue(id));
            queues[id].Restore(reader);
            Assert.Equal(stream.Length, stream.Position);
        }

        return queues;
    }

    private string Describe(Dictionary<ResourceId, Queue> queues) =>
        string.Join(
            '\n',
            queues.OrderBy(queue => queue.Key.Arn, StringComparer.Ordinal).Select(queue => queue.Value.Describe(Now))
        );

    private DateTimeOffset? NextDue() => _queues.Values.Select(queue => queue.NextDue(Now)).Min();

    private Queue NewQueue(ResourceId id) => new(id, limits ?? new SqsLimits());

    private Queue Find(ResourceId id)
    {
        if (!_queues.TryGetValue(id, out var queue))
        {
            _queues.Add(id, queue = NewQueue(id));
        }

        return queue;
    }

    private void Apply(ResourceId id, IReadOnlyList<IFact> facts)
    {
        foreach (var fact in facts)
        {
            _writer.Clear();
            fact.Write(_writer);
            _journal.Add((id, fact.Tag, _writer.Written.ToArray()));
            var read = Read(_journal.Count - 1);
            Find(id).Apply(read, new PayloadHandle(_journal.Count, Math.Max(1, _writer.Length)));
            foreach (var call in read is ICallingFact calling ? calling.CallsOf(Find(id)) : [])
            {
                _calls.Enqueue((Find(id), call));
            }
        }
    }

    /// <summary>Makes the calls that are recorded, then lets those who wait decide again, until nothing is left to do.</summary>
    private void Settle()
    {
        do
        {
            while (!_holdsCalls && _calls.TryDequeue(out var next))
            {
                var (source, call) = next;
                Find(call.Target).Reach(Now);
                source.Reach(Now);
                var outcome = Find(call.Target).OnCall(NewTurn(Now, Caller(call.Source)), call, Load(call.Payload));
                Apply(call.Target, outcome.Facts);
                Apply(call.Source, source.OnCallSettled(NewTurn(Now, Caller(call.Source)), call, outcome.Refusal));
            }
        } while (_parked.RemoveAll(tryAnswer => tryAnswer()) > 0 || (!_holdsCalls && _calls.Count > 0));
    }

    private IFact Load(PayloadHandle payload) => Read((int)payload.Position - 1);

    private IFact Read(int index)
    {
        var reader = new FactReader(_journal[index].Fact);
        var fact = SqsService.Table.Facts.Facts[_journal[index].Tag](ref reader);
        Assert.False(reader.HasMore, $"{fact.GetType().Name} leaves bytes of its own unread.");
        return fact;
    }

    private Turn NewTurn(DateTimeOffset askedAt, Caller caller) => new(Now, askedAt, caller, new UInt128(++_turns, 0x5EED));

    private static Caller Caller(ResourceId id)
    {
        var parts = id.Arn.Split(':');
        return new Caller(parts[4], parts[3], parts[4], "");
    }
}

/// <summary>A request that may be waiting for its answer.</summary>
internal sealed class Parked<TReply>
    where TReply : class
{
    /// <summary>The answer; null while there is none.</summary>
    public Answer<TReply>? Answer { get; set; }

    /// <summary>Until when it waits at the latest; null once answered.</summary>
    public DateTimeOffset? WaitsUntil { get; set; }
}
