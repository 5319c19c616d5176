using System.Text.Json.Nodes;
using Millrace.Api.Sns;
using Millrace.Sns.Operations;

namespace Millrace.Sns.Tests;

/// <summary>The power fails in the middle of a fan-out. What was acknowledged reaches everybody; FIFO queues get it once.</summary>
public sealed class CrashTests : SnsTest
{
    private const int QueueCount = 20;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_fan_out_goes_on_after_a_power_cut_without_loss_or_repetition(int steps)
    {
        for (var index = 0; index < QueueCount; index++)
        {
            SubscribeQueue($"q{index}", TopicArn, ("RawMessageDelivery", "true"));
        }

        for (var message = 0; message < 5; message++)
        {
            World.Begin<Publish, Topic, PublishInput, PublishResponse>(
                new() { TopicArn = TopicArn, Message = $"m{message}" },
                Caller
            );
        }

        for (var step = 0; step < steps; step++)
        {
            World.Step();
        }

        World.LosePower();
        World.CheckThatReplayEqualsLiveState();
        var first = Bodies("q0");
        Assert.Equal(first.Order(StringComparer.Ordinal), first);
        Assert.Equal(first.Distinct(), first);
        if (steps > 0)
        {
            Assert.Equal(5, first.Count);
        }

        for (var index = 1; index < QueueCount; index++)
        {
            Assert.Equal(first, Bodies($"q{index}"));
        }
    }

    [Fact]
    public void Topics_subscriptions_and_deliveries_on_their_way_are_in_a_checkpoint()
    {
        World.WebHooks.Answer = _ => new Engine.CallRefusal("Timeout", "no answer", IsTransient: true);
        var arn = Ok(TrySubscribe("http", "http://hook.example/", TopicArn, ("RawMessageDelivery", "true"))).SubscriptionArn!;
        var token = (string)JsonNode.Parse(((Engine.WebRequest)World.WebHooks.Sent[0].Request).Content.Span)!["Token"]!;
        Ok(
            Topics<ConfirmSubscription, ConfirmSubscriptionInput, ConfirmSubscriptionResponse>(
                new() { TopicArn = TopicArn, Token = token }
            )
        );
        Publish("kept");
        var before = SubscriptionAttributesOf(arn);
        World.WebHooks.Sent.Clear();

        World.Restart();
        Assert.Equal(before, SubscriptionAttributesOf(arn));
        World.WebHooks.Answer = _ => null;
        World.Pass(TimeSpan.FromSeconds(30));
        Assert.Contains(World.WebHooks.Sent, sent => ((Engine.WebRequest)sent.Request).Content.Span.SequenceEqual("kept"u8));
        Assert.Equal(0, World.PendingCalls);
    }

    /// <summary>A queue notes of every topic how far its deliveries have come; of one that is deleted it need not know any more.</summary>
    [Fact]
    public void What_a_queue_remembers_of_topics_ends_with_them()
    {
        var after5 = Laps(0, 5);
        var after40 = Laps(5, 40);
        Assert.InRange(after40 - after5, -100, 100);

        // One that comes back under the old name is heard from its first message on, and each message once.
        var again = CreateTopic("t00");
        SubscribeQueue("shared", again, ("RawMessageDelivery", "true"));
        Publish("again", again);
        World.LosePower();
        World.CheckThatReplayEqualsLiveState();
        Assert.Equal(["again"], Bodies("shared"));

        long Laps(int from, int to)
        {
            for (var lap = from; lap < to; lap++)
            {
                var topic = CreateTopic($"t{lap:D2}");
                SubscribeQueue("shared", topic, ("RawMessageDelivery", "true"));
                Publish($"m{lap:D2}", topic);
                Assert.Equal([$"m{lap:D2}"], Bodies("shared"));
                Ok(Topics<DeleteTopic, DeleteTopicInput, Api.Unit>(new() { TopicArn = topic }));
                World.Settle();
                World.TakeCheckpoint();
            }

            return World.TakeCheckpoint();
        }
    }
}
