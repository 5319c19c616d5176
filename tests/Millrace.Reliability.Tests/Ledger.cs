namespace Millrace.Reliability.Tests;

/// <summary>
/// What the clients of one queue were told about every message, and whether what they are told next agrees with it. The
/// server may lose what it has not acknowledged; of the rest it may forget nothing.
/// </summary>
/// <remarks>
/// Answers overtake each other on their way to different clients. So every answer is held only against what was
/// acknowledged before its request was sent; <see cref="Begin"/> marks that moment.
/// </remarks>
public sealed class Ledger
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private readonly HashSet<string> _messageIds = new(StringComparer.Ordinal);
    private long _now;

    /// <summary>Messages that are known to have been taken.</summary>
    public int SentCount => Count(entry => entry.MessageId is not null);

    /// <summary>Messages whose delete was acknowledged.</summary>
    public int DeletedCount => Count(entry => entry.DeletedAt is not null);

    /// <summary>The numbers of the messages that must be in the queue: sent, and no delete of them was so much as tried.</summary>
    public IReadOnlyList<int> Owed
    {
        get
        {
            lock (_gate)
            {
                return
                [
                    .. _entries
                        .Select((entry, number) => (entry, number))
                        .Where(message => message.entry is { MessageId: not null, IsDeleteTried: false })
                        .Select(message => message.number),
                ];
            }
        }
    }

    /// <summary>Marks the moment at which a request is sent.</summary>
    public long Begin()
    {
        lock (_gate)
        {
            return ++_now;
        }
    }

    /// <summary>Numbers for messages about to be sent.</summary>
    public IReadOnlyList<int> Sending(int count)
    {
        lock (_gate)
        {
            var first = _entries.Count;
            _entries.AddRange(Enumerable.Range(0, count).Select(_ => new Entry()));
            return [.. Enumerable.Range(first, count)];
        }
    }

    /// <summary>A send was acknowledged.</summary>
    public void Sent(int number, string body, SentMessage message)
    {
        Assert.Equal(Bodies.Md5Of(body), message.BodyMd5);
        lock (_gate)
        {
            var entry = _entries[number];
            Assert.True(
                entry.MessageId is null || entry.MessageId == message.MessageId,
                $"{number} was received under another id."
            );
            Assert.True(
                entry.MessageId is not null || _messageIds.Add(message.MessageId),
                $"The id of {number} was given twice."
            );
            entry.MessageId = message.MessageId;
        }
    }

    /// <summary>A message was received by a request that began at some moment; its number.</summary>
    public int Received(ReceivedMessage message, long begun)
    {
        var number = Bodies.NumberOf(message.Body);
        var body = Bodies.Of(number);
        Assert.Equal(body, message.Body);
        Assert.Equal(Bodies.Md5Of(body), message.BodyMd5);
        lock (_gate)
        {
            var entry = _entries[number];
            Assert.True(
                entry.MessageId is not null || _messageIds.Add(message.MessageId),
                $"The id of {number} was given twice."
            );
            entry.MessageId ??= message.MessageId;
            Assert.Equal(entry.MessageId, message.MessageId);
            Assert.False(entry.DeletedAt < begun, $"{number} was deleted, and came back.");
            var told = entry.Receives.Where(receive => receive.At < begun).Select(receive => receive.Count);
            var least = told.DefaultIfEmpty(0).Max() + 1;
            Assert.True(
                message.ReceiveCount >= least,
                $"{number}: receive count {message.ReceiveCount}, at least {least} is due."
            );
            Assert.DoesNotContain(entry.Receives, receive => receive.Count == message.ReceiveCount);
            entry.Receives.Add((message.ReceiveCount, ++_now));
        }

        return number;
    }

    /// <summary>A delete is about to be sent; what becomes of the message is open until <see cref="Deleted"/>.</summary>
    public void Deleting(int number)
    {
        lock (_gate)
        {
            _entries[number].IsDeleteTried = true;
        }
    }

    /// <summary>A delete was acknowledged.</summary>
    public void Deleted(int number)
    {
        lock (_gate)
        {
            _entries[number].DeletedAt ??= ++_now;
        }
    }

    private int Count(Func<Entry, bool> isCounted)
    {
        lock (_gate)
        {
            return _entries.Count(isCounted);
        }
    }

    private sealed class Entry
    {
        public readonly List<(int Count, long At)> Receives = [];
        public string? MessageId;
        public bool IsDeleteTried;
        public long? DeletedAt;
    }
}
