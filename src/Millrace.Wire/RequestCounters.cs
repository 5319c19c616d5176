using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Millrace.Wire;

/// <summary>How many requests were answered, by service, operation and status; for the metrics.</summary>
public sealed class RequestCounters
{
    private readonly ConcurrentDictionary<(string Service, string Operation, int Status), StrongCount> _counts = new(
        new ByReference()
    );

    private int _waiting;

    /// <summary>Requests of operations that may wait, such as long polls, that are not answered yet.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public void BeginWait() => Interlocked.Increment(ref _waiting);

    public void EndWait() => Interlocked.Decrement(ref _waiting);

    public void Count(string service, string operation, int status) =>
        Interlocked.Increment(ref _counts.GetOrAdd((service, operation, status), static _ => new StrongCount()).Value);

    /// <summary>All counts so far. Operations are names of the model or empty, so their number is bounded.</summary>
    public IEnumerable<(string Service, string Operation, int Status, long Count)> Read() =>
        _counts.Select(count =>
            (count.Key.Service, count.Key.Operation, count.Key.Status, Interlocked.Read(ref count.Value.Value))
        );

    /// <summary>The names are those of the models' own tables, the same objects every time: no need to look into them.</summary>
    private sealed class ByReference : IEqualityComparer<(string Service, string Operation, int Status)>
    {
        public bool Equals((string Service, string Operation, int Status) x, (string Service, string Operation, int Status) y) =>
            ReferenceEquals(x.Operation, y.Operation) && ReferenceEquals(x.Service, y.Service) && x.Status == y.Status;

        public int GetHashCode((string Service, string Operation, int Status) key) =>
            RuntimeHelpers.GetHashCode(key.Operation) ^ key.Status;
    }

    private sealed class StrongCount
    {
        public long Value;
    }
}
