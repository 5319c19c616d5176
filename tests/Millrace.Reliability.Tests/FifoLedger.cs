using System.Diagnostics;

namespace Millrace.Reliability.Tests;

/// <summary>
/// What the clients of one FIFO queue were told about the messages of every group, and whether what they are told next agrees with
/// it: order, one message for however many tries of a send, counts, and groups that are locked.
/// </summary>
/// <remarks>
/// Each group has one producer, which sends the next message once the last is acknowledged, trying again after a kill. So the
/// messages of a group are numbered as they must be received, and nothing is missing before the last.
/// </remarks>
public sealed class FifoLedger(int groups)
{
    private readonly Lock _gate = new();
    private readonly List<Entry>[] _groups = [.. Enumerable.Range(0, groups).Select(_ => new List<Entry>())];
    private readonly HashSet<string> _messageIds = new(StringComparer.Ordinal);

    /// <summary>Messages that were acknowledged.</summary>
    public int SentCount => Count(entry => entry.IsSent);

    /// <summary>Messages whose delete was acknowledged.</summary>
    public int DeletedCount => Count(entry => entry.DeletedAt is not null);

    /// <summary>Sends that were answered with the ids of a message that was known already.</summary>
    public int RepeatedCount { get; private set; }

    /// <summary>A message is about to be sent, perhaps not for the first time.</summary>
    public void Sending(int group, int index)
    {
        lock (_gate)
        {
            if (index == _groups[group].Count)
            {
                _groups[group].Add(new Entry());
            }
        }
    }

    /// <summary>A send was acknowledged: with the ids of its first try, and a SequenceNumber above that of the one before.</summary>
    public void Sent(int group, int index, SentMessage message)
    {
        lock (_gate)
        {
            var entry = _groups[group][index];
            if (entry.MessageId is not null)
            {
                Assert.Equal(entry.MessageId, message.MessageId);
                RepeatedCount++;
            }
            else
            {
                Assert.True(_messageIds.Add(message.MessageId), $"The id of {group}/{index} was given twice.");
                entry.MessageId = message.MessageId;
            }

            Assert.Equal(entry.SequenceNumber ?? message.SequenceNumber, message.SequenceNumber);
            Assert.Equal(20, message.SequenceNumber!.Length);
            if (index > 0)
            {
                var before = _groups[group][index - 1].SequenceNumber!;
                Assert.True(
                    string.CompareOrdinal(before, message.SequenceNumber) < 0,
                    $"{group}/{index} has SequenceNumber {message.SequenceNumber} after {before}."
                );
            }

            entry.SequenceNumber = message.SequenceNumber;
            entry.IsSent = true;
        }
    }

