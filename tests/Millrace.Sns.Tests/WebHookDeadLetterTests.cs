using System.Globalization;
using System.Text.Json.Nodes;
using Millrace.Engine;

namespace Millrace.Sns.Tests;

/// <summary>What web hooks never take goes to the subscription's dead-letter queue. Source: SNS Developer Guide, "Dead-letter queues".</summary>
public sealed class WebHookDeadLetterTests : WebHookTest
{
    [Fact]
    public void What_an_endpoint_never_takes_goes_to_the_dead_letter_queue_at_once()
    {
        SubscribeHook(attributes: DeadLetters());
        var sent = "";
        World.WebHooks.Answer = _ =>
        {
            sent = TextOf(Sent.Last());
            return new CallRefusal("404", "The endpoint answered 404 Not Found");
        };
        Publish("hello");

        Assert.Single(Sent);
        var message = Assert.Single(Drain("dead"));
        Assert.Equal(sent, message.Body!.Value.ToString());
        Assert.Equal("404", message.MessageAttributes!["ErrorCode"].StringValue);
        Assert.Equal("The endpoint answered 404 Not Found", message.MessageAttributes["ErrorMessage"].StringValue);
        Assert.True(Guid.TryParse(message.MessageAttributes["RequestID"].StringValue, out _));
        Assert.Equal(3, message.MessageAttributes.Count);
        Pass(TimeSpan.FromMinutes(5));
        Assert.Single(Sent);
    }

    /// <summary>A mistake in a hand, or in composing what it is to send, must not end the server, nor do so again at each start.</summary>
    [Fact]
    public void A_delivery_that_fails_inside_the_server_goes_to_the_dead_letter_queue_and_the_others_go_on()
    {
        SubscribeHook(attributes: DeadLetters());
        World.WebHooks.Answer = _ =>
            Sent.Count() == 1 ? throw new InvalidOperationException("a mistake of the server's own") : null;
        Publish("hello");
        Publish("world");

        var message = Assert.Single(Drain("dead"));
        Assert.Equal("InternalFailure", message.MessageAttributes!["ErrorCode"].StringValue);
        Assert.Equal(2, Sent.Count());
        Assert.Equal(0, World.PendingCalls);
    }

    [Fact]
    public void What_an_endpoint_does_not_take_in_all_its_retries_goes_to_the_dead_letter_queue_with_the_last_error()
    {
        SubscribeHook(attributes: DeadLetters());
        World.WebHooks.Answer = _ => Unavailable with { Message = $"attempt\n{Sent.Count()}\u0001{new string('x', 5_000)}" };
        Publish("hello");
        Pass(TimeSpan.FromSeconds(59));
        Assert.Empty(Drain("dead"));
        Pass(TimeSpan.FromSeconds(2));
        var message = Assert.Single(Drain("dead"));
        Assert.Equal("503", message.MessageAttributes!["ErrorCode"].StringValue);
        Assert.Equal("attempt 4 " + new string('x', 990), message.MessageAttributes["ErrorMessage"].StringValue);
    }

    [Fact]
    public void A_raw_message_keeps_its_own_attributes_in_the_dead_letter_queue_when_there_is_no_room_for_more()
    {
        SubscribeHook(attributes: [.. DeadLetters(), ("RawMessageDelivery", "true")]);
        World.WebHooks.Answer = _ => new CallRefusal("400", "no");
        foreach (var count in (int[])[7, 8, 10])
        {
            var attributes = Enumerable
                .Range(0, count)
                .ToDictionary(
                    index => $"a{index}",
                    _ => new Api.Sns.MessageAttributeValue { DataType = "String", StringValue = "x" },
                    StringComparer.Ordinal
                );
            Publish("hello", attributes: attributes);
            var message = Assert.Single(Drain("dead"));
            Assert.Equal("hello", message.Body!.Value.ToString());
            Assert.Equal(count == 7 ? 10 : count, message.MessageAttributes!.Count);
        }
    }

