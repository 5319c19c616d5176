namespace Millrace.Sns.Tests;

/// <summary>Replays to queues that take nothing for a while: how much is on its way, what is kept meanwhile, and who is held up.</summary>
public sealed class ReplayRoomTests : FifoTopicTest
{
    private const int Slow = 1;
    private const int Other = 2;

    /// <summary>So many deliveries of a subscription's replay are on their way, and no more.</summary>
    private const int Room = 1_000;
    private const int OldCount = 1_100;

    [Fact]
    public void A_replay_waits_while_a_thousand_of_its_deliveries_are_on_their_way_also_after_a_restart()
    {
        Publish(OldCount);
        Subscribe(Slow, SnsTest.ReplayFrom(SnsWorld.Start));
        Run();
        Assert.Equal(Numbers(1, Room), OnTheirWayTo(Slow));
        Restart();
        Run();
        Assert.Equal(Numbers(1, Room), OnTheirWayTo(Slow));
        Take(Slow, 40);
        Run();
        Assert.Equal(Numbers(41, Room), OnTheirWayTo(Slow));
        Take(Slow, Room);
        Run();
        Assert.Equal(Numbers(Room + 41, OldCount - Room - 40), OnTheirWayTo(Slow));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_queue_that_takes_nothing_holds_up_nobody_elses_replay(bool isReplaying)
    {
        Subscribe(Slow, isReplaying ? SnsTest.ReplayFrom(SnsWorld.Start) : "");
        Publish(OldCount);
        Run();
        Subscribe(Other, SnsTest.ReplayFrom(SnsWorld.Start));
        Run();
        Take(Other, Room);
        Run();
        Assert.Equal(Numbers(Room + 1, OldCount - Room), OnTheirWayTo(Other));
    }

    [Fact]
    public void What_is_kept_back_for_a_replay_outlives_the_days_of_the_archive()
    {
        Publish(OldCount);
        Subscribe(Slow, SnsTest.ReplayFrom(SnsWorld.Start));
        Run();
        Now = Now.AddHours(1);
        Publish(1);
        Now = Now.AddDays(2);
        Run();
        Restart();
        Take(Slow, Room);
        Run();
        Assert.Equal([OldCount + 1L], OnTheirWayTo(Slow));
    }

    [Fact]
    public void What_comes_after_an_ending_point_is_not_kept_for_a_replay_that_waits()
    {
        Publish(OldCount);
        Subscribe(Slow, SnsTest.ReplayFrom(SnsWorld.Start, SnsWorld.Start.AddHours(2)));
        Run();
        Now = Now.AddHours(3);
        Publish(1);
        Now = Now.AddDays(2);
        Run();
        Restart();
        Subscribe(Other, SnsTest.ReplayFrom(SnsWorld.Start.AddHours(2)));
        Run();
        Assert.Empty(OnTheirWayTo(Other));
        Take(Slow, Room);
        Run();
        Assert.Empty(OnTheirWayTo(Slow));
    }

    [Fact]
    public void A_topic_that_archives_no_more_keeps_nothing_that_an_ending_point_keeps_away()
    {
        Publish(OldCount);
        Subscribe(Slow, SnsTest.ReplayFrom(SnsWorld.Start, SnsWorld.Start.AddHours(2)));
        Run();
        Now = Now.AddHours(3);
        Apply(new TopicAttributesSet(Now, Map(("ArchivePolicy", ""))));
        Assert.False(Needs(Publish(1)));
        Take(Slow, Room);
        Run();
        Assert.Empty(OnTheirWayTo(Slow));
    }

    private static IEnumerable<long> Numbers(long first, int count) => Enumerable.Range(0, count).Select(index => first + index);
}
