using System.Runtime.ExceptionServices;

namespace Millrace.Bench.Load.Client;

/// <summary>Many connections to one server, shared out over a few loops, each on a thread of its own.</summary>
public sealed class Crowd : IDisposable
{
    private readonly ClientLoop[] _loops;

    /// <param name="port">The server's port on loopback.</param>
    /// <param name="connections">How many connections.</param>
    /// <param name="threads">How many loops; no more than there are connections.</param>
    /// <param name="conversation">Makes the conversation of the connection with this index.</param>
    public Crowd(int port, int connections, int threads, Func<int, IConversation> conversation)
    {
        _loops = [.. Enumerable.Range(0, Math.Min(threads, connections)).Select(_ => new ClientLoop())];
        for (var index = 0; index < connections; index++)
        {
            _loops[index % _loops.Length].Open(port, conversation(index));
        }
    }

    /// <summary>Keeps every connection busy for a while.</summary>
    /// <returns>How long the counted part took, and the latency of every exchange in it.</returns>
    public (TimeSpan Elapsed, LatencyHistogram Latencies) Run(TimeSpan duration)
    {
        var elapsed = new TimeSpan[_loops.Length];
        OnEveryLoop(index => elapsed[index] = _loops[index].Run(duration));
        var all = new LatencyHistogram();
        foreach (var loop in _loops)
        {
            all.Add(loop.Latencies);
        }

        return (elapsed.Max(), all);
    }

    /// <summary>Runs until every conversation has come to its end.</summary>
    public void RunToTheEnd() => OnEveryLoop(index => _loops[index].RunToTheEnd());

    public void Dispose()
    {
        foreach (var loop in _loops)
        {
            loop.Dispose();
        }
    }

    private void OnEveryLoop(Action<int> work)
    {
        var failures = new ExceptionDispatchInfo?[_loops.Length];
        var others = Enumerable.Range(1, _loops.Length - 1).Select(StartThread).ToArray();
        Guarded(0);
        foreach (var thread in others)
        {
            thread.Join();
        }

        Array.Find(failures, failure => failure is not null)?.Throw();

        Thread StartThread(int index)
        {
            var thread = new Thread(() => Guarded(index)) { IsBackground = true, Name = $"client {index}" };
            thread.Start();
            return thread;
        }

        void Guarded(int index)
        {
            try
            {
                work(index);
            }
            catch (Exception failure) when (failure is LoadException or System.Net.Sockets.SocketException)
            {
                failures[index] = ExceptionDispatchInfo.Capture(failure);
            }
        }
    }
}