    [Fact]
    public void A_raw_message_that_no_queue_takes_goes_to_the_dead_letter_queue_in_the_envelope()
    {
        SubscribeHook(attributes: [.. DeadLetters(), ("RawMessageDelivery", "true")]);
        World.WebHooks.Answer = _ => new CallRefusal("500", "The endpoint answered 500", IsTransient: true);
        var attributes = Enumerable
            .Range(0, 11)
            .ToDictionary(
                index => $"a{index}",
                _ => new Api.Sns.MessageAttributeValue { DataType = "String", StringValue = "x" },
                StringComparer.Ordinal
            );
        var id = Publish("hello", attributes: attributes).MessageId;
        Pass(TimeSpan.FromMinutes(2));
        Assert.Equal("hello", TextOf(Sent.Last()));
        var message = Assert.Single(Drain("dead"));
        var envelope = JsonNode.Parse(message.Body!.Value.ToString())!;
        Assert.Equal((id, "hello"), ((string?)envelope["MessageId"], (string?)envelope["Message"]));
        Assert.Equal(11, envelope["MessageAttributes"]!.AsObject().Count);
        Assert.Equal(["ErrorCode", "ErrorMessage", "RequestID"], message.MessageAttributes!.Keys.Order());
        Assert.Equal("500", message.MessageAttributes["ErrorCode"].StringValue);
    }

    [Fact]
    public void An_error_goes_along_to_the_dead_letter_queue_without_what_a_queue_does_not_take()
    {
        SubscribeHook(attributes: DeadLetters());
        World.WebHooks.Answer = _ => new CallRefusal("4\u0001", "no\uFFFEt\uFFFF here");
        Publish("hello");
        var message = Assert.Single(Drain("dead"));
        Assert.Equal("4 ", message.MessageAttributes!["ErrorCode"].StringValue);
        Assert.Equal("no t  here", message.MessageAttributes["ErrorMessage"].StringValue);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_confirmation_that_is_not_taken_is_for_no_dead_letter_queue(bool isRestarted)
    {
        World.WebHooks.Answer = _ => Unavailable;
        Ok(TrySubscribe("http", Hook, TopicArn, DeadLetters()));
        Ok(TryConfirm(LastToken()));
        if (isRestarted)
        {
            World.Restart();
        }

        Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(4, Sent.Count());
        Assert.Empty(Drain("dead"));
        Assert.Equal(0, World.PendingCalls);
    }

    [Fact]
    public void A_message_on_its_way_to_the_dead_letter_queue_arrives_after_a_power_cut()
    {
        SubscribeHook(attributes: DeadLetters());
        World.WebHooks.Answer = _ => new CallRefusal("404", "gone");
        World.Begin<Operations.Publish, Topic, Api.Sns.PublishInput, Api.Sns.PublishResponse>(
            new() { TopicArn = TopicArn, Message = "hello" },
            Caller
        );
        for (var step = 0; step < 2; step++)
        {
            World.Step();
        }

        World.LosePower();
        World.Settle();
        Assert.Equal("404", Assert.Single(Drain("dead")).MessageAttributes!["ErrorCode"].StringValue);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("", false)]
    [InlineData("other", true)]
    [InlineData("other", false)]
    public void A_message_on_its_way_to_the_dead_letter_queue_goes_there_whatever_policy_comes_after(
        string later,
        bool isInCheckpoint
    )
    {
        var topic = Topic.Create(new ResourceId(Topic.Kind, TopicArn));
        var at = SnsWorld.Start;
        var redrive = $$"""{"deadLetterTargetArn":"{{QueueArn("dead")}}"}""";
        var changed = later.Length > 0 ? redrive.Replace("dead\"", "other\"", StringComparison.Ordinal) : "";
        topic.Apply(new TopicCreated(at, Map(), Map()), default);
        topic.Apply(
            new Subscribed(
                1,
                Guid.NewGuid(),
                at,
                "http",
                Hook,
                Account,
                Account,
                IsConfirmed: true,
                Map(("RedrivePolicy", redrive))
            ),
            default
        );
        topic.Apply(Published(1, 10, [1], []), new PayloadHandle(1, 1));
        topic.Apply(new DeliveryFailed(10, "404", "gone", 0, 11, Guid.NewGuid()), default);
        topic.Apply(new SubscriptionAttributesSet(1, Map(("RedrivePolicy", changed))), default);
        if (isInCheckpoint)
        {
            using var picture = new MemoryStream();
            using var writer = new BinaryWriter(picture);
            topic.Capture().Write(writer);
            picture.Position = 0;
            topic = Topic.Create(new ResourceId(Topic.Kind, TopicArn));
            topic.Restore(new BinaryReader(picture));
        }

        var call = Assert.Single(topic.PendingCalls());
        Assert.Equal((11, QueueArn("dead"), "sqs:SendMessage"), (call.Number, call.Target.Arn, call.Action));
    }
}
