namespace Millrace.Engine.Embedded;

/// <summary>What keeps the journal short: checkpoints, segments given up, thin ones rewritten.</summary>
public sealed partial class EmbeddedEngine
{
    /// <summary>Nothing tells that a disk has room again. Readiness is to come back without a send that tries.</summary>
    private static readonly TimeSpan _lookForRoomEvery = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Upkeep: a spare segment, a checkpoint when it is time, segments without payloads given up, thin ones rewritten.
    /// </summary>
    public void Maintain()
    {
        PrepareSpare();
        if (Journal.Head - CheckpointPosition >= CheckpointDue || (Journal.IsFull && Journal.Head > CheckpointPosition))
        {
            TakeCheckpoint();
        }

        RewriteThinSegment();
        DropDeadSegments();
    }

    /// <summary>Writes a checkpoint now.</summary>
    public void TakeCheckpoint()
    {
        PartitionImage[] images = [.. _partitions.Select(partition => partition.Capture())];
        var ticks = Time.GetUtcNow().UtcTicks;
        if (!TryWrite(images, ticks))
        {
            return;
        }

        if (AwaitDurable(images.Max(image => image.Position)))
        {
            Checkpoint.Publish(_disk);
            Volatile.Write(ref _checkpointPosition, images.Min(image => image.Position));
            ForgetGoneCallers(images);
        }
    }

    /// <summary>
    /// A source that is gone makes no call again, not even after a crash: the checkpoint in place knows nothing of it, and should it come
    /// back, its calls have higher numbers. Nobody need remember, then, how far its calls had come.
    /// </summary>
    private void ForgetGoneCallers(PartitionImage[] images)
    {
        for (var index = 0; index < images.Length; index++)
        {
            foreach (var target in images[index].Resources)
            {
                foreach (var (source, lastCall) in target.CallsTaken)
                {
                    if (!PartitionOf(source).Has(source))
                    {
                        _partitions[index].ForgetCaller(target.Id, source, lastCall);
                    }
                }
            }
        }
    }

    /// <summary>A checkpoint is what makes room for all else, so spares give way to it.</summary>
    private bool TryWrite(PartitionImage[] images, long ticks)
    {
        do
        {
            try
            {
                _checkpointBytes = Checkpoint.Write(_disk, images, ticks);
                return true;
            }
            catch (DiskFullException)
            {
                // Again with the room of a spare, as long as there is one.
            }
        } while (Segments.GiveUpSpare());

        return false;
    }

    private void RunKeeper()
    {
        ThreadUrgency.GiveWay();
        while (!_stop.IsCancellationRequested && Journal.Failed is null)
        {
            try
            {
                Maintain();
                while (!_upkeep.WaitOne(Journal.IsFull ? _lookForRoomEvery : Timeout.InfiniteTimeSpan))
                {
                    PrepareSpare();
                }
            }
            catch (IOException failure)
            {
                Failed?.Invoke(failure);
                return;
            }
        }
    }

    private void PrepareSpare()
    {
        try
        {
            Segments.PrepareSpare(() =>
            {
                Thread.Yield();
                return !_stop.IsCancellationRequested;
            });
            Journal.LookForRoom();
        }
        catch (DiskFullException)
        {
            // The appends find out by themselves and say so; the rest of the upkeep makes room.
        }
    }

    /// <summary>Copies what is still needed out of one segment that holds little of it.</summary>
    private void RewriteThinSegment()
    {
        foreach (var number in CoveredSegments())
        {
            var live = Segments.LiveBytes(number);
            if (live > 0 && live < Segments.SegmentBytes / 4)
            {
                new Replay(Segments, _salt).ReadSegment(
                    number,
                    (partition, tag, resource, fields, at) => _partitions[partition].Rewrite(tag, resource, fields, at)
                );

                // One that stays as thick (a record of it can no longer be read) does not stand before the others.
                if (Segments.LiveBytes(number) < live)
                {
                    return;
                }
            }
        }
    }

    /// <summary>
    /// Gives up segments whose facts are in the checkpoint and whose payloads nobody needs; what made them unneeded must
    /// itself be durable first, or a crash would bring back messages without their bodies.
    /// </summary>
    private void DropDeadSegments()
    {
        List<int> dead = [.. CoveredSegments().Where(number => Segments.LiveBytes(number) == 0)];
        if (dead.Count > 0 && AwaitDurable(Journal.Head))
        {
            foreach (var number in dead.Where(number => !Segments.IsPinned(number)))
            {
                Segments.Drop(number);
            }
        }
    }

    private IEnumerable<int> CoveredSegments() =>
        Segments.Numbers.Where(number => number < Segments.NumberOf(CheckpointPosition));

    private bool AwaitDurable(long position)
    {
        if (_writer is null)
        {
            while (Journal.DurableTo < position && FlushNext()) { }
        }
        else
        {
            try
            {
                DurableAsync(position).Wait(_stop.Token);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return Journal.DurableTo >= position;
    }

    /// <summary>A checkpoint costs as many bytes as the state has; it is not worth more than the journal it spares.</summary>
    private long CheckpointDue => Math.Max(_options.CheckpointBytes, _checkpointBytes);
}
