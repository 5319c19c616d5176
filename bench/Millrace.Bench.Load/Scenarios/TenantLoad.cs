using System.Diagnostics;
using System.Globalization;
using System.Text;
using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Conversations;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Scenarios;

/// <summary>A queue with some consumers, many tenants that each send little, and perhaps one that floods; all on one thread.</summary>
public sealed class TenantLoad : IDisposable
{
    /// <summary>What the flooding tenant sends, in batches of ten.</summary>
    public const int FloodPerSecond = 10_000;

    /// <summary>The other tenants.</summary>
    public const int QuietTenants = 50;

    /// <summary>What all of the others send together, one message at a time: a sixteenth of what the consumers manage.</summary>
    public const int QuietPerSecond = 500;

    private const int FloodConnections = 32;
    private const int QuietConnections = 16;
    private const int Consumers = 64;
    private const int WaitSeconds = 1;
    private const int BodyBytes = 256;
    private const int Entries = 10;
    private const int Seed = 1;
    private const int NumberDigits = 8;

    /// <summary>
    /// Not counted: consumers still march in step, the flood has no backlog yet, and the server's collector moves what belongs to this
    /// round's new connections, in two pauses of some milliseconds about a second from the start.
    /// </summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(0.2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What a message costs a consumer: all of them together reach about 8,500 messages a second, less than the flood alone.</summary>
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(7);

    private readonly ClientLoop _loop = new();
    private readonly Random _chance = new(Seed);
    private readonly Queue _queue;
    private readonly byte[] _batch;
    private readonly (Connection Connection, Consumer Talk)[] _consumers;
    private readonly Paced _quiet;
    private readonly Paced? _flood;
    private readonly List<long> _sentAt = [];
    private readonly LatencyHistogram _dwell = new();
    private int _firstCounted = int.MaxValue;

    public TenantLoad(int port, Queue queue, bool isFlooded)
    {
        _queue = queue;
        _batch = queue.SendMessageBatch(MessageBody.OfBytes(BodyBytes), Entries, "noisy");
        _consumers = [.. Enumerable.Range(0, Consumers).Select(_ => NewConsumer(port))];
        _quiet = new Paced(_loop, port, QuietConnections, AtRandom(QuietPerSecond), NextQuiet);
        _flood = isFlooded ? new Paced(_loop, port, FloodConnections, Evenly(FloodPerSecond / Entries), () => _batch) : null;
    }

    /// <summary>Settles, runs for a while, and counts that; the last messages of the quiet tenants are waited for.</summary>
    /// <exception cref="LoadException">They did not come.</exception>
    public TenantRound Run(TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) is var elapsed && elapsed < Settling + duration)
        {
            if (elapsed >= Settling)
            {
                _firstCounted = Math.Min(_firstCounted, _sentAt.Count);
            }

            _flood?.SendUpTo(elapsed);
            _quiet.SendUpTo(elapsed);
            Step(Shorter(_quiet.NextAt, _flood?.NextAt ?? TimeSpan.MaxValue) - elapsed);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var consumed = _consumers.Sum(consumer => consumer.Talk.Consumed);
        while (_firstCounted + _dwell.Count < _sentAt.Count)
        {
            Step(Breath);
            if (Stopwatch.GetElapsedTime(start) > Settling + duration + Patience)
            {
                throw new LoadException(
                    $"Of {_sentAt.Count - _firstCounted} messages of the quiet tenants {_dwell.Count} were received."
                );
            }
        }

        Array.ForEach(_consumers, consumer => consumer.Talk.IsStopping = true);
        _loop.PumpUntil(() => _loop.Waiting == 0, "the last answers of a round");
        return new TenantRound(
            _dwell,
            (_flood?.Sent ?? 0) * Entries / seconds,
            consumed / seconds,
            _queue.ApproximateNumberOfMessages()
        );
    }

    public void Dispose() => _loop.Dispose();

    /// <summary>Lets consumers that are done with their work go on, and takes what comes until the next of them is, or something is to be sent.</summary>
    /// <param name="untilNextSend">Not above zero when it is due and found no connection free: then it is the answers that are waited for.</param>
    private void Step(TimeSpan untilNextSend)
    {
        var pause = untilNextSend > TimeSpan.Zero ? Shorter(untilNextSend, Breath) : Breath;
        foreach (var (connection, talk) in _consumers)
        {
            if (connection.IsWaiting)
            {
                continue;
            }

            if (talk.BusyFor is var left && left > TimeSpan.Zero)
            {
                pause = Shorter(pause, left);
            }
            else
            {
                _loop.Ask(connection);
            }
        }

        _loop.Pump(pause);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static Func<TimeSpan> Evenly(int perSecond) => () => TimeSpan.FromSeconds(1) / perSecond;

    /// <summary>The tenants know nothing of one another, nor of the flood: a Poisson process, whose gaps are exponential.</summary>
    private Func<TimeSpan> AtRandom(int perSecond) => () => TimeSpan.FromSeconds(-Math.Log(1 - _chance.NextDouble()) / perSecond);

    private (Connection Connection, Consumer Talk) NewConsumer(int port)
    {
        var talk = new Consumer(_queue, WaitSeconds, Work, _chance, Received);
        return (_loop.Open(port, talk), talk);
    }

    private byte[] NextQuiet()
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"quiet-{_sentAt.Count:D8}");
        _sentAt.Add(Stopwatch.GetTimestamp());
        return _queue.SendMessage(body.PadRight(BodyBytes, 'x'), $"quiet-{_sentAt.Count % QuietTenants}");
    }

    private void Received(in Answer answer)
    {
        var mark = "quiet-"u8;
        var at = answer.Body.IndexOf(mark);
        if (at >= 0)
        {
            var number = int.Parse(
                Encoding.UTF8.GetString(answer.Body.Slice(at + mark.Length, NumberDigits)),
                CultureInfo.InvariantCulture
            );
            if (number >= _firstCounted)
            {
                _dwell.Record(Stopwatch.GetTimestamp() - _sentAt[number]);
            }
        }
    }

    /// <summary>Requests at a pace, each on a connection that is free.</summary>
    private sealed class Paced(ClientLoop loop, int port, int connections, Func<TimeSpan> gap, Func<byte[]> next)
    {
        private readonly (Connection Connection, ByHand Talk)[] _lines =
        [
            .. Enumerable.Range(0, connections).Select(_ => Line(loop, port)),
        ];

        private int _turn;

        public long Sent { get; private set; }

        /// <summary>When the next is due, from the start.</summary>
        public TimeSpan NextAt { get; private set; } = gap();

        /// <summary>Sends what is due by now; what finds no connection free is sent as soon as one is.</summary>
        public void SendUpTo(TimeSpan elapsed)
        {
            for (var tries = 0; NextAt <= elapsed && tries < connections; tries++)
            {
                var (connection, talk) = _lines[_turn++ % connections];
                if (!connection.IsWaiting)
                {
                    talk.Say(next());
                    loop.Ask(connection);
                    Sent++;
                    NextAt += gap();
                }
            }
        }

        private static (Connection Connection, ByHand Talk) Line(ClientLoop loop, int port)
        {
            var talk = new ByHand();
            return (loop.Open(port, talk), talk);
        }
    }
}
