using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;

namespace Millrace.Sns.Tests;

/// <summary>Subscriptions listed and counted. Source: SNS API Reference, ListSubscriptions, GetTopicAttributes.</summary>
public sealed class ListSubscriptionsTests : WebHookTest
{
    [Fact]
    public void The_callers_subscriptions_are_listed_topic_by_topic_a_hundred_at_a_time()
    {
        // "orders-2" and "orders2" come after "orders", whatever is shown behind the name.
        string[] topics = [TopicArn, CreateTopic("orders-2"), CreateTopic("orders2"), CreateTopic("a")];
        for (var number = 0; number < 70; number++)
        {
            foreach (var topic in topics)
            {
                Ok(TrySubscribe("sqs", QueueArn($"q{number}"), topic));
            }
        }

        Ok(TrySubscribe("http", "http://pending.example/"));
        var own = Caller;
        Caller = own with { Account = "111111111111" };
        Ok(TrySubscribe("sqs", "arn:aws:sqs:us-east-1:111111111111:theirs"));
        Caller = own;

        List<Api.Sns.Subscription> all = [];
        List<int> pages = [];
        string? token = null;
        do
        {
            var page = Ok(TryList(token));
            pages.Add(page.Subscriptions!.Count);
            all.AddRange(page.Subscriptions);
            token = page.NextToken;
        } while (token is not null);

        Assert.Equal([100, 100, 81], pages);
        Assert.Equal(
            topics
                .Order(StringComparer.Ordinal)
                .SelectMany(topic => Enumerable.Range(0, topic == TopicArn ? 71 : 70).Select(number => (topic, number))),
            all.Select(shown => (shown.TopicArn!, shown.Protocol == "sqs" ? int.Parse(shown.Endpoint!.Split(":q")[1], null) : 70))
        );
        Assert.Equal("PendingConfirmation", Assert.Single(all, shown => shown.Protocol == "http").SubscriptionArn);
    }

    [Theory]
    [InlineData("!")]
    [InlineData("bm8tbnVtYmVy")]
    [InlineData("YXJuIDEgeA==")]
    public void A_token_that_names_no_subscription_is_refused(string token) =>
        Assert.Equal(("InvalidParameter", "Invalid parameter: NextToken"), Refusal(TryList(token)));

    [Fact]
    public void A_page_of_a_large_topic_composes_nothing_for_what_it_does_not_show()
    {
        const int Count = 20_000;
        var topic = Large(Count);
        var turn = new Turn(SnsWorld.Start, SnsWorld.Start, Caller, 1);
        var token = Page.Encode($"{TopicArn} {Count - 10:D10}");
        Select(token);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var page = Select(token);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
        Assert.Equal(10, page!.Subscriptions.Count);
        Assert.Null(Select(Page.Encode("arn:aws:sns:us-east-1:000000000000:p 0000000001")));

        OwnSubscriptions? Select(string nextToken) =>
            ListSubscriptions.Select(topic, new ListSubscriptionsInput { NextToken = nextToken }, turn);
    }

    [Fact]
    public void A_listing_begins_at_a_number_without_passing_those_before()
    {
        var comparer = new CountingComparer();
        var listing = new SubscriptionListing(comparer);
        foreach (var subscription in Large(10_000).SubscriptionsAfter(0))
        {
            listing.Put(subscription);
        }

        foreach (var after in (int[])[0, 5_000, 9_900])
        {
            comparer.Count = 0;
            Assert.Equal(Enumerable.Range(after + 1, 100), listing.After(after).Take(100));
            Assert.Equal(Enumerable.Range(after + 1, 100), listing.After(after, Account).Take(100));
            Assert.InRange(comparer.Count, 1, 1_000);
        }

        Assert.Empty(listing.After(10_000));
        Assert.Empty(listing.After(int.MaxValue));
        Assert.Empty(listing.After(0, "111111111111"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Counts_and_listings_are_the_same_after_a_restart(bool isClean)
    {
        var ended = SubscribeHook("http://ended.example/");
        Ok(TryUnsubscribe(ended));
        var back = SubscribeHook("http://back.example/");
        Ok(TryUnsubscribe(back));
        Ok(TryConfirm(LastToken()));
        Ok(TryUnsubscribe(SubscribeQueue("gone")));
        SubscribeQueue("q");
        Ok(TrySubscribe("http", "http://pending.example/"));
        Ok(TrySubscribe("http", "http://never.example/"));
        AssertCounts(confirmed: 2, pending: 2, deleted: 2);
        var shown = Endpoints();
        Assert.Equal(
            [QueueArn("q"), "http://back.example/", "http://never.example/", "http://pending.example/"],
            shown.Order(StringComparer.Ordinal)
        );

        if (isClean)
        {
            World.Restart();
        }
        else
        {
            World.LosePower();
        }

        AssertCounts(confirmed: 2, pending: 2, deleted: 2);
        Assert.Equal(shown, Endpoints());
        World.Pass(TimeSpan.FromDays(3));
        AssertCounts(confirmed: 2, pending: 0, deleted: 4);
        Assert.Equal(2, Endpoints().Count);
        Ok(TryDeleteTopic());
        CreateTopic("orders");
        AssertCounts(confirmed: 0, pending: 0, deleted: 0);
        Assert.Empty(Endpoints());
    }

    private List<string> Endpoints()
    {
        List<string> byTopic = [.. SubscriptionsOf().Subscriptions!.Select(shown => shown.Endpoint!)];
        Assert.Equal(byTopic, Ok(TryList(null)).Subscriptions!.Select(shown => shown.Endpoint!));
        return byTopic;
    }

    private void AssertCounts(int confirmed, int pending, int deleted)
    {
        var attributes = TopicAttributesOf();
        Assert.Equal(
            ($"{confirmed}", $"{pending}", $"{deleted}"),
            (attributes["SubscriptionsConfirmed"], attributes["SubscriptionsPending"], attributes["SubscriptionsDeleted"])
        );
    }

    private Answer<ListSubscriptionsResponse> TryList(string? token) =>
        World.List<ListSubscriptions, Topic, ListSubscriptionsInput, OwnSubscriptions, ListSubscriptionsResponse>(
            new() { NextToken = token },
            Caller
        );

    private static Topic Large(int count)
    {
        var topic = Topic.Create(new ResourceId(Topic.Kind, TopicArn));
        topic.Apply(new TopicCreated(SnsWorld.Start, Map(), Map()), default);
        for (var number = 1; number <= count; number++)
        {
            topic.Apply(
                new Subscribed(
                    number,
                    Guid.NewGuid(),
                    SnsWorld.Start,
                    "sqs",
                    QueueArn($"q{number}"),
                    Account,
                    Account,
                    IsConfirmed: true,
                    Map()
                ),
                default
            );
        }

        return topic;
    }

    private sealed class CountingComparer : IComparer<int>
    {
        public int Count { get; set; }

        public int Compare(int x, int y)
        {
            Count++;
            return x.CompareTo(y);
        }
    }
}
