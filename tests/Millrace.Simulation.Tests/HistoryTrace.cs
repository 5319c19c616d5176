namespace Millrace.Simulation;

/// <summary>
/// Everything that happened in a history, in one number (FNV-1a, 64 bits), and the last events in words for the one who reads
/// of its failure.
/// </summary>
internal sealed class HistoryTrace
{
    private const int EventsKept = 16;

    private readonly Queue<string> _events = new();
    private ulong _hash = 14695981039346656037;

    /// <summary>Two histories with the same number went the same way.</summary>
    public ulong Hash => _hash;

    /// <summary>The last events, oldest first.</summary>
    public string LastEvents => string.Join(" | ", _events);

    /// <summary>Something the simulation did.</summary>
    public void Event(int step, DateTimeOffset at, string name)
    {
        Add(at.UtcTicks);
        Add(name);
        _events.Enqueue($"{step} {at:HH:mm:ss.fff} {name}");
        if (_events.Count > EventsKept)
        {
            _events.Dequeue();
        }
    }

    /// <summary>Something a client was told.</summary>
    public void Add(string? text)
    {
        foreach (var character in text ?? "\0")
        {
            Add(character);
        }
    }

    public void Add(long number) => _hash = (_hash ^ (ulong)number) * 1099511628211;
}
