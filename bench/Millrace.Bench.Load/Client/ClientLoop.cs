using System.Diagnostics;

namespace Millrace.Bench.Load.Client;

/// <summary>A single-threaded loop over many connections: wait, take what has arrived, ask again.</summary>
/// <remarks>
/// Nothing is allocated per request. A connection that is not asked again stays open and quiet.
/// <para>Errors: the first wrong answer, closed connection or missing answer is a <see cref="LoadException"/>.</para>
/// </remarks>
public sealed class ClientLoop : IDisposable
{
    private static readonly TimeSpan AnswerWaitMax = TimeSpan.FromSeconds(30);

    private readonly Epoll _epoll = new();
    private readonly List<Connection> _connections = [];
    private readonly int[] _ready = new int[512];

    /// <summary>Time from request to answer, of every exchange counted since <see cref="Restart"/>.</summary>
    public LatencyHistogram Latencies { get; private set; } = new();

    /// <summary>Connections with a request on its way.</summary>
    public int Waiting { get; private set; }

    public Connection Open(int port, IConversation conversation)
    {
        var connection = new Connection(port, conversation);
        _epoll.Add(connection.Handle, _connections.Count);
        _connections.Add(connection);
        return connection;
    }

    /// <summary>Sends the connection's next request, if its conversation has one.</summary>
    public void Ask(Connection connection)
    {
        connection.Ask(Stopwatch.GetTimestamp());
        Waiting += connection.IsWaiting ? 1 : 0;
    }

    /// <summary>Keeps every connection busy for a while, then lets all come to where they may rest, uncounted.</summary>
    /// <returns>How long the counted part took.</returns>
    public TimeSpan Run(TimeSpan duration)
    {
        Restart();
        var start = Stopwatch.GetTimestamp();
        foreach (var connection in _connections)
        {
            Ask(connection);
        }

        Pump(duration);
        var elapsed = Stopwatch.GetElapsedTime(start);
        Drain();
        return elapsed;
    }

    /// <summary>Takes answers and asks again until the time is over.</summary>
    public void Pump(TimeSpan duration)
    {
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        long left;
        while ((left = end - Stopwatch.GetTimestamp()) > 0)
        {
            Step(left, keepAsking: true);
        }
    }

    /// <summary>Takes answers and asks again until something is true.</summary>
    /// <exception cref="LoadException">It did not become true in half a minute.</exception>
    public void PumpUntil(Func<bool> done, string waitingFor)
    {
        var end = LastMoment();
        while (!done())
        {
            Step(LeftUntil(end, waitingFor), keepAsking: true);
        }
    }

    /// <summary>Takes answers and asks again until every conversation has come to its end.</summary>
    public void RunToTheEnd()
    {
        foreach (var connection in _connections)
        {
            Ask(connection);
        }

        var end = LastMoment();
        while (Waiting > 0)
        {
            if (Step(LeftUntil(end, "any answer"), keepAsking: true) > 0)
            {
                end = LastMoment();
            }
        }
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }

        _epoll.Dispose();
    }

    private static long LastMoment() => Stopwatch.GetTimestamp() + (long)(AnswerWaitMax.TotalSeconds * Stopwatch.Frequency);

    private static long LeftUntil(long end, string waitingFor)
    {
        var left = end - Stopwatch.GetTimestamp();
        return left > 0
            ? left
            : throw new LoadException($"Waited {AnswerWaitMax.TotalSeconds} seconds in vain for {waitingFor}.");
    }

    private void Restart() => Latencies = new LatencyHistogram();

    private void Drain()
    {
        var end = LastMoment();
        while (Waiting > 0)
        {
            Step(LeftUntil(end, $"the last {Waiting} answers of a round"), keepAsking: false);
        }
    }

    private int Step(long ticksMost, bool keepAsking)
    {
        var taken = 0;
        var count = _epoll.Wait(_ready, TimeSpan.FromTicks(ticksMost * TimeSpan.TicksPerSecond / Stopwatch.Frequency));
        for (var index = 0; index < count; index++)
        {
            var connection = _connections[_ready[index]];
            if (!connection.Take())
            {
                continue;
            }

            taken++;
            Waiting--;
            var now = Stopwatch.GetTimestamp();
            if (keepAsking)
            {
                Latencies.Record(now - connection.AskedAt);
            }

            if (keepAsking || !connection.MayRest)
            {
                connection.Ask(now);
                Waiting += connection.IsWaiting ? 1 : 0;
            }
        }

        return taken;
    }
}
