using Millrace.Api.Sns;
using Millrace.Sns.Operations;

namespace Millrace.Sns.Tests;

/// <summary>FIFO topics: order end to end, deduplication, the archive and replays. Facts: sqs-sns.md, section 2d; Developer Guide, FIFO.</summary>
public sealed class FifoTopicTests : SnsTest
{
    private const string FifoArn = TopicArn + ".fifo";

    private static readonly (string, string) _raw = ("RawMessageDelivery", "true");

    public FifoTopicTests()
    {
        CreateTopic("orders.fifo", ("FifoTopic", "true"), ("ArchivePolicy", """{"MessageRetentionPeriod":"7"}"""));
    }

    [Fact]
    public void A_group_arrives_in_order_with_its_group_and_deduplication_id()
    {
        SubscribeQueue("q.fifo", FifoArn, _raw);
        for (var index = 0; index < 30; index++)
        {
            Publish($"m{index}", FifoArn, group: $"g{index % 3}", deduplication: $"d{index}");
        }

        var messages = Drain("q.fifo");
        Assert.Equal(30, messages.Count);
        foreach (var group in messages.GroupBy(message => message.Attributes!["MessageGroupId"]))
        {
            var numbers = group.Select(message => int.Parse(message.Body!.Value.ToString()[1..], null)).ToList();
            Assert.Equal(numbers.Order(), numbers);
        }

        Assert.Equal("d0", messages.Single(message => message.Body == "m0").Attributes!["MessageDeduplicationId"]);
    }

    [Fact]
    public void A_duplicate_within_five_minutes_is_answered_with_the_first_ones_ids_and_delivered_to_nobody()
    {
        SubscribeQueue("q.fifo", FifoArn, _raw);
        var first = Publish("m", FifoArn, group: "g", deduplication: "d");
        World.Pass(TimeSpan.FromSeconds(299));
        var again = Publish("other", FifoArn, group: "h", deduplication: "d");
        Assert.Equal((first.MessageId, first.SequenceNumber), (again.MessageId, again.SequenceNumber));
        World.Pass(TimeSpan.FromSeconds(2));
        var later = Publish("m", FifoArn, group: "g", deduplication: "d");
        Assert.NotEqual(first.MessageId, later.MessageId);
        Assert.Equal(["m", "m"], Bodies("q.fifo"));
        Assert.Equal(20, later.SequenceNumber!.Length);
        Assert.True(string.CompareOrdinal(later.SequenceNumber, first.SequenceNumber) > 0);
    }

    [Fact]
    public void In_the_scope_of_groups_the_same_id_in_another_group_is_another_message()
    {
        Ok(
            Topics<SetTopicAttributes, SetTopicAttributesInput, Api.Unit>(
                new()
                {
                    TopicArn = FifoArn,
                    AttributeName = "FifoThroughputScope",
                    AttributeValue = "MessageGroup",
                }
            )
        );
        var first = Publish("m", FifoArn, group: "g", deduplication: "d");
        Assert.NotEqual(first.MessageId, Publish("m", FifoArn, group: "h", deduplication: "d").MessageId);
        Assert.Equal(first.MessageId, Publish("m", FifoArn, group: "g", deduplication: "d").MessageId);
    }

    [Fact]
    public void A_standard_queue_on_a_FIFO_topic_gets_no_group()
    {
        SubscribeQueue("plain", FifoArn, _raw);
        Publish("m", FifoArn, group: "g", deduplication: "d");
        Assert.False(Assert.Single(Drain("plain")).Attributes!.ContainsKey("MessageGroupId"));
    }

