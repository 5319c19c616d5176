using System.Diagnostics;
using Xunit.Sdk;

namespace Millrace.Reliability.Tests;

/// <summary>An account that accepts everything proves nothing: each thing that must not happen is told to it once.</summary>
public sealed class FifoLedgerTests
{
    private readonly FifoLedger _ledger = new(groups: 2);

    public FifoLedgerTests()
    {
        Send(0, 0, "id-0", 1);
        Send(0, 1, "id-1", 2);
    }

    [Fact]
    public void A_story_in_order_is_accepted()
    {
        Receive(60, Given(0, "id-0", 1, count: 1), Given(1, "id-1", 2, count: 1));
        Delete(Given(0, "id-0", 1, count: 1));
        _ledger.AssertComplete(new HashSet<string>(StringComparer.Ordinal) { "id-1" });
        Assert.Equal((2, 1, 0), (_ledger.SentCount, _ledger.DeletedCount, _ledger.RepeatedCount));
    }

    [Fact]
    public void A_message_that_overtakes_another_is_told_from_one_whose_group_is_locked()
    {
        AssertRefused("waits", () => Receive(60, Given(1, "id-1", 2, count: 1)));
        Receive(60, Given(0, "id-0", 1, count: 1));
        AssertRefused("is in flight", () => Receive(60, Given(1, "id-1", 2, count: 1)));
        AssertRefused("held it", () => Receive(60, Given(0, "id-0", 1, count: 2)));
    }

    [Fact]
    public void A_repeated_send_has_the_ids_of_the_first()
    {
        Send(0, 1, "id-1", 2);
        Assert.Equal(1, _ledger.RepeatedCount);
        Assert.ThrowsAny<XunitException>(() => Send(0, 1, "id-2", 2));
        Assert.ThrowsAny<XunitException>(() => Send(0, 1, "id-1", 3));
        AssertRefused("given twice", () => Send(0, 2, "id-1", 3));
    }

    [Fact]
    public void Sequence_numbers_rise() => AssertRefused("SequenceNumber", () => Send(0, 2, "id-2", 2));

    [Fact]
    public void Receive_counts_rise()
    {
        Receive(0, Given(0, "id-0", 1, count: 2));
        AssertRefused("receive count", () => Receive(0, Given(0, "id-0", 1, count: 2)));
    }

    [Fact]
    public void What_was_deleted_does_not_come_back_and_what_was_not_is_not_lost()
    {
        Receive(0, Given(0, "id-0", 1, count: 1));
        Delete(Given(0, "id-0", 1, count: 1));
        AssertRefused("came back", () => Receive(0, Given(0, "id-0", 1, count: 2)));
        AssertRefused("is lost", () => _ledger.AssertComplete(new HashSet<string>(StringComparer.Ordinal)));
    }

    private void Send(int group, int index, string id, int sequence)
    {
        _ledger.Sending(group, index);
        _ledger.Sent(group, index, new SentMessage(id, "") { SequenceNumber = Sequence(sequence) });
    }

    private void Receive(int visibilitySeconds, params ReceivedMessage[] messages) =>
        _ledger.Received(messages, Stopwatch.GetTimestamp(), visibilitySeconds);

    private void Delete(ReceivedMessage message)
    {
        _ledger.Deleting(message);
        _ledger.Deleted(message);
    }

    /// <summary>A message of the first group.</summary>
    private ReceivedMessage Given(int index, string id, int sequence, int count)
    {
        var body = Bodies.Of(_ledger.NumberOf(0, index));
        return new ReceivedMessage(id, body, Bodies.Md5Of(body), "handle", count) { SequenceNumber = Sequence(sequence) };
    }

    private static string Sequence(int number) => $"{number:D20}";

    private static void AssertRefused(string what, Action story) =>
        Assert.Contains(what, Assert.ThrowsAny<XunitException>(story).Message, StringComparison.Ordinal);
}
