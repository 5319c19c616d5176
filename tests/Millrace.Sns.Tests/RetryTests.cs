using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using Millrace.Engine;

namespace Millrace.Sns.Tests;

/// <summary>What becomes of deliveries that web hooks do not take. Source: SNS Developer Guide, "Message delivery retries".</summary>
public sealed class RetryTests : WebHookTest
{
    [Fact]
    public void Without_a_policy_there_are_three_retries_twenty_seconds_apart_and_then_the_message_is_dropped()
    {
        SubscribeHook();
        var pauses = PausesAfterPublishing(TimeSpan.FromMinutes(5));
        AssertPauses([20, 20, 20], pauses);
        Assert.Equal(0, World.PendingCalls);
    }

    [Theory]
    [InlineData("linear", new[] { 1.0, 3.25, 5.5, 7.75, 10.0 })]
    [InlineData("arithmetic", new[] { 1.0, 1.5625, 3.25, 6.0625, 10.0 })]
    [InlineData("geometric", new[] { 1.0, 1.778, 3.162, 5.623, 10.0 })]
    [InlineData("exponential", new[] { 1.0, 1.041, 1.273, 2.584, 10.0 })]
    public void Pauses_of_the_backoff_grow_as_the_policy_says(string function, double[] expected)
    {
        SubscribeHook(
            attributes: Policy($$"""{"numRetries":5,"minDelayTarget":1,"maxDelayTarget":10,"backoffFunction":"{{function}}"}""")
        );
        AssertPauses(expected, PausesAfterPublishing(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void The_four_phases_follow_each_other()
    {
        SubscribeHook(
            attributes: Policy(
                """
                {"numRetries":9,"numNoDelayRetries":2,"numMinDelayRetries":2,"numMaxDelayRetries":2,
                 "minDelayTarget":2,"maxDelayTarget":6,"backoffFunction":"linear"}
                """
            )
        );
        AssertPauses([0, 0, 2, 2, 2, 4, 6, 6, 6], PausesAfterPublishing(TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public void A_policy_of_the_topic_counts_where_the_subscription_has_none_or_may_have_none()
    {
        const string Topic =
            """{"http":{"defaultHealthyRetryPolicy":{"numRetries":1,"minDelayTarget":5,"maxDelayTarget":5},"disableSubscriptionOverrides":true}}""";
        CreateTopic("strict", ("DeliveryPolicy", Topic));
        var topic = TopicArn.Replace("orders", "strict", StringComparison.Ordinal);
        SubscribeHook(Hook, topic, Policy("""{"numRetries":3,"minDelayTarget":1,"maxDelayTarget":1}"""));
        AssertPauses([5], PausesAfterPublishing(TimeSpan.FromMinutes(1), topic));
    }

    [Fact]
    public void An_endpoint_that_comes_back_gets_what_it_missed_and_each_message_once()
    {
        SubscribeHook(attributes: ("RawMessageDelivery", "true"));
        World.WebHooks.Answer = _ => Unavailable;
        for (var index = 0; index < 100; index++)
        {
            Publish(index.ToString(CultureInfo.InvariantCulture));
        }

        World.WebHooks.Answer = _ => null;
        World.WebHooks.Sent.Clear();
        Pass(TimeSpan.FromSeconds(21));
        Assert.Equal(
            Enumerable.Range(0, 100),
            Sent.Select(request => int.Parse(TextOf(request), CultureInfo.InvariantCulture)).Order()
        );
        Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(100, Sent.Count());
    }

    [Fact]
    public void Due_times_of_a_batch_are_found_in_few_steps()
    {
        const int Count = 4_096;
        var topic = Topic.Create(new ResourceId(Topic.Kind, TopicArn));
        var at = SnsWorld.Start;
        var throttle = """{"http":{"defaultThrottlePolicy":{"maxReceivesPerSecond":10}}}""";
        topic.Apply(new TopicCreated(at, Map(("DeliveryPolicy", throttle)), Map()), default);
        for (var number = 1; number <= Count; number++)
        {
            topic.Apply(
                new Subscribed(
                    number,
                    Guid.NewGuid(),
                    at,
                    "http",
                    $"{Hook}/{number}",
                    Account,
                    Account,
                    IsConfirmed: true,
                    Map()
                ),
                default
            );
        }

        var now = at.ToUnixTimeMilliseconds();
        var first = topic.DueTimes([.. Enumerable.Range(1, Count)], [], now);
        var subscriptions = new CountingList([.. Enumerable.Range(1, Count)]);
        var second = topic.DueTimes(subscriptions.Inner, [Published(1, 1, subscriptions, first)], now);
        Assert.Equal(first.Select(due => due + 100), second);
        Assert.InRange(subscriptions.Asked, Count, Count * 14);

        // Whom an earlier message of the batch is not for has its own pace only; whom the last is not for, that of the one before.
        Assert.Equal(
            [first[0] + 500, first[1] + 300, first[2]],
            topic.DueTimes(
                [1, 2, 3],
                [Published(1, 1, [1, 2], [now, first[1] + 200]), Published(2, 3, [1], [first[0] + 400])],
                now
            )
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Retries_go_on_after_a_restart_where_they_were(bool isClean)
    {
        SubscribeHook(attributes: DeadLetters());
        World.WebHooks.Answer = _ => Unavailable;
        Publish("hello");
        Pass(TimeSpan.FromSeconds(25));
        Assert.Equal(2, Sent.Count());

        if (isClean)
        {
            World.Restart();
        }
        else
        {
            World.LosePower();
        }

        Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(2, Sent.Count());
        Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(4, Sent.Count());
        Pass(TimeSpan.FromSeconds(1));
        Assert.Single(Drain("dead"));
    }

    [Fact]
    public void A_call_that_comes_back_after_the_server_has_stopped_is_made_again_by_the_next()
    {
        SubscribeHook(attributes: ("RawMessageDelivery", "true"));
        var held = World.WebHooks.Held = new TaskCompletionSource<CallRefusal?>();
        Publish("hello");
        World.WebHooks.Held = null;
        World.Restart();
        World.Settle();
        held.SetResult(null);

        Assert.Equal(["hello", "hello"], Sent.Select(TextOf));
        Assert.Equal(0, World.PendingCalls);
    }

    [Fact]
    public void What_is_due_stays_due_until_it_has_happened()
    {
        var topic = Topic.Create(new ResourceId(Topic.Kind, TopicArn));
        var at = SnsWorld.Start;
        List<IFact> facts =
        [
            new TopicCreated(at, Map(), Map()),
            new Subscribed(1, Guid.NewGuid(), at, "http", Hook, Account, Account, IsConfirmed: true, Map()),
            new Subscribed(2, Guid.NewGuid(), at, "http", Hook + "/2", Account, Account, IsConfirmed: false, Map()),
            new MessagePublished(
                1,
                Guid.NewGuid(),
                at.ToUnixTimeMilliseconds(),
                "hello"u8.ToArray(),
                IsStructured: false,
                Subject: null,
                [],
                GroupId: null,
                DeduplicationId: null,
                at.UtcTicks + 1,
                [1],
                [at.AddSeconds(1).ToUnixTimeMilliseconds()]
            ),
        ];
        facts.ForEach(fact => topic.Apply(fact, new PayloadHandle(1, 1)));
        Assert.Equal(at.AddSeconds(1), topic.NextDue(at));

        // The engine asks again when the journal had no room for what it was told.
        var turn = new Turn(at.AddDays(2), at.AddDays(2), Caller, 1);
        var due = topic.Due(turn);
        Assert.Equal([new DeliveryDue(at.UtcTicks + 1, at.UtcTicks + 2), new SubscriptionRemoved(2, at.AddDays(2))], due);
        Assert.Equal(due, topic.Due(turn));

        due.ToList().ForEach(fact => topic.Apply(fact, new PayloadHandle(2, 1)));
        Assert.Empty(topic.Due(turn));
        Assert.Null(topic.NextDue(at));
    }

    [Fact]
    public void An_endpoint_in_trouble_delays_nobody_else()
    {
        SubscribeHook("http://dead.example/");
        SubscribeHook("http://good.example/");
        SubscribeQueue("q");
        World.WebHooks.Answer = url => url.Contains("dead", StringComparison.Ordinal) ? Unavailable : null;
        for (var index = 0; index < 10; index++)
        {
            Publish("hello");
        }

        Assert.Equal(10, Sent.Count(request => request.Url == "http://good.example/"));
        Assert.Equal(10, Drain("q").Count);
    }

    [Fact]
    public void A_throttled_subscription_gets_no_more_in_a_second_than_it_wants()
    {
        SubscribeHook("http://slow.example/", TopicArn, ("DeliveryPolicy", """{"throttlePolicy":{"maxReceivesPerSecond":3}}"""));
        SubscribeHook("http://fast.example/");
        List<DateTimeOffset> slow = [];
        World.WebHooks.Answer = url =>
        {
            if (url.Contains("slow", StringComparison.Ordinal))
            {
                slow.Add(World.Clock.Now);
            }

            return null;
        };
        for (var index = 0; index < 10; index++)
        {
            Publish("hello");
        }

        Assert.Equal(10, Sent.Count(request => request.Url == "http://fast.example/"));
        World.Restart();
        Pass(TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(10));
        Assert.Equal(10, slow.Count);
        Assert.All(
            slow.Zip(slow.Skip(3)),
            pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1), $"four within {pair.Second - pair.First}")
        );
    }

    [Fact]
    public void What_is_on_its_way_to_an_endpoint_is_dropped_when_it_is_unsubscribed()
    {
        var arn = SubscribeHook();
        World.WebHooks.Answer = _ => Unavailable;
        Publish("hello");
        World.WebHooks.Answer = _ => null;
        Unsubscribe(arn);
        World.WebHooks.Sent.Clear();
        Pass(TimeSpan.FromMinutes(5));
        Assert.Empty(Sent);
    }

    private static (string, string) Policy(string retry) => ("DeliveryPolicy", $$"""{"healthyRetryPolicy":{{retry}}}""");

    /// <summary>Publishes a message that is never taken; the pauses between the attempts, in seconds.</summary>
    private List<double> PausesAfterPublishing(TimeSpan time, string topicArn = TopicArn)
    {
        List<DateTimeOffset> attempts = [];
        World.WebHooks.Answer = _ =>
        {
            attempts.Add(World.Clock.Now);
            return Unavailable;
        };
        Publish("hello", topicArn);
        Pass(time);
        return [.. attempts.Zip(attempts.Skip(1)).Select(pair => (pair.Second - pair.First).TotalSeconds)];
    }

    private static void AssertPauses(double[] expected, List<double> pauses)
    {
        Assert.Equal(expected.Length, pauses.Count);
        Assert.All(expected.Zip(pauses), pair => Assert.InRange(pair.Second, pair.First - 0.001, pair.First + 0.25));
    }

    /// <summary>Counts how often it is asked for an element.</summary>
    private sealed class CountingList(int[] inner) : IReadOnlyList<int>
    {
        public int Asked { get; private set; }

        public int[] Inner => inner;

        public int Count => inner.Length;

        public int this[int index]
        {
            get
            {
                Asked++;
                return inner[index];
            }
        }

        public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)inner).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
