using System.Buffers.Binary;

namespace Millrace.Engine.Embedded;

/// <summary>All resources of one process over a journal in one folder.</summary>
/// <remarks>Opening replays; after <see cref="Start"/> turns are taken; <see cref="DisposeAsync"/> answers what waits and closes the journal.</remarks>
public sealed partial class EmbeddedEngine : IEngine, IAsyncDisposable
{
    /// <summary>Fewer answers than this are not worth a second thread.</summary>
    private const int DispatchGroupMin = 20;

    private readonly IDisk _disk;
    private readonly EngineOptions _options;
    private readonly Partition[] _partitions;

    [ThreadStatic]
    private static bool _isJournalThread;

    private readonly Action<IThreadPoolWorkItem> _dispatch;
    private readonly uint _salt;
    private readonly byte[] _secretKey;
    private readonly CancellationTokenSource _stop = new();
    private readonly AutoResetEvent _upkeep = new(false);
    private readonly long _ticks;
    private long _checkpointBytes;
    private long _checkpointPosition;
    private Thread? _writer;
    private Thread? _keeper;

    private EmbeddedEngine(EngineEnvironment environment, EngineOptions options)
    {
        _disk = environment.Disk;
        _options = options;
        _dispatch = environment.Dispatch;
        Authorizer = environment.Authorizer;
        Time = environment.Time;
        Facts = environment.Facts;
        var identity = StoreIdentity.OpenOrCreate(_disk, options, environment.Randomness());
        _salt = identity.Salt;
        var betweenCheckpoints = options.CheckpointBytes / identity.SegmentBytes;
        Segments = new Segments(_disk, identity.SegmentBytes, 1 + (int)Math.Min(betweenCheckpoints, int.MaxValue - 1));
        Pump = new CallPump(this, environment.Hands);
        _partitions = new Partition[identity.Partitions];
        for (var index = 0; index < _partitions.Length; index++)
        {
            _partitions[index] = new Partition(this, (ushort)index, environment.Randomness());
        }

        _secretKey = new byte[32];
        BinaryPrimitives.WriteUInt128LittleEndian(_secretKey, environment.Randomness());
        BinaryPrimitives.WriteUInt128LittleEndian(_secretKey.AsSpan(16), environment.Randomness());

        var (positions, ticks) = Checkpoint.Read(_disk, _partitions);
        _checkpointPosition = positions.Min();
        var replay = new Replay(Segments, _salt);
        var end = replay.Run(
            _checkpointPosition,
            (partition, tag, resource, fields, at) =>
            {
                if (at.Position >= positions[partition])
                {
                    _partitions[partition].Replay(tag, resource, fields, at);
                }
            }
        );
        Segments.RefuseMissing();
        replay.Verify([.. Segments.Numbers.Where(number => number < Segments.NumberOf(_checkpointPosition))]);

        // Nothing that was found may be built upon before it is certain to stay; the names of the files neither.
        replay.MakeDurable();
        _disk.FlushFolder();
        TornBytes = replay.TornBytes;
        _ticks = Math.Max(ticks, replay.LastTicks);
        Journal = new Journal(Segments, options.CacheBytes, _salt, end, Time, DispatchAll, () => _upkeep.Set());
    }

    /// <summary>The time of the last turn that the store knew when it was opened; time goes on from there.</summary>
    public DateTimeOffset LastTurnAt => new(_ticks, TimeSpan.Zero);

    /// <summary>Raised when the journal can go no further: the process must say so and stop.</summary>
    public event Action<Exception>? Failed;

    /// <summary>
    /// Raised when something that nobody waits for failed by a mistake of the program's own: what it was, and the failure. What it
    /// concerned is refused, and everything else goes on.
    /// </summary>
    public event Action<string, Exception>? Mistaken;

    /// <summary>Bytes of a torn last batch that were cut when the store was opened.</summary>
    public long TornBytes { get; }

    /// <summary>What was fixed when the store was created, whatever the options say since.</summary>
    public int Partitions => _partitions.Length;

    public int SegmentBytes => Segments.SegmentBytes;

    /// <summary>True while the disk has no room and new payloads are refused.</summary>
    public bool IsFull => Journal.IsFull;

    /// <summary>Where the journal ends, and what of it is on the medium; bytes since the store was created.</summary>
    public long JournalHead => Journal.Head;

    public long JournalDurable => Journal.DurableTo;

    public long Flushes => Journal.Flushes;

    public long FlushedBytes => Journal.FlushedBytes;

    public int SegmentCount => Segments.Numbers.Count;

    public long CheckpointPosition => Volatile.Read(ref _checkpointPosition);

    public int ResourceCount => _partitions.Sum(partition => partition.ResourceCount);

    public int PendingCalls => Pump.Pending;

    internal TimeProvider Time { get; }

