using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;

namespace Millrace.Sns.Tests;

/// <summary>Replays to queues that take nothing for a while: how much is on its way, what is kept meanwhile, and who is held up.</summary>
public sealed class ReplayRoomTests
{
    private const string TopicArn = "arn:aws:sns:us-east-1:000000000000:orders.fifo";
    private const string Account = "000000000000";
    private const int Slow = 1;
    private const int Other = 2;

    /// <summary>So many deliveries of a subscription's replay are on their way, and no more.</summary>
    private const int Room = 1_000;
    private const int OldCount = 1_100;

    private static readonly Caller _caller = new(Account, "us-east-1", Account, "http://sns.example:4566");

    private Topic _topic = Topic.Create(new ResourceId(Topic.Kind, TopicArn));
    private DateTimeOffset _now = SnsWorld.Start;
    private int _published;

    public ReplayRoomTests()
    {
        Apply(new TopicCreated(_now, Map(("FifoTopic", "true"), ("ArchivePolicy", """{"MessageRetentionPeriod":"1"}""")), Map()));
    }

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
        _now = _now.AddHours(1);
        Publish(1);
        _now = _now.AddDays(2);
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
        _now = _now.AddHours(3);
        Publish(1);
        _now = _now.AddDays(2);
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
        _now = _now.AddHours(3);
        Apply(new TopicAttributesSet(_now, Map(("ArchivePolicy", ""))));
        Assert.False(_topic.Needs(Publish(1), new PayloadHandle(_published, 1)));
        Take(Slow, Room);
        Run();
        Assert.Empty(OnTheirWayTo(Slow));
    }

    private static Dictionary<string, string> Map(params (string Name, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    private static IEnumerable<long> Numbers(long first, int count) => Enumerable.Range(0, count).Select(index => first + index);

    private Turn Turn => new(_now, _now, _caller, 1);

    private void Subscribe(int number, string replayPolicy) =>
        Apply(
            new Subscribed(
                number,
                Guid.NewGuid(),
                _now,
                "sqs",
                QueueArn(number),
                Account,
                Account,
                IsConfirmed: true,
                Map(("ReplayPolicy", replayPolicy))
            )
        );

    private static string QueueArn(int subscription) => $"arn:aws:sqs:us-east-1:{Account}:q{subscription}.fifo";

    /// <summary>Publishes so many; the last of them.</summary>
    private IFact Publish(int count)
    {
        IFact? published = null;
        for (var left = count; left > 0; left--)
        {
            var request = new PublishInput
            {
                TopicArn = TopicArn,
                Message = "m",
                MessageGroupId = "g",
                MessageDeduplicationId = $"{++_published}",
            };
            published = Assert.Single(Sns.Operations.Publish.Decide(_topic, request, Turn).Facts);
            _topic.Apply(published, new PayloadHandle(_published, 1));
        }

        return published!;
    }

    private void Apply(IFact fact) => _topic.Apply(fact, default);

    /// <summary>Does all that is due.</summary>
    private void Run()
    {
        for (var turns = 0; _topic.NextDue(_now) <= _now; turns++)
        {
            Assert.InRange(turns, 0, OldCount);
            foreach (var fact in _topic.Due(Turn))
            {
                Apply(fact);
            }
        }
    }

    /// <summary>The numbers of the messages, in the order of their calls.</summary>
    private IEnumerable<long> OnTheirWayTo(int subscription) => CallsTo(subscription).Select(call => call.Payload.Position);

    private IEnumerable<Call> CallsTo(int subscription) =>
        _topic.PendingCalls().Where(call => call.Target.Arn == QueueArn(subscription));

    /// <summary>The queue takes the first of what is on its way to it.</summary>
    private void Take(int subscription, int count)
    {
        foreach (var call in CallsTo(subscription).Take(count).ToList())
        {
            foreach (var fact in _topic.OnCallSettled(Turn, call, refusal: null))
            {
                Apply(fact);
            }
        }
    }

    private void Restart()
    {
        var before = _topic.Describe(_now);
        using var picture = Picture();
        _topic = Topic.Create(new ResourceId(Topic.Kind, TopicArn));
        using var reader = new BinaryReader(picture);
        _topic.Restore(reader);
        Assert.Equal(before, _topic.Describe(_now));
    }

    private MemoryStream Picture()
    {
        var picture = new MemoryStream();
        var writer = new BinaryWriter(picture);
        _topic.Capture().Write(writer);
        writer.Flush();
        picture.Position = 0;
        return picture;
    }
}
