using Millrace.Engine.Embedded;
using Millrace.Simulation.Model;
using Millrace.Simulation.Simulated;

namespace Millrace.Simulation;

/// <summary>
/// One history: clients, time and disasters in an order that a seed decides, every promise checked on the way, everything
/// accounted for at its end.
/// </summary>
internal sealed class History
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _chance;
    private readonly SimulatedServer _server;
    private readonly Promises _promises = new();
    private readonly Clients _clients;
    private readonly int[] _weights;
    private readonly (Action Do, int Weight)[] _events;

    private History(int seed, bool diskLies)
    {
        _chance = new Random(seed);
        var disk = new SimulatedDisk { LiesAboutFlush = diskLies };
        var segmentBytes = 1024 * (8 << _chance.Next(3));
        var options = new EngineOptions
        {
            Partitions = _chance.Next(1, 4),
            SegmentBytes = segmentBytes,
            CacheBytes = Math.Max(64 * 1024, 2 * segmentBytes),
            CheckpointBytes = _chance.Next(1, 8) * 8 * 1024,
        };
        _server = new SimulatedServer(disk, new SimulatedClock(_start), options, _chance);
        _clients = new Clients(_server, _promises, _chance);
        _events = Events();

        // Every history likes some events more than others: rare combinations come up in some of them.
        _weights = [.. _events.Select(one => one.Weight * _chance.Next(1, 5))];
    }

    public HistoryFigures Figures { get; } = new();

    /// <summary>Lives through the history of a seed.</summary>
    /// <exception cref="InvariantException">A promise was broken.</exception>
    public static HistoryFigures Run(int seed, bool diskLies = false)
    {
        var history = new History(seed, diskLies);
        history.Live();
        history.Drain();
        return history.Figures;
    }

    private void Live()
    {
        _clients.CreateQueues();
        _server.Settle();
        var steps = _chance.Next(60, 260);
        for (var step = 0; step < steps; step++)
        {
            try
            {
                Pick();
            }
            catch (PowerFailedException)
            {
                // The process ends where it stands; what it had half done is what the next start finds.
            }

            if (_server.Disk.IsWithoutPower)
            {
                LosePower();
            }

            Check();
        }
    }

    private (Action Do, int Weight)[] Events() =>
        [
            (_clients.Send, 30),
            (_clients.SendBatch, 10),
            (_clients.Receive, 30),
            (_clients.Delete, 20),
            (_clients.ChangeVisibility, 8),
            (_clients.LeaveUnanswered, 2),
            (_clients.LeaveLongPoll, 2),
            (_clients.Purge, 1),
            (_clients.DeleteQueue, 1),
            (_clients.CreateQueues, 2),
            (_server.FlushOne, 40),
            (() => _server.Pass(TimeSpan.FromMilliseconds(_chance.Next(1, 3000))), 20),
            (() => _server.Pass(TimeSpan.FromSeconds(_chance.Next(1, 100))), 4),
            (Maintain, 8),
            (() => _server.Engine.TakeCheckpoint(), 2),
            (LosePower, 1),
            (() => _server.Disk.PowerFailsAfter = _chance.Next(1, 30), 3),
            (Restart, 1),
            (CompareReplay, 2),
            (FillDisk, 1),
        ];

    private void Pick()
    {
        var ticket = _chance.Next(_weights.Sum());
        for (var index = 0; ; index++)
        {
            ticket -= _weights[index];
            if (ticket < 0)
            {
                _events[index].Do();
                return;
            }
        }
    }

    private void Check()
    {
        Promises.TheEngineLives(_server.Failure);
        _clients.Check();
        Figures.Segments = Math.Max(Figures.Segments, _server.Engine.SegmentCount);
    }

    private void Maintain()
    {
        _server.Settle();
        var head = _server.Engine.JournalHead;
        _server.Engine.Maintain();
        Figures.RewrittenBytes += _server.Engine.JournalHead - head;
        _server.Dispatcher.RunAll();
    }

    private void LosePower()
    {
        _clients.Forget();
        _server.LosePower();
        Figures.PowerCuts++;
        Figures.TornBatches += _server.Engine.TornBytes > 0 ? 1 : 0;
    }

    private void Restart()
    {
        _server.Settle();
        var before = _server.Describe();
        _server.Stop();
        _clients.Check();
        _clients.Forget();
        _server.Start();
        Promises.ReplayEqualsLiveState(before, _server.Describe());
    }

    private void CompareReplay()
    {
        _server.Settle();
        Promises.ReplayEqualsLiveState(_server.Describe(), _server.DescribeCopy());
        Figures.Comparisons++;
    }

    private void FillDisk() =>
        _server.Disk.Capacity = _server.Disk.Capacity < long.MaxValue ? long.MaxValue : _server.Disk.UsedBytes + _chance.Next(20_000);

    /// <summary>After a last disaster everything that is left is received once, and what is missing is asked for.</summary>
    private void Drain()
    {
        _server.Disk.Capacity = long.MaxValue;
        if (_chance.Next(2) == 0)
        {
            LosePower();
        }
        else
        {
            Restart();
        }

        // Longer than any visibility timeout, delay and the time a queue's name is blocked; shorter than the long retentions.
        _server.Settle();
        _server.Pass(TimeSpan.FromMinutes(20));
        _clients.CreateQueues();
        _server.Settle();
        var drained = new HashSet<int>();
        for (var empty = 0; empty < 3; )
        {
            var some = _clients.DrainOnce(drained);
            empty = some ? 0 : empty + 1;
            _server.Pass(TimeSpan.FromSeconds(10));
            _server.Settle();
        }

        Check();
        _promises.NothingAcknowledgedIsLost(drained, _server.Clock.Now);
        CompareReplay();
        Figures.Drained += drained.Count;
        Figures.DeadLetters += _promises.DeadLettersSeen;
        Figures.SegmentsDropped = _server.Disk.SegmentsDropped;
        Figures.Sent = _promises.Messages.Count;
    }
}
