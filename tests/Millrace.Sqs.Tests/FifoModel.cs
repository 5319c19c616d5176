namespace Millrace.Sqs.Tests;

/// <summary>What becomes of a receipt handle that is used.</summary>
internal enum HandleOutcome
{
    Done,
    Expired,
    NotThere,
}

/// <summary>A FIFO queue as plain lists, walked from end to end at every step: slow, and short enough to be believed.</summary>
internal sealed class FifoModel
{
    public const int RetentionSeconds = 120;

    private static readonly TimeSpan _window = TimeSpan.FromMinutes(5);
    private readonly List<Entry> _entries = [];
    private readonly List<Accepted> _accepted = [];
    private readonly List<Attempt> _attempts = [];
    private readonly Dictionary<string, (Entry Entry, int Receives)> _handles = [];
    private int _delaySeconds;

    public List<Entry> Dead { get; } = [];

    public bool IsScopedByGroup { get; set; }

    public int MostReceives { get; set; } = int.MaxValue;

    public (int Visible, int InFlight, int Delayed) CountsAt(DateTimeOffset now) =>
        (
            _entries.Count(entry => entry.VisibleAt <= now),
            _entries.Count(entry => entry.VisibleAt > now && entry.Receives > 0),
            _entries.Count(entry => entry.VisibleAt > now && entry.Receives == 0)
        );

    /// <summary>The ids to be answered: those given, or those of the send that this one repeats.</summary>
    public (string Id, string Sequence) Send(string group, string deduplicationId, string id, string sequence, DateTimeOffset now)
    {
        var open = _accepted.FindAll(send => send.Id == deduplicationId && now < send.At + _window);
        if (open.Find(send => send.Group is null || send.Group == group) is { } first)
        {
            return (first.Entry.Id, first.Entry.Sequence);
        }

        var entry = new Entry(id, sequence, group, now) { VisibleAt = now.AddSeconds(_delaySeconds) };
        _entries.Add(entry);
        _accepted.Add(new Accepted(IsScopedByGroup ? group : null, deduplicationId, now, entry));
        return (id, sequence);
    }

    public List<Entry> Receive(int most, int visibilitySeconds, string? attemptId, DateTimeOffset now)
    {
        var visibleAt = now.AddSeconds(visibilitySeconds);
        var earlier = _attempts.FindLast(attempt => attempt.Id == attemptId);
        if (
            earlier is not null
            && now < earlier.At + _window
            && earlier.Entries.TrueForAll(handed => IsUntouched(earlier, handed))
        )
        {
            earlier.VisibleAt = visibleAt;
            earlier.Entries.ForEach(handed => handed.Entry.VisibleAt = visibleAt);
            return earlier.Entries.ConvertAll(handed => handed.Entry);
        }

        var picked = Pick(most, now);
        foreach (var entry in picked)
        {
            entry.Receives++;
            entry.VisibleAt = visibleAt;
        }

        if (attemptId is not null && picked.Count > 0)
        {
            _attempts.Add(
                new Attempt(attemptId, now, picked.ConvertAll(entry => (entry, entry.Receives))) { VisibleAt = visibleAt }
            );
        }

        return picked;

        bool IsUntouched(Attempt attempt, (Entry Entry, int Receives) handed) =>
            _entries.Contains(handed.Entry)
            && handed.Entry.Receives == handed.Receives
            && handed.Entry.VisibleAt == attempt.VisibleAt
            && handed.Entry.VisibleAt > now;
    }

    public void Handed(Entry entry, string handle) => _handles[handle] = (entry, entry.Receives);

    public HandleOutcome Delete(string handle, DateTimeOffset now)
    {
        var outcome = Judge(handle, now);
        if (outcome == HandleOutcome.Done)
        {
            _entries.Remove(_handles[handle].Entry);
        }

        // Deleting what is gone already succeeds.
        return outcome == HandleOutcome.NotThere ? HandleOutcome.Done : outcome;
    }

    public HandleOutcome Change(string handle, int seconds, DateTimeOffset now)
    {
        var outcome = Judge(handle, now);
        if (outcome == HandleOutcome.Done)
        {
            _handles[handle].Entry.VisibleAt = now.AddSeconds(seconds);
        }

        return outcome;
    }

    public void SetDelay(int seconds)
    {
        _delaySeconds = seconds;
        foreach (var entry in _entries.Where(entry => entry.Receives == 0))
        {
            entry.VisibleAt = entry.SentAt.AddSeconds(seconds);
        }
    }

    public void Purge()
    {
        _entries.Clear();
        _accepted.Clear();
        _attempts.Clear();
    }

    public void Expire(DateTimeOffset now) => _entries.RemoveAll(entry => entry.SentAt.AddSeconds(RetentionSeconds) <= now);

    private HandleOutcome Judge(string handle, DateTimeOffset now)
    {
        var (entry, receives) = _handles[handle];
        return !_entries.Contains(entry) ? HandleOutcome.NotThere
            : entry.Receives != receives || entry.VisibleAt <= now ? HandleOutcome.Expired
            : HandleOutcome.Done;
    }

    /// <summary>Group by group, the one with the oldest message first, each up to the first message that cannot be had.</summary>
    private List<Entry> Pick(int most, DateTimeOffset now)
    {
        var picked = new List<Entry>();
        foreach (var group in _entries.GroupBy(entry => entry.Group).Select(group => group.ToList()).ToList())
        {
            foreach (var entry in group)
            {
                if (picked.Count == most)
                {
                    return picked;
                }

                if (entry.VisibleAt > now)
                {
                    break;
                }

                if (entry.Receives >= MostReceives)
                {
                    _entries.Remove(entry);
                    Dead.Add(entry);
                    break;
                }

                picked.Add(entry);
            }
        }

        return picked;
    }

    internal sealed class Entry(string id, string sequence, string group, DateTimeOffset sentAt)
    {
        public string Id { get; } = id;

        public string Sequence { get; } = sequence;

        public string Group { get; } = group;

        public DateTimeOffset SentAt { get; } = sentAt;

        public DateTimeOffset VisibleAt { get; set; }

        public int Receives { get; set; }
    }

    private sealed record Accepted(string? Group, string Id, DateTimeOffset At, Entry Entry);

    private sealed record Attempt(string Id, DateTimeOffset At, List<(Entry Entry, int Receives)> Entries)
    {
        public DateTimeOffset VisibleAt { get; set; }
    }
}
