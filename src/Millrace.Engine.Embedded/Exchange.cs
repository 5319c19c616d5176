using System.Threading.Tasks.Sources;
using Millrace.Api;

namespace Millrace.Engine.Embedded;

/// <summary>One request on its way: decided, perhaps parked, made durable, its payloads loaded, answered.</summary>
internal sealed class Exchange<TOperation, TResource, TRequest, TReply> : Parked, IDurableWaiter, IValueTaskSource<Answer<TReply>>
    where TOperation : IOperation<TResource, TRequest, TReply>
    where TResource : Resource, IResource<TResource>
    where TReply : class
{
    private readonly EmbeddedEngine _engine;
    private readonly TRequest _request;
    private readonly Caller _caller;
    private ManualResetValueTaskSourceCore<Answer<TReply>> _answer;
    private DateTimeOffset? _askedAt;
    private Outcome<TReply> _outcome;
    private CancellationTokenRegistration _gone;
    private object? _questionAnswer;
    private long _seenElsewhere;
    private bool _isDurable;
    private Exception? _failure;

    public Exchange(EmbeddedEngine engine, TRequest request, Caller caller)
    {
        _engine = engine;
        _request = request;
        _caller = caller;
    }

    /// <summary>The question to be answered before it can be decided; null when there is none.</summary>
    public IQuestion? Question { get; private set; }

    /// <summary>What those asked said; the next decision sees it, and its reply waits for what the answer rests on.</summary>
    public void Take(object answer, long position)
    {
        _questionAnswer = answer;
        _seenElsewhere = Math.Max(_seenElsewhere, position);
        Question = null;
    }

    /// <summary>The first decision; true when it came to an answer (or a question), false when it waits.</summary>
    public override bool TryDecide(Partition partition, ResourceEntry entry, DateTimeOffset now)
    {
        var wasParked = Place is not null;
        Outcome<TReply> outcome;
        try
        {
            // Access is a matter of the moment the request came; one that waits was let in.
            var denied = _askedAt is null
                ? _caller.Access?.Refusal(
                    entry.Resource,
                    TOperation.PolicyArn(_request, entry.Id),
                    now,
                    TOperation.TagsOf(_request),
                    TOperation.PartOwner((TResource)entry.Resource, _request)
                )
                : null;
            _askedAt ??= now;
            outcome = denied is not null
                ? denied
                : TOperation.Decide(
                    (TResource)entry.Resource,
                    _request,
                    partition.TurnOn(entry, now, _askedAt.Value, _caller, _questionAnswer)
                );
        }
#pragma warning disable CA1031 // A mistake in a decision is told to the one who asked, not to whoever happened to wake it.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failure = failure;
            _engine.Dispatch(this);
            return true;
        }

        if (outcome.Question is not null)
        {
            Question = outcome.Question;
            return true;
        }

        if (partition.Commit(entry, outcome.Facts, now) is { } refusal)
        {
            outcome = refusal;
        }
        else if (outcome.WaitUntil is { } deadline)
        {
            if (Place is null)
            {
                partition.Park(this, entry, deadline);
            }

            return false;
        }
        else if (outcome.Value is { } reply)
        {
            TOperation.Observe((TResource)entry.Resource, reply, outcome.Facts);
        }

        _outcome = outcome;
        if (outcome.Loads is not null)
        {
            foreach (var payload in outcome.Loads)
            {
                _engine.Segments.Pin(payload);
            }
        }

        _gone.Unregister();
        if (!partition.TellWhenDurable(this, _seenElsewhere))
        {
            if (wasParked)
            {
                _engine.Dispatch(this);
            }
            else
            {
                _isDurable = true;
            }
        }

        return true;
    }

    /// <summary>
    /// When nothing had to be waited for, the thread that brought the request goes on with it, outside the partition's lock.
    /// </summary>
    public void FinishIfDurable()
    {
        if (_isDurable)
        {
            Execute();
        }
    }

    public override void EndWait(Partition partition, ResourceEntry entry, DateTimeOffset now)
    {
        _askedAt = DateTimeOffset.UnixEpoch;
        if (!TryDecide(partition, entry, now))
        {
            Abandon();
        }
    }

    public override void Abandon()
    {
        _outcome = EngineErrors.Stopping;
        _engine.Dispatch(this);
    }

    /// <summary>Has the wait end when the client goes away.</summary>
    public void WatchClient(Partition partition, CancellationToken gone)
    {
        if (gone.CanBeCanceled)
        {
            _gone = gone.UnsafeRegister(_ => partition.Leave(this), null);
        }
    }

    public bool IsQuick =>
        _outcome.Loads is not { } loads || Array.TrueForAll(loads, load => _engine.Journal.IsCached(load.Position));

    public ValueTask<Answer<TReply>> Task => new(this, _answer.Version);

    /// <summary>Fetches the payloads and lets the caller go on, on a thread of the pool or, when that is quick, on the journal's.</summary>
    public void Execute()
    {
        if (_failure is not null)
        {
            _answer.SetException(_failure);
            return;
        }

        try
        {
            if (_outcome.Loads is { } loads)
            {
                for (var index = 0; index < loads.Length; index++)
                {
                    _outcome.Fill!(_outcome.Value!, index, _engine.ReadFact(loads[index]));
                }
            }

            _answer.SetResult(new Answer<TReply>(_outcome.Value, _outcome.Error));
        }
#pragma warning disable CA1031 // Whatever went wrong belongs to the caller who awaits, not to the thread of the pool.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _answer.SetException(failure);
        }
        finally
        {
            foreach (var payload in _outcome.Loads ?? [])
            {
                _engine.Segments.Unpin(payload);
            }
        }
    }

    Answer<TReply> IValueTaskSource<Answer<TReply>>.GetResult(short token) => _answer.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<Answer<TReply>>.GetStatus(short token) => _answer.GetStatus(token);

    void IValueTaskSource<Answer<TReply>>.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => _answer.OnCompleted(continuation, state, token, flags);
}
