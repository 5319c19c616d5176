using Millrace.Engine;

namespace Millrace.Sns.Tests;

/// <summary>
/// What becomes of deliveries that a service of AWS does not take: the policy is AWS's own, and nobody can change it. Facts: sqs-sns.md,
/// section 2d; SNS Developer Guide, "Amazon SNS message delivery retries".
/// </summary>
public sealed class ServiceRetryTests : SnsTest
{
    [Fact]
    public void It_is_tried_at_once_then_every_second_then_ever_more_seldom_up_to_every_twenty_seconds()
    {
        SubscribeStream();
        var (start, at) = (World.Clock.Now, new List<double>());
        World.Streams.Answer = _ =>
        {
            at.Add((World.Clock.Now - start).TotalSeconds);
            return new CallRefusal("ServiceUnavailable", "later", IsTransient: true);
        };
        Publish("m");
        while (at.Count < 20)
        {
            World.Pass(TimeSpan.FromSeconds(0.1));
        }

        // Growing by the same factor from one second to twenty; what falls due within a tenth of a second is made at its end.
        double[] expected = [0, 0, 0, 1, 1, 1, 1.4, 1.9, 2.7, 3.8, 5.3, 7.4, 10.3, 14.3, 20, 20, 20, 20, 20];
        Assert.All(
            expected.Zip(at.Zip(at.Skip(1), (earlier, later) => later - earlier)),
            pair => Assert.InRange(pair.Second - pair.First, -0.05, 0.25)
        );
    }

    [Fact]
    public void After_100015_retries_in_23_days_it_is_given_up()
    {
        CreateQueue("dead");
        SubscribeStream(("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{QueueArn("dead")}}"}"""));
        World.Streams.Answer = _ => new CallRefusal("ServiceUnavailable", "later", IsTransient: true);
        Publish("m");
        while (World.Clock.Now < SnsWorld.Start.AddDays(24))
        {
            World.Pass(TimeSpan.FromSeconds(20.1));
        }

        Assert.Equal(100_016, World.Streams.Sent.Count);
        Assert.Single(Drain("dead"));
    }

    [Fact]
    public void A_policy_of_the_topic_is_for_web_hooks_only()
    {
        Ok(TrySetTopic("DeliveryPolicy", """{"http":{"defaultHealthyRetryPolicy":{"numRetries":0}}}"""));
        SubscribeStream();
        World.Streams.Answer = _ => new CallRefusal("ServiceUnavailable", "later", IsTransient: true);
        Publish("m");
        World.Pass(TimeSpan.FromSeconds(1));
        Assert.NotInRange(World.Streams.Sent.Count, 0, 1);
    }

    private void SubscribeStream(params (string Name, string Value)[] attributes)
    {
        var stream = $"arn:aws:firehose:us-east-1:{Account}:deliverystream/s";
        Ok(
            TrySubscribe("firehose", stream, TopicArn, [("SubscriptionRoleArn", $"arn:aws:iam::{Account}:role/r"), .. attributes])
        );
    }
}