    internal ReadOnlyMemory<byte> SecretKey => _secretKey;

    internal IAuthorizer? Authorizer { get; }

    internal ServiceFacts Facts { get; }

    internal Segments Segments { get; }

    internal Journal Journal { get; }

    internal CallPump Pump { get; }

    internal CancellationToken Stopping => _stop.Token;

    /// <summary>Opens the store in a folder: creates it, or reads its checkpoint and replays its journal.</summary>
    /// <exception cref="JournalDamagedException">The journal cannot be what was written, or not by this version.</exception>
    public static EmbeddedEngine Open(EngineEnvironment environment, EngineOptions options)
    {
        try
        {
            return new EmbeddedEngine(environment, options);
        }
        catch (InvalidDataException unknown)
        {
            throw new JournalDamagedException(
                $"MR1001: the checksums of the journal are right, but this version does not understand it: {unknown.Message} "
                    + "Start the version that wrote it; see docs/errors/MR1001.md.",
                unknown
            );
        }
    }

    /// <summary>Begins to take turns. With <paramref name="threads"/> false the owner drives flushing and upkeep itself.</summary>
    public void Start(bool threads = true)
    {
        foreach (var partition in _partitions)
        {
            partition.Start(LastTurnAt);
        }

        if (threads)
        {
            _writer = new Thread(RunWriter) { Name = "journal", IsBackground = true };
            _keeper = new Thread(RunKeeper) { Name = "keeper", IsBackground = true };
            _writer.Start();
            _keeper.Start();
        }
    }

    public ValueTask<Answer<TReply>> ExecuteAsync<TOperation, TResource, TRequest, TReply>(
        TRequest request,
        Caller caller,
        CancellationToken gone
    )
        where TOperation : IOperation<TResource, TRequest, TReply>
        where TResource : Resource, IResource<TResource>
        where TReply : class
    {
        var room = Journal.RoomAsync();
        if (_isJournalThread || !room.IsCompletedSuccessfully)
        {
            return ExecuteLaterAsync<TOperation, TResource, TRequest, TReply>(room, request, caller, gone);
        }

        var exchange = new Exchange<TOperation, TResource, TRequest, TReply>(this, request, caller);
        var id = TOperation.Address(request, caller);
        var partition = PartitionOf(id);
        partition.Take(exchange, id, gone);
        while (exchange.Question is { } question)
        {
            var (answer, position) = Answer(question, caller);
            exchange.Take(answer, position);
            partition.Take(exchange, id, gone);
        }

        return exchange.Task;
    }

    public ValueTask UnansweredAsync<TOperation, TResource, TRequest, TReply>(TRequest request, Caller caller, TReply reply)
        where TOperation : IOperation<TResource, TRequest, TReply>
        where TResource : Resource, IResource<TResource>
        where TReply : class
    {
        var id = TOperation.Address(request, caller);
        PartitionOf(id).Undo<TResource>(id, caller, (resource, turn) => TOperation.Unanswered(resource, reply, turn));
        return default;
    }

    /// <summary>Writes and flushes one batch; for an owner that drives the engine itself.</summary>
    public bool FlushNext()
    {
        var flushed = Journal.FlushNext();
        if (Journal.Failed is { } failure)
        {
            Failed?.Invoke(failure);
        }

        return flushed;
    }

    /// <summary>
    /// Completes when the calls that are recorded are settled and all that was recorded is durable, or when that takes too long.
    /// </summary>
    public async Task QuietAsync(TimeSpan atMost, CancellationToken gone)
    {
        try
        {
            await Pump.IdleAsync().WaitAsync(atMost, gone);
            await DurableAsync(JournalHead).WaitAsync(atMost, gone);
        }
        catch (TimeoutException)
        {
            // Somebody outside takes long to answer; who waits for quiet goes on without.
        }
    }

    /// <summary>Facts of one kind as they lie in the journal, the newest first; see <see cref="JournalHistory"/>.</summary>
    public HistoryPage ReadBack(HistoryRequest request) =>
        new JournalHistory(
            Segments,
            _salt,
            (partition, number) => partition < _partitions.Length ? _partitions[partition].NameOf(number) : null,
            ReadFact
        ).Read(request, Journal.DurableTo);

    /// <summary>Answers what waits as if its time were up, and refuses what comes from now on; the first half of a stop.</summary>
    public void StopTakingTurns()
    {
        foreach (var partition in _partitions)
        {
            partition.Stop();
        }
    }

    /// <summary>Answers what waits, writes what is recorded, and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isJournalThread)
        {
            // Who waited for an answer goes on where it was given; from there a stop would wait for its own thread.
            await Task.Yield();
        }

        StopTakingTurns();
        Pump.Stop();
        await _stop.CancelAsync();
        _upkeep.Set();
        _keeper?.Join();
        _writer?.Join();
        _writer = null;
        while (FlushNext()) { }