    /// <summary>An answered receive. What was told before it was asked must agree with it; what is told since need not.</summary>
    /// <param name="messages">What it gave, in order.</param>
    /// <param name="begun">When it was asked, by <see cref="Stopwatch.GetTimestamp"/>.</param>
    /// <param name="visibilitySeconds">For how long its messages are hidden.</param>
    public void Received(IReadOnlyList<ReceivedMessage> messages, long begun, int visibilitySeconds)
    {
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            var inBatch = new HashSet<Entry>();
            foreach (var message in messages)
            {
                var (group, index) = PlaceOf(message);
                var name = $"{group}/{index}";
                var entry = _groups[group][index];
                Assert.True(inBatch.Add(entry), $"{name} is in one answer twice.");
                Assert.False(entry.DeletedAt < begun, $"{name} was deleted, and came back.");
                for (var before = 0; before < index; before++)
                {
                    var earlier = _groups[group][before];
                    if (!earlier.IsDeleteTried && !inBatch.Contains(earlier))
                    {
                        var isHeld = earlier.IsHeld(begun, now);
                        Assert.Fail($"{name} was received before {group}/{before}, which {(isHeld ? "is in flight" : "waits")}.");
                    }
                }

                Assert.False(entry.IsHeld(begun, now), $"{name} was received while another consumer held it.");
                AssertIdentity(entry, message, name);
                AssertCount(entry, message.ReceiveCount, begun, name);
                entry.Receives.Add(new Receive(message.ReceiveCount, now, begun + (visibilitySeconds * Stopwatch.Frequency)));
            }
        }
    }

    /// <summary>A delete is about to be sent; what becomes of the message is open until it is answered.</summary>
    public void Deleting(ReceivedMessage message) => Change(message, entry => entry.DeletesTried++);

    /// <summary>A delete was acknowledged.</summary>
    public void Deleted(ReceivedMessage message) => Change(message, entry => entry.DeletedAt ??= Stopwatch.GetTimestamp());

    /// <summary>A delete was refused, because the handle's time was up.</summary>
    public void NotDeleted(ReceivedMessage message) => Change(message, entry => entry.DeletesTried--);

    /// <summary>Fails when of the messages that must be there one was not found.</summary>
    public void AssertComplete(IReadOnlySet<string> found)
    {
        for (var group = 0; group < groups; group++)
        {
            for (var index = 0; index < _groups[group].Count; index++)
            {
                var entry = _groups[group][index];
                Assert.True(
                    !entry.IsSent || entry.IsDeleteTried || found.Contains(entry.MessageId!),
                    $"{group}/{index} was acknowledged and is lost."
                );
            }
        }
    }

    /// <summary>Which body a message has.</summary>
    public int NumberOf(int group, int index) => (index * groups) + group;

    private (int Group, int Index) PlaceOf(ReceivedMessage message)
    {
        var number = Bodies.NumberOf(message.Body);
        var body = Bodies.Of(number);
        Assert.Equal(body, message.Body);
        Assert.Equal(Bodies.Md5Of(body), message.BodyMd5);
        return (number % groups, number / groups);
    }

    private void AssertIdentity(Entry entry, ReceivedMessage message, string name)
    {
        Assert.True(entry.MessageId is not null || _messageIds.Add(message.MessageId), $"The id of {name} was given twice.");
        entry.MessageId ??= message.MessageId;
        entry.SequenceNumber ??= message.SequenceNumber;
        Assert.Equal((entry.MessageId, entry.SequenceNumber), (message.MessageId, message.SequenceNumber));
    }

    private static void AssertCount(Entry entry, int count, long begun, string name)
    {
        var told = entry.Receives.Where(receive => receive.At < begun).Select(receive => receive.Count).DefaultIfEmpty(0).Max();
        Assert.True(count > told, $"{name} has receive count {count} after {told}.");
        Assert.DoesNotContain(entry.Receives, receive => receive.Count == count);
    }

    private void Change(ReceivedMessage message, Action<Entry> change)
    {
        lock (_gate)
        {
            var (group, index) = PlaceOf(message);
            change(_groups[group][index]);
        }
    }

    private int Count(Func<Entry, bool> isCounted)
    {
        lock (_gate)
        {
            return _groups.Sum(group => group.Count(isCounted));
        }
    }

    /// <param name="Count">The receive count it told.</param>
    /// <param name="At">When it was answered.</param>
    /// <param name="HeldUntil">Until then at least nobody else has the message.</param>
    private readonly record struct Receive(int Count, long At, long HeldUntil);

    private sealed class Entry
    {
        public readonly List<Receive> Receives = [];
        public string? MessageId;
        public string? SequenceNumber;
        public bool IsSent;
        public int DeletesTried;
        public long? DeletedAt;

        public bool IsDeleteTried => DeletedAt is not null || DeletesTried > 0;

        /// <summary>True when a receive told before <paramref name="begun"/> has it, no matter when between then and now somebody asked.</summary>
        public bool IsHeld(long begun, long now) => Receives.Exists(receive => receive.At < begun && receive.HeldUntil > now);
    }
}
