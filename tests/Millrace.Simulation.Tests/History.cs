using Millrace.Engine;
using Millrace.Engine.Embedded;
using Millrace.Simulation.Model;
using Millrace.Simulation.Simulated;
using Millrace.TestSupport.Simulated;

namespace Millrace.Simulation;

/// <summary>
/// One history: clients, time and disasters in an order that a seed decides, every promise checked on the way, everything
/// accounted for at its end.
/// </summary>
internal sealed class History
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _chance;
    private readonly Sabotage _sabotage;
    private readonly SimulatedServer _server;
    private readonly Promises _promises = new();
    private readonly HistoryTrace _trace = new();
    private readonly HistoryFigures _figures = new();
    private readonly Clients _clients;
    private readonly int[] _weights;
    private readonly (string Name, int Weight, Action Do)[] _events;

    private History(int seed, Sabotage sabotage)
    {
        _chance = new Random(seed);
        _sabotage = sabotage;
        var disk = new SimulatedDisk
        {
            LiesAboutFlush = sabotage.DiskLiesAboutFlush,
            LiesAboutNames = sabotage.DiskLiesAboutNames,
        };
        var segmentBytes = 1024 * (8 << _chance.Next(3));
        var options = new EngineOptions
        {
            Partitions = _chance.Next(1, 4),
            SegmentBytes = segmentBytes,
            CacheBytes = Math.Max(64 * 1024, 2 * segmentBytes),
            CheckpointBytes = _chance.Next(1, 8) * 8 * 1024,
        };
        _server = new SimulatedServer(
            disk,
            new SimulatedClock(_start),
            sabotage.Facts(),
            options,
            _chance,
            sabotage.Liar?.Invoke()
        );
        _clients = new Clients(_server, _promises, SimulatedQueue.Make(), _chance, _trace);
        _events = Events();

        // Every history likes some events more than others: rare combinations come up in some of them.
        _weights = [.. _events.Select(one => one.Weight * _chance.Next(1, 5))];
    }

    /// <summary>Lives through the history of a seed.</summary>
    public static HistoryResult Run(int seed, Sabotage? sabotage = null)
    {
        // Continuations run where they are set free, not where a test framework would like them to.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        History? history = null;
        Exception? failure = null;
        try
        {
            history = new History(seed, sabotage ?? new Sabotage());
            history.Live();
            history.Drain();
        }
#pragma warning disable CA1031 // Whatever ends a history is what the test is to tell.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            failure = thrown;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        return new HistoryResult(
            history?._trace.Hash ?? 0,
            history?._figures ?? new HistoryFigures(),
            failure,
            history?._trace.LastEvents ?? ""
        );
    }

    private (string Name, int Weight, Action Do)[] Events() =>
        [
            ("send", 30, _clients.Send),
            ("send a batch", 10, _clients.SendBatch),
            ("receive", 30, _clients.Receive),
            ("receive again", 4, _clients.ReceiveAgain),
            ("delete", 20, _clients.Delete),
            ("delete a batch", 4, _clients.DeleteBatch),
            ("change visibility", 8, _clients.ChangeVisibility),
            ("change visibility late", 3, _clients.ChangeVisibilityLate),
            ("leave an answer", 2, _clients.LeaveUnanswered),
            ("leave a long poll", 2, _clients.LeaveLongPoll),
            ("purge", 1, _clients.Purge),
            ("delete a queue", 1, _clients.DeleteQueue),
            ("create queues", 2, _clients.CreateQueues),
            ("set an attribute", 3, _clients.SetAttribute),
            ("get attributes", 1, _clients.GetAttributes),
            ("start a move task", 3, _clients.StartMoveTask),
            ("cancel a move task", 1, _clients.CancelMoveTask),
            ("list move tasks", 3, _clients.ListMoveTasks),
            ("flush", 40, _server.FlushOne),
            ("a moment", 20, () => _server.Pass(TimeSpan.FromMilliseconds(_chance.Next(1, 3000)))),
            ("a while", 4, () => _server.Pass(TimeSpan.FromSeconds(_chance.Next(1, 100)))),
            ("upkeep", 8, Maintain),
            ("checkpoint", 2, () => _server.Engine.TakeCheckpoint()),
            ("power cut", 1, LosePower),
            ("an end soon", 3, () => _server.Disk.PowerFailsAfter = _chance.Next(1, 30)),
            ("kill", 1, Kill),
            ("flush will fail", 1, () => _server.Disk.FailsNextFlush = true),
            ("restart", 1, Restart),
            ("compare", 2, CompareReplay),
            ("disk full or not", 1, FillDisk),
        ];

    private void Live()
    {
        _clients.CreateQueues();
        var steps = _chance.Next(50, 500);
        for (var step = 0; step < steps; step++)
        {
            try
            {
                Pick(step);
                _server.Dispatcher.RunAll();
            }
            catch (IOException) when (_server.Disk.IsWithoutPower || _server.Disk.HasFailed)
            {
                // The process ends where it stands; what it had half done is what the next start finds.
            }

            EndDeadProcess();
            Check();
        }
    }

    private void Pick(int step)
    {
        var ticket = _chance.Next(_weights.Sum());
        var index = 0;
        while ((ticket -= _weights[index]) >= 0)
        {
            index++;
        }

        _trace.Event(step, _server.Clock.Now, _events[index].Name);
        _events[index].Do();
        _trace.Add(_server.Engine.JournalHead);
        _trace.Add(_server.Engine.JournalDurable);
    }

    /// <summary>
    /// A process that could not go on is replaced by a new one: the power was cut, or only the process was killed in the middle
    /// of something, or it has stopped because a flush failed.
    /// </summary>
    private void EndDeadProcess()
    {
        if (_server.Disk.HasFailed)
        {
            _figures.FailedFlushes++;
            Kill();
        }
        else if (_server.Disk.IsWithoutPower && _chance.Next(3) == 0)
        {
            Kill();
        }
        else if (_server.Disk.IsWithoutPower)
        {
            LosePower();
        }
    }

    private void Check()
    {
        Promises.TheEngineLives(_server.Failure);
        _clients.Check();
        _figures.RefusedForRoom += _server.Engine.IsFull ? 1 : 0;
    }

    private void Maintain()
    {
        _server.Settle();
        var head = _server.Engine.JournalHead;
        _server.Engine.Maintain();
        _figures.RewrittenBytes += _server.Engine.JournalHead - head;
    }

    private void LosePower()
    {
        _clients.Forget();
        _server.LosePower();
        _figures.PowerCuts++;
        _figures.TornBatches += _server.Engine.TornBytes > 0 ? 1 : 0;
    }

    private void Kill()
    {
        _clients.Forget();
        _server.Kill();
        _figures.Kills++;
    }

    private void Restart()
    {
        _server.Settle();
        var before = _server.Describe();
        _server.Stop();
        _clients.Check();
        _clients.Forget();
        _server.Start();
        if (_sabotage.ComparesStates)
        {
            Promises.ReplayEqualsLiveState(before, _server.Describe());
        }
    }

    private void CompareReplay()
    {
        _server.Settle();
        if (_sabotage.ComparesStates)
        {
            var (replayed, restored) = _server.DescribeCopy();
            Promises.ReplayEqualsLiveState(_server.Describe(), replayed);
            Promises.ReplayEqualsLiveState(replayed, restored);
            _figures.Comparisons++;
        }
    }

    private void FillDisk() =>
        _server.Disk.Capacity =
            _server.Disk.Capacity < long.MaxValue ? long.MaxValue : _server.Disk.UsedBytes + _chance.Next(20_000);

    /// <summary>After a last disaster everything that is left is received once, and what is missing is asked for.</summary>
    private void Drain()
    {
        _server.Disk.Capacity = long.MaxValue;
        _server.Disk.PowerFailsAfter = 0;
        _server.Disk.FailsNextFlush = false;
        Action disaster = _chance.Next(3) switch
        {
            0 => LosePower,
            1 => Kill,
            _ => Restart,
        };
        disaster();

        // Longer than any visibility timeout, delay and the time a queue's name is blocked; shorter than the long retentions.
        _server.Settle();
        for (var step = 0; step < 60; step++)
        {
            _server.Pass(TimeSpan.FromSeconds(20));
            _server.Settle();
        }

        _clients.CreateQueues();
        _clients.SeeThatTasksEnded();
        var drained = new HashSet<int>();
        for (var empty = 0; empty < 3; )
        {
            empty = _clients.DrainOnce(drained) ? 0 : empty + 1;
            _server.Pass(TimeSpan.FromSeconds(10));
            _server.Settle();
        }

        Check();
        _promises.NothingAcknowledgedIsLost(drained, _server.Clock.Now);
        _promises.BatchesAreWhole(drained);
        CompareReplay();
        _figures.Drained += drained.Count;
        _figures.DeadLetters += _promises.DeadLettersSeen;
        _figures.SegmentsDropped += _server.Disk.SegmentsDropped;
        _figures.Sent += _promises.Messages.Count;
        _figures.Duplicates += _promises.DuplicatesSeen;
        _figures.Repeats += _promises.RepeatsSeen;
        _figures.Moved += _promises.MovedSeen;
        _figures.TasksEnded += _promises.TasksEnded;
        _figures.AttributesSet += _promises.AttributesSet;
    }
}
