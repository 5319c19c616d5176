namespace Millrace.Sns.Tests;

/// <summary>
/// Replays with an ending point: what lies between the points arrives, and nothing that is published after the end. Source: SNS API
/// Reference, GetSubscriptionAttributes, ReplayStatus.
/// </summary>
public sealed class ReplayEndTests : SnsTest
{
    private const string FifoArn = TopicArn + ".fifo";

    private static readonly (string, string) _raw = ("RawMessageDelivery", "true");

    /// <summary>From here on, and until ten minutes later, a replay finds "wanted"; twenty minutes later is the beginning of the tests.</summary>
    private static readonly DateTimeOffset _from = SnsWorld.Start.AddMinutes(5);

    private static readonly string _past = ReplayFrom(_from, _from.AddMinutes(10));
    private static readonly string _ahead = ReplayFrom(_from, _from.AddMinutes(30));

    public ReplayEndTests()
    {
        CreateTopic("orders.fifo", ("FifoTopic", "true"), ("ArchivePolicy", """{"MessageRetentionPeriod":"1"}"""));
        Publish("early");
        World.Pass(TimeSpan.FromMinutes(10));
        Publish("wanted");
        World.Pass(TimeSpan.FromMinutes(15));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("a restart")]
    [InlineData("a power cut")]
    public void A_replay_that_has_an_end_gives_nothing_that_is_published_later(string disaster)
    {
        var arn = Subscribe(_past);
        Publish("during");
        Assert.Equal("In progress", StatusOf(arn));
        Survive(disaster);
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal("Completed", StatusOf(arn));
        Publish("after");
        Survive(disaster);
        Publish("long after");
        World.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["wanted"], Bodies("q.fifo"));
        Assert.Equal("Completed", StatusOf(arn));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("a restart")]
    [InlineData("a power cut")]
    public void Until_an_ending_point_that_lies_ahead_what_is_published_arrives(string disaster)
    {
        var arn = Subscribe(_ahead);
        Publish("during");
        Survive(disaster);
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["wanted", "during"], Bodies("q.fifo"));
        World.Pass(TimeSpan.FromMinutes(5));
        Publish("before");
        Assert.Equal(["before"], Bodies("q.fifo"));
        Assert.Equal("In progress", StatusOf(arn));
        Survive(disaster);
        World.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal("Completed", StatusOf(arn));
        Publish("after");
        World.Pass(TimeSpan.FromMinutes(1));
        Assert.Empty(Bodies("q.fifo"));
    }

    [Fact]
    public void Between_two_points_that_lie_ahead_arrives_what_is_published_between_them()
    {
        var now = _from.AddMinutes(20);
        var arn = Subscribe(ReplayFrom(now.AddMinutes(10), now.AddMinutes(20)));
        Publish("too early");
        World.Pass(TimeSpan.FromMinutes(5));
        Publish("still too early");
        World.Pass(TimeSpan.FromMinutes(10));
        Publish("between");
        Assert.Equal("In progress", StatusOf(arn));
        World.Pass(TimeSpan.FromMinutes(10));
        Publish("too late");
        Assert.Equal(["between"], Bodies("q.fifo"));
        Assert.Equal("Completed", StatusOf(arn));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_subscription_whose_policy_is_taken_away_is_live_from_then_on(bool isCompleted)
    {
        var arn = Subscribe(_past);
        if (isCompleted)
        {
            World.Pass(TimeSpan.FromSeconds(1));
        }

        Publish("unwanted");
        Ok(TrySet(arn, "ReplayPolicy", ""));
        Assert.DoesNotContain("ReplayStatus", SubscriptionAttributesOf(arn).Keys);
        Survive("a restart");
        Publish("live");
        Assert.Equal(isCompleted ? ["wanted", "live"] : ["live"], Bodies("q.fifo"));
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Empty(Bodies("q.fifo"));
    }

    [Fact]
    public void A_replay_without_an_end_gives_what_was_published_after_the_end_of_the_one_before()
    {
        var arn = Subscribe(_past);
        World.Pass(TimeSpan.FromSeconds(1));
        Publish("meanwhile");
        Assert.Equal(["wanted"], Bodies("q.fifo"));
        World.Pass(TimeSpan.FromMinutes(10));
        Ok(TrySet(arn, "ReplayPolicy", ReplayFrom(_from)));
        Publish("kept back");
        Survive("a power cut");
        World.Pass(TimeSpan.FromSeconds(1));
        Publish("live");
        Assert.Equal(["wanted", "meanwhile", "kept back", "live"], Bodies("q.fifo"));
        Assert.Equal("Completed", StatusOf(arn));
    }

    [Theory]
    [InlineData("a restart")]
    [InlineData("a power cut")]
    public void What_a_policy_let_through_is_owed_also_when_others_replace_it_and_nothing_else_is(string disaster)
    {
        var arn = Subscribe(ReplayFrom(_from));
        Publish("owed without an end");
        Ok(TrySet(arn, "ReplayPolicy", _past));
        Publish("kept away");
        Ok(TrySet(arn, "ReplayPolicy", _ahead));
        Publish("owed before the end");
        Ok(TrySet(arn, "ReplayPolicy", ReplayFrom(_from.AddDays(-2), _from.AddDays(-1))));
        Publish("kept away again");
        Survive(disaster);
        Ok(TrySet(arn, "ReplayPolicy", ""));
        Publish("live");
        World.CheckThatReplayEqualsLiveState();
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["owed without an end", "owed before the end", "live"], Bodies("q.fifo"));
    }

    [Fact]
    public void A_replay_gives_what_is_owed_and_what_it_covers_once_and_in_order()
    {
        var arn = Subscribe(ReplayFrom(_from));
        Publish("owed");
        Ok(TrySet(arn, "ReplayPolicy", _past));
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        Publish("kept away");
        Ok(TrySet(arn, "ReplayPolicy", ReplayFrom(_from, _from.AddMinutes(20).AddMilliseconds(500))));
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["wanted", "owed"], Bodies("q.fifo"));
        Assert.Equal("Completed", StatusOf(arn));
    }

    [Fact]
    public void A_replay_that_the_end_of_the_archive_cuts_short_has_failed_and_keeps_its_ending_point()
    {
        var arn = Subscribe(_ahead);
        Publish("owed");
        Ok(TrySetTopic("ArchivePolicy", "", FifoArn));
        Assert.Equal("Failed", StatusOf(arn));
        Survive("a restart");
        Publish("before");
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["owed", "before"], Bodies("q.fifo"));
        World.Pass(TimeSpan.FromMinutes(15));
        Publish("after");
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Empty(Bodies("q.fifo"));
        Assert.Equal("Failed", StatusOf(arn));
        Ok(TrySet(arn, "ReplayPolicy", ""));
        Publish("live");
        Assert.Equal(["live"], Bodies("q.fifo"));
        Ok(TryDeleteTopic(FifoArn));
    }

    [Fact]
    public void A_replay_that_had_given_everything_when_the_archive_ended_is_completed()
    {
        var arn = Subscribe(_past);
        World.Pass(TimeSpan.FromSeconds(1));
        Ok(TrySetTopic("ArchivePolicy", "", FifoArn));
        Publish("after");
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["wanted"], Bodies("q.fifo"));
        Assert.Equal("Completed", StatusOf(arn));
    }

    private string Subscribe(string replayPolicy) => SubscribeQueue("q.fifo", FifoArn, _raw, ("ReplayPolicy", replayPolicy));

    private void Publish(string text) => Publish(text, FifoArn, group: "g", deduplication: text.Replace(' ', '-'));

    private string StatusOf(string arn) => SubscriptionAttributesOf(arn)["ReplayStatus"];

    private void Survive(string disaster)
    {
        World.CheckThatReplayEqualsLiveState();
        if (disaster == "a restart")
        {
            World.Restart();
        }
        else if (disaster == "a power cut")
        {
            World.LosePower();
        }

        World.CheckThatReplayEqualsLiveState();
    }
}
