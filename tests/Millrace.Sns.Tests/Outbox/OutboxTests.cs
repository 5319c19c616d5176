using System.Text;
using Millrace.Engine;
using Millrace.Sns.Outbox;

namespace Millrace.Sns.Tests.Outbox;

/// <summary>The outbox as it is read, and how much it keeps.</summary>
public sealed class OutboxTests : OutboxTest
{
    private const string Number = "+15555550100";

    private readonly ResourceId _id = new(AccountOutbox.Kind, $"arn:aws:sns:us-east-1:{Account}:outbox");
    private long _position;

    [Fact]
    public void The_newest_comes_first_across_accounts_and_regions()
    {
        Ok(TryPublishTo(Number, "first"));
        World.Pass(TimeSpan.FromSeconds(1));
        Caller = Caller with { Account = "111111111111" };
        Ok(TryPublishTo(Number, "second"));
        World.Pass(TimeSpan.FromSeconds(1));
        Caller = Caller with { Account = Account, Region = "eu-central-1" };
        Ok(TryPublishTo(Number, "third"));

        Assert.Equal(["third", "second", "first"], Outbox().ConvertAll(TextOf));
        Assert.Equal(["second"], Texts(new(null, null, "111111111111", null, null, 10)));
        Assert.Equal(["third"], Texts(new(null, null, null, "eu-central-1", null, 10)));
    }

    [Fact]
    public void What_is_shown_can_be_chosen_by_protocol_and_endpoint()
    {
        Ok(TryPublishTo(Number, "to a number"));
        Ok(TryPublishTo("+15555550101", "to another"));
        Ok(TrySubscribe("email", "ada@example.com"));

        Assert.Equal(["to another", "to a number"], Outbox("sms").ConvertAll(TextOf));
        Assert.Equal(["to a number"], Outbox(endpoint: Number).ConvertAll(TextOf));
        Assert.Single(Outbox("email", "ada@example.com"));
        Assert.Empty(Outbox("email", Number));
    }

    [Fact]
    public void Pages_follow_each_other_without_gap_or_repetition()
    {
        for (var index = 0; index < 7; index++)
        {
            Ok(TryPublishTo(Number, $"{index}"));
        }

        var texts = new List<string>();
        OutboxPlace? before = null;
        bool hasMore;
        do
        {
            var (items, places) = Read(new OutboxQuery(null, null, null, null, before, 3));
            texts.AddRange(items.Select(TextOf));
            Assert.InRange(items.Count, 1, 3);
            (before, hasMore) = (places.Places[^1], places.HasMore);
        } while (hasMore);

        Assert.Equal(["6", "5", "4", "3", "2", "1", "0"], texts);
    }

    [Fact]
    public void What_was_dropped_between_listing_and_reading_is_missing()
    {
        Ok(TryPublishTo(Number, "hello"));
        var read = World.Execute<ReadOutbox, AccountOutbox, OutboxRequest, OutboxItems>(new(_id.Arn, [1, 2]), Caller);
        Assert.Equal([1], Ok(read).Items.Select(item => item.Number));
    }

    [Fact]
    public void An_outbox_keeps_its_newest_entries_and_drops_the_oldest()
    {
        var outbox = new AccountOutbox(_id, new SnsSettings());
        for (var index = 0; index < Limits.OutboxEntriesMax + 5; index++)
        {
            Take(outbox, Notification("sms", "hello"));
        }

        Assert.Equal(Limits.OutboxEntriesMax, outbox.Entries.Count());
        Assert.Equal(6, outbox.Entries.Last().Number);
    }

    [Fact]
    public void An_outbox_keeps_no_more_bytes_than_it_may()
    {
        var outbox = new AccountOutbox(_id, new SnsSettings());
        var text = new string('x', 256 * 1024);
        for (var index = 0; index < 400; index++)
        {
            Take(outbox, Notification("sms", text));
        }

        var kept = outbox.Entries.Sum(entry => (long)entry.Payload.Length);
        Assert.InRange(kept, Limits.OutboxBytesMax - (300 * 1024), Limits.OutboxBytesMax);
        Assert.Equal(400, outbox.Entries.First().Number);
    }

    [Fact]
    public void E_mails_that_wait_are_kept_and_beyond_a_bound_new_ones_come_back_later()
    {
        var outbox = new AccountOutbox(_id, new SnsSettings { HasMailServer = true });
        for (var index = 0; index < Limits.OutboxEntriesMax; index++)
        {
            Assert.Null(Take(outbox, Notification("email", "hello")));
        }

        Assert.True(Take(outbox, Notification("email", "one too many"))!.IsTransient);
        Assert.Null(Take(outbox, Notification("sms", "is not passed on")));
        Assert.Equal(Limits.OutboxEntriesMax + 1, outbox.Entries.Count());
        Assert.Equal(Limits.OutboxEntriesMax, outbox.PendingCalls().Count());
    }

    [Fact]
    public void Payloads_that_moved_are_read_where_they_are_now()
    {
        var outbox = new AccountOutbox(_id, new SnsSettings());
        Take(outbox, Notification("sms", "hello"));
        var entry = Assert.Single(outbox.Entries);
        var kept = new NotificationKept(entry.Number, 0, 0, Notification("sms", "hello"));
        Assert.True(outbox.Needs(kept, entry.Payload));
        Assert.False(outbox.Needs(kept, new PayloadHandle(99, 1)));

        outbox.Relocate(kept, entry.Payload, new PayloadHandle(77, 200));
        Assert.Equal(new PayloadHandle(77, 200), Assert.Single(outbox.Entries).Payload);
        Assert.False(outbox.Needs(kept, entry.Payload));
    }

    private List<string> Texts(OutboxQuery query) => Read(query).Items.ConvertAll(TextOf);

    private static OutgoingNotification Notification(string protocol, string text) =>
        new(
            protocol,
            Number,
            NotificationKind.Notification,
            Guid.Empty,
            null,
            null,
            null,
            Encoding.UTF8.GetBytes(text),
            default,
            []
        );

    /// <summary>Brings one notification to an outbox that stands alone.</summary>
    private CallRefusal? Take(AccountOutbox outbox, OutgoingNotification notification)
    {
        var turn = new Turn(SnsWorld.Start, SnsWorld.Start, Caller, default);
        var call = new Call(_position + 1, _id, _id, AccountOutbox.NotifyAction, default, default);
        var outcome = outbox.OnCall(turn, call, notification);
        foreach (var fact in outcome.Facts)
        {
            var writer = new FactWriter();
            fact.Write(writer);
            outbox.Apply(fact, new PayloadHandle(++_position, writer.Length));
        }

        return outcome.Refusal;
    }
}
