using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Tests;

/// <summary>A FIFO topic that archives for a day, without an engine: its deliveries end when a test says so.</summary>
public abstract class FifoTopicTest
{
    private const string TopicArn = "arn:aws:sns:us-east-1:000000000000:orders.fifo";
    private const string Account = "000000000000";
    private const int TurnsMax = 1_000;

    private static readonly Caller _caller = new(Account, "us-east-1", Account, "http://sns.example:4566");

    private Topic _topic = Topic.Create(new ResourceId(Topic.Kind, TopicArn));
    private int _published;

    private protected FifoTopicTest()
    {
        Apply(new TopicCreated(Now, Map(("FifoTopic", "true"), ("ArchivePolicy", """{"MessageRetentionPeriod":"1"}""")), Map()));
    }

    private protected DateTimeOffset Now { get; set; } = SnsWorld.Start;

    /// <summary>Whether a message, the last that was published, is still to be delivered or archived.</summary>
    private protected bool Needs(IFact published) => _topic.Needs(published, new PayloadHandle(_published, 1));

    private protected static Dictionary<string, string> Map(params (string Name, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    private Turn Turn => new(Now, Now, _caller, 1);

    private protected void Subscribe(int number, string replayPolicy) =>
        Apply(
            new Subscribed(
                number,
                Guid.NewGuid(),
                Now,
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
    private protected IFact Publish(int count)
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

    private protected void Apply(IFact fact) => _topic.Apply(fact, default);

    /// <summary>Does all that is due.</summary>
    private protected void Run()
    {
        for (var turns = 0; RunTurn(); turns++)
        {
            Assert.InRange(turns, 0, TurnsMax);
        }
    }

    /// <summary>One turn of what is due; false when nothing is.</summary>
    private protected bool RunTurn()
    {
        if (!(_topic.NextDue(Now) <= Now))
        {
            return false;
        }

        foreach (var fact in _topic.Due(Turn))
        {
            Apply(fact);
        }

        return true;
    }

    /// <summary>The numbers of the messages, in the order of their calls.</summary>
    private protected IEnumerable<long> OnTheirWayTo(int subscription) =>
        CallsTo(subscription).Select(call => call.Payload.Position);

    private IEnumerable<Call> CallsTo(int subscription) =>
        _topic.PendingCalls().Where(call => call.Target.Arn == QueueArn(subscription));

    /// <summary>The queue takes the first of what is on its way to it.</summary>
    private protected void Take(int subscription, int count)
    {
        foreach (var call in CallsTo(subscription).Take(count).ToList())
        {
            foreach (var fact in _topic.OnCallSettled(Turn, call, refusal: null))
            {
                Apply(fact);
            }
        }
    }

    private protected void Restart()
    {
        var before = _topic.Describe(Now);
        using var picture = Picture();
        _topic = Topic.Create(new ResourceId(Topic.Kind, TopicArn));
        using var reader = new BinaryReader(picture);
        _topic.Restore(reader);
        Assert.Equal(before, _topic.Describe(Now));
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