    [Fact]
    public void A_replay_gives_a_new_subscription_the_archive_and_then_what_is_new_in_order()
    {
        for (var index = 0; index < 5; index++)
        {
            Publish($"old{index}", FifoArn, group: "g", deduplication: $"old{index}");
        }

        var arn = SubscribeQueue("q.fifo", FifoArn, _raw, ("ReplayPolicy", ReplayFrom(SnsWorld.Start)));
        Publish("new", FifoArn, group: "g", deduplication: "new");
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["old0", "old1", "old2", "old3", "old4", "new"], Bodies("q.fifo"));
        Assert.Equal("Completed", SubscriptionAttributesOf(arn)["ReplayStatus"]);
    }

    [Fact]
    public void A_replay_covers_what_was_asked_for_and_passes_the_filter()
    {
        Publish("too early", FifoArn, group: "g", deduplication: "1");
        World.Pass(TimeSpan.FromMinutes(10));
        Publish("wanted", FifoArn, group: "g", deduplication: "2", attributes: Kind("a"));
        Publish("not wanted", FifoArn, group: "g", deduplication: "3", attributes: Kind("b"));
        World.Pass(TimeSpan.FromMinutes(10));
        Publish("too late", FifoArn, group: "g", deduplication: "4", attributes: Kind("a"));
        World.Pass(TimeSpan.FromMinutes(10));
        SubscribeQueue(
            "q.fifo",
            FifoArn,
            _raw,
            ("FilterPolicy", """{"kind":["a"]}"""),
            ("ReplayPolicy", ReplayFrom(SnsWorld.Start.AddMinutes(5), SnsWorld.Start.AddMinutes(15)))
        );
        World.Pass(TimeSpan.FromSeconds(1));
        Publish("live", FifoArn, group: "g", deduplication: "5", attributes: Kind("a"));
        Assert.Equal(["wanted"], Bodies("q.fifo"));
        Assert.Equal(0, World.PendingCalls);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{}}")]
    public void A_replay_with_a_policy_that_asks_for_nothing_gives_everything(string policy)
    {
        Publish("old", FifoArn, group: "g", deduplication: "1");
        SubscribeQueue("q.fifo", FifoArn, _raw, ("FilterPolicy", policy), ("ReplayPolicy", ReplayFrom(SnsWorld.Start)));
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["old"], Bodies("q.fifo"));
    }

    [Fact]
    public void A_replayed_envelope_says_so_and_keeps_its_id_and_time()
    {
        var id = Publish("m", FifoArn, group: "g", deduplication: "1").MessageId;
        World.Pass(TimeSpan.FromHours(1));
        SubscribeQueue("q.fifo", FifoArn, ("ReplayPolicy", ReplayFrom(SnsWorld.Start)));
        World.Pass(TimeSpan.FromSeconds(1));
        var envelope = Assert.Single(Envelopes("q.fifo"));
        Assert.Equal("true", (string?)envelope["Replayed"]);
        Assert.Equal(id, (string?)envelope["MessageId"]);
        Assert.Equal("2026-11-21T08:00:00.000Z", (string?)envelope["Timestamp"]);
    }

    [Fact]
    public void The_archive_forgets_what_is_older_than_its_days_and_survives_a_restart()
    {
        Publish("old", FifoArn, group: "g", deduplication: "1");
        World.Pass(TimeSpan.FromDays(5));
        Publish("young", FifoArn, group: "g", deduplication: "2");
        World.Pass(TimeSpan.FromDays(3));
        World.Restart();
        SubscribeQueue("q.fifo", FifoArn, _raw, ("ReplayPolicy", ReplayFrom(SnsWorld.Start)));
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["young"], Bodies("q.fifo"));
        Assert.Equal("2026-11-21T08:00:00.000Z", TopicAttributesOf(FifoArn)["BeginningArchiveTime"]);
    }

    [Fact]
    public void A_long_archive_is_replayed_whole_also_when_the_power_fails_on_the_way()
    {
        for (var index = 0; index < 350; index++)
        {
            Publish($"m{index}", FifoArn, group: $"g{index}", deduplication: $"{index}");
        }

        World.Pass(TimeSpan.FromHours(1));
        SubscribeQueue("q.fifo", FifoArn, _raw);
        World.Begin<SetSubscriptionAttributes, Topic, SetSubscriptionAttributesInput, Api.Unit>(
            new()
            {
                SubscriptionArn = Ok(TrySubscribe("sqs", QueueArn("q.fifo"), FifoArn)).SubscriptionArn,
                AttributeName = "ReplayPolicy",
                AttributeValue = ReplayFrom(SnsWorld.Start),
            },
            Caller
        );
        for (var step = 0; step < 4; step++)
        {
            World.Step();
        }

        World.LosePower();
        World.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(Enumerable.Range(0, 350).Select(index => $"m{index}").Order(), Bodies("q.fifo").Order());
    }

    [Fact]
    public void A_topic_with_an_archive_is_not_deleted()
    {
        var refusal = Refusal(Topics<DeleteTopic, DeleteTopicInput, Api.Unit>(new() { TopicArn = FifoArn }));
        Assert.Equal("InvalidState", refusal.Code);
    }

    private static Dictionary<string, MessageAttributeValue> Kind(string kind) =>
        new(StringComparer.Ordinal)
        {
            ["kind"] = new() { DataType = "String", StringValue = kind },
        };
}