        if (Journal.Failed is null)
        {
            TakeCheckpoint();
        }

        foreach (var partition in _partitions)
        {
            partition.Dispose();
        }

        Journal.Dispose();
        Segments.Dispose();
        _upkeep.Dispose();
        _stop.Dispose();
    }

    internal Partition PartitionOf(ResourceId id) => _partitions[id.StableHash() % (uint)_partitions.Length];

    internal void Dispatch(IThreadPoolWorkItem item) => _dispatch(item);

    /// <summary>
    /// Tells everybody who waited for a flush. The journal's thread writes a share of the answers itself, and hands the others to
    /// the pool in a few groups: waking a thread costs as much as writing several answers. See docs/performance.md.
    /// </summary>
    internal void DispatchAll(List<IDurableWaiter> waiters)
    {
        var groups = Math.Clamp(waiters.Count / DispatchGroupMin, 1, Environment.ProcessorCount);
        for (var index = 0; index < groups; index++)
        {
            var group = new DispatchGroup(waiters, waiters.Count * index / groups, waiters.Count * (index + 1) / groups);
            if (_isJournalThread && index == groups - 1)
            {
                group.ExecuteQuickOnes(_dispatch);
            }
            else
            {
                _dispatch(group);
            }
        }
    }

    /// <summary>Reads a recorded fact back by its handle.</summary>
    internal IFact ReadFact(PayloadHandle payload)
    {
        var record = Journal.Read(payload);
        var fact = ReadFact(Frame.TagOf(record), record.AsMemory(Frame.RecordHeadBytes));
        return fact is PayloadMoved moved ? ReadFact(moved.InnerTag, moved.InnerFields) : fact;
    }

    internal IFact ReadFact(ushort tag, ReadOnlyMemory<byte> fields)
    {
        var reader = new FactReader(fields);
        return tag switch
        {
            ResourceIntroduced.FactTag => ResourceIntroduced.Read(ref reader),
            CallTaken.FactTag => CallTaken.Read(ref reader),
            PayloadMoved.FactTag => PayloadMoved.Read(ref reader),
            _ => Facts.Facts.TryGetValue(tag, out var read)
                ? read(ref reader)
                : throw new InvalidDataException($"The journal holds a fact of kind {tag}, which this program does not know."),
        };
    }

    /// <summary>Completes when the journal is durable up to a position.</summary>
    internal Task DurableAsync(long position)
    {
        var wait = new DurableWait();
        return Journal.TellWhenDurable(position, wait) ? wait.Task : Task.CompletedTask;
    }

    /// <summary>Tells the caller of a call what came of it.</summary>
    internal async ValueTask SettleAsync(Call call, CallRefusal? refusal)
    {
        var partition = PartitionOf(call.Source);
        while (!partition.Settle(call, refusal, EngineCaller.Of(call)))
        {
            await PauseAsync();
        }
    }

    /// <summary>A short pause before something that the journal had no room for is tried again.</summary>
    internal Task PauseAsync() => Task.Delay(TimeSpan.FromMilliseconds(100), Time, _stop.Token);

    /// <summary>Tells of a mistake, and gives the refusal for whom it concerns.</summary>
    internal CallRefusal Mistake(string what, Exception failure)
    {
        Mistaken?.Invoke(what, failure);
        return new CallRefusal(
            "InternalFailure",
            "The call failed because of an error inside the server; its log has the details."
        );
    }

    internal void Fail(Exception failure) => Failed?.Invoke(failure);

    /// <summary>Makes a failure of background work the engine's own.</summary>
    internal async void Watch(Task work)
    {
        try
        {
            await work;
        }
#pragma warning disable CA1031 // Whatever it is, it must not disappear.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            // Once the server stops, what the call needs may be closed already. It is recorded, and made after the next start.
            if (!_stop.IsCancellationRequested)
            {
                Failed?.Invoke(failure);
            }
        }
    }

    private async ValueTask<Answer<TReply>> ExecuteLaterAsync<TOperation, TResource, TRequest, TReply>(
        ValueTask room,
        TRequest request,
        Caller caller,
        CancellationToken gone
    )
        where TOperation : IOperation<TResource, TRequest, TReply>
        where TResource : Resource, IResource<TResource>
        where TReply : class
    {
        await room;
        if (_isJournalThread)
        {
            // A client that sends its next request before it has its answer is read on the thread that wrote the answer.
            await Task.Yield();
        }

        return await ExecuteAsync<TOperation, TResource, TRequest, TReply>(request, caller, gone);
    }

    private void RunWriter()
    {
        _isJournalThread = true;
        Journal.Run(_stop.Token);
        if (Journal.Failed is { } failure)
        {
            Failed?.Invoke(failure);
        }
    }
}
