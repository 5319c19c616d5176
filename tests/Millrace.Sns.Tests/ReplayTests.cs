using System.Text.Json.Nodes;
using Millrace.Api.Sns;
using Millrace.Sns.Operations;

namespace Millrace.Sns.Tests;

/// <summary>
/// Replays from a FIFO topic's archive that are stopped, replaced or put off: what was published meanwhile is never lost. Source: SNS
/// Developer Guide, "Amazon SNS message replay for FIFO topic subscribers".
/// </summary>
public sealed class ReplayTests : SnsTest
{
    private const string FifoArn = TopicArn + ".fifo";
    private const string Other = "111111111111";

    /// <summary>More than a replay gives while nothing that it gives is taken.</summary>
    private const int OldCount = 1_100;
    private const int NewCount = 30;

    private static readonly (string, string) _raw = ("RawMessageDelivery", "true");

    private static readonly string[] _new = [.. Enumerable.Range(0, NewCount).Select(index => $"new{index}")];

    public ReplayTests()
    {
        CreateTopic("orders.fifo", ("FifoTopic", "true"), ("ArchivePolicy", """{"MessageRetentionPeriod":"1"}"""));
        for (var index = 0; index < OldCount; index++)
        {
            BeginPublish($"old{index}");
        }

        World.Settle();
    }

    [Theory]
    [InlineData("ReplayPolicy", "")]
    [InlineData("ReplayPolicy", """{"PointType":"Timestamp","StartingPoint":"2026-11-22T00:00:00Z"}""")]
    [InlineData("ArchivePolicy", "")]
    public void What_was_published_during_a_replay_arrives_in_order_when_the_replay_is_cut_short(string attribute, string value)
    {
        World.Pass(TimeSpan.FromMinutes(10));
        var arn = SubscribeQueue("q.fifo", FifoArn, _raw);
        Ok(TrySet(arn, "ReplayPolicy", ReplayFrom(SnsWorld.Start)));
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        World.Step();
        PublishNew(0, 10);
        Assert.Equal("In progress", SubscriptionAttributesOf(arn)["ReplayStatus"]);
        Ok(attribute == "ReplayPolicy" ? TrySet(arn, attribute, value) : TrySetTopic(attribute, value, FifoArn));
        PublishNew(10, NewCount);
        World.CheckThatReplayEqualsLiveState();
        World.LosePower();
        World.Pass(TimeSpan.FromSeconds(1));
        World.Pass(TimeSpan.FromSeconds(1));
        Publish("last", FifoArn, group: "g", deduplication: "last");
        var bodies = Bodies("q.fifo");
        Assert.Equal([.. _new, "last"], bodies.Where(body => !body.StartsWith("old", StringComparison.Ordinal)));
        Assert.True(bodies.Count < OldCount, "The replay was cut short.");
        World.CheckThatReplayEqualsLiveState();
    }

    [Fact]
    public void A_replay_that_replaces_another_gives_what_it_was_asked_for_and_what_was_published_meanwhile()
    {
        World.Pass(TimeSpan.FromMinutes(10));
        var arn = SubscribeQueue("q.fifo", FifoArn, _raw);
        Ok(TrySet(arn, "ReplayPolicy", ReplayFrom(SnsWorld.Start.AddMinutes(5))));
        PublishNew(0, NewCount);
        Ok(TrySet(arn, "ReplayPolicy", ReplayFrom(SnsWorld.Start, SnsWorld.Start.AddMinutes(5))));
        World.Pass(TimeSpan.FromSeconds(1));
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal([.. Old, .. _new], Bodies("q.fifo"));
        Assert.Equal("Completed", SubscriptionAttributesOf(arn)["ReplayStatus"]);
    }

    [Fact]
    public void A_replay_that_was_stopped_has_no_status_and_what_is_new_arrives_as_it_comes()
    {
        var arn = SubscribeQueue("q.fifo", FifoArn, _raw);
        Ok(TrySet(arn, "ReplayPolicy", ReplayFrom(SnsWorld.Start)));
        PublishNew(0, NewCount);
        Ok(TrySet(arn, "ReplayPolicy", ""));
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.DoesNotContain("ReplayStatus", SubscriptionAttributesOf(arn).Keys);
        Assert.Equal(_new, Bodies("q.fifo"));
        Publish("live", FifoArn, group: "g", deduplication: "live");
        Assert.Equal(["live"], Bodies("q.fifo"));
    }

    [Fact]
    public void A_topic_that_archives_no_more_keeps_nothing_once_the_replays_are_over()
    {
        var arn = SubscribeQueue("q.fifo", FifoArn, _raw);
        Ok(TrySet(arn, "ReplayPolicy", ReplayFrom(SnsWorld.Start)));
        PublishNew(0, NewCount);
        Ok(TrySetTopic("ArchivePolicy", "", FifoArn));
        Assert.DoesNotContain("BeginningArchiveTime", TopicAttributesOf(FifoArn).Keys);
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(_new, Bodies("q.fifo"));

        Ok(TrySetTopic("ArchivePolicy", """{"MessageRetentionPeriod":"1"}""", FifoArn));
        Ok(TrySet(arn, "ReplayPolicy", ReplayFrom(SnsWorld.Start.AddDays(-1))));
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Empty(Bodies("q.fifo"));
        Ok(TrySetTopic("ArchivePolicy", "", FifoArn));
        Ok(TryDeleteTopic(FifoArn));
    }

    [Fact]
    public void A_subscription_is_given_the_archive_once_it_is_confirmed()
    {
        var queue = CreateQueue("q");
        Caller = Caller with { Account = Other };
        var arn = Ok(TrySubscribe("sqs", queue, FifoArn, _raw, ("ReplayPolicy", ReplayFrom(SnsWorld.Start)))).SubscriptionArn!;
        Caller = Caller with { Account = Account };
        Publish("before", FifoArn, group: "g", deduplication: "before");
        World.Pass(TimeSpan.FromSeconds(1));
        var question = JsonNode.Parse(Assert.Single(Bodies("q")))!;
        Assert.Equal("Pending", SubscriptionAttributesOf(arn)["ReplayStatus"]);

        var confirmed = Topics<ConfirmSubscription, ConfirmSubscriptionInput, ConfirmSubscriptionResponse>(
            new() { TopicArn = FifoArn, Token = (string?)question["Token"] }
        );
        Assert.Equal(arn, Ok(confirmed).SubscriptionArn);
        World.CheckThatReplayEqualsLiveState();
        World.Pass(TimeSpan.FromSeconds(1));
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal([.. Old, "before"], Bodies("q"));
        Assert.Equal("Completed", SubscriptionAttributesOf(arn)["ReplayStatus"]);
    }

    private static IEnumerable<string> Old => Enumerable.Range(0, OldCount).Select(index => $"old{index}");

    private void PublishNew(int from, int until)
    {
        foreach (var text in _new[from..until])
        {
            Publish(text, FifoArn, group: "g", deduplication: text);
        }
    }

    private void BeginPublish(string text) =>
        World.Begin<Publish, Topic, PublishInput, PublishResponse>(
            new()
            {
                TopicArn = FifoArn,
                Message = text,
                MessageGroupId = "g",
                MessageDeduplicationId = text,
            },
            Caller
        );
}
