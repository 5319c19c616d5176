using Millrace.Api.Sqs;
using Millrace.Sqs.Aids;

namespace Millrace.Sqs.Tests;

/// <summary>Looking at messages without receiving them.</summary>
public sealed class PeekTests : SqsTest
{
    [Fact]
    public void Every_message_is_shown_with_its_state_and_when_it_is_due()
    {
        Send("in flight");
        ReceiveOne(visibilitySeconds: 40);
        Send("visible");
        Send("delayed", delaySeconds: 60);

        var shown = Peek();

        Assert.Equal(["in flight", "visible", "delayed"], shown.Select(BodyOf));
        Assert.Equal([MessageState.InFlight, MessageState.Visible, MessageState.Delayed], shown.Select(message => message.State));
        Assert.Equal([At(40), null, At(60)], shown.Select(message => message.DueAt));
        Assert.Equal([1, 0, 0], shown.Select(message => message.ReceiveCount));
        Assert.Equal([At(0), null, null], shown.Select(message => message.FirstReceivedAt));
        Assert.All(shown, message => Assert.Equal(At(345_600), message.ExpiresAt));
        World.RunFor(TimeSpan.FromSeconds(60));
        Assert.All(Peek(), message => Assert.Equal((MessageState.Visible, null), (message.State, message.DueAt)));
    }

    [Fact]
    public void A_look_changes_nothing()
    {
        Send("a");
        ReceiveOne(visibilitySeconds: 40);
        Send("b");
        var (before, facts) = (World.Describe(), World.FactCount);

        Assert.Equal(2, Peek().Count);

        Assert.Equal((before, facts), (World.Describe(), World.FactCount));
        Assert.Equal("b", ReceiveOne()!.Body.ToString());
    }

    [Fact]
    public void A_message_is_shown_as_it_was_sent()
    {
        CreateQueue("orders.fifo", ("FifoQueue", "true"));
        var sent = Ok(
            Sqs.SendMessage(
                new SendMessageRequest
                {
                    QueueUrl = BaseUrl + "/000000000000/orders.fifo",
                    MessageBody = "hello",
                    MessageGroupId = "g",
                    MessageDeduplicationId = "d",
                    MessageAttributes = new()
                    {
                        ["colour"] = new() { DataType = "String", StringValue = "blue" },
                    },
                }
            )
        );

        var shown = Assert.Single(Ok(Sqs.Peek(ArnOf("orders.fifo"))).Messages);

        Assert.Equal(sent.SequenceNumber, shown.SequenceNumber);
        var fact = shown.Sent!;
        Assert.Equal((sent.MessageId, "g", "d"), (fact.Id.ToString(), fact.GroupId, fact.DeduplicationId));
        Assert.Equal(("colour", "String"), (fact.Attributes[0].Name, fact.Attributes[0].DataType));
        Assert.Equal((At(0), "000000000000"), (fact.SentAt, fact.SenderId));
    }

    [Fact]
    public void A_message_on_its_way_to_the_dead_letter_queue_is_shown_as_leaving()
    {
        CreateQueue("dead");
        Set("RedrivePolicy", Redrive("dead", 1));
        Send("poison");
        ReceiveOne(visibilitySeconds: 0);
        World.HoldCalls();
        Assert.Null(ReceiveOne());

        Assert.Equal(MessageState.Leaving, Assert.Single(Peek()).State);
        Assert.Equal((0, 0, 0, 1), InNumbers());

        World.MakeCalls();
        Assert.Empty(Peek());
        Assert.Equal(ArnOf("orders"), Assert.Single(Ok(Sqs.Peek(ArnOf("dead"))).Messages).Sent!.DeadLetterSourceArn);
    }

    /// <summary>It counts its age from its arrival, and was first received before that.</summary>
    [Fact]
    public void A_dead_letter_of_a_fifo_queue_shows_when_it_was_first_received()
    {
        CreateQueue("dead.fifo", ("FifoQueue", "true"));
        var fifo = CreateQueue("orders.fifo", ("FifoQueue", "true"), ("RedrivePolicy", Redrive("dead.fifo", 1)));
        Ok(
            Sqs.SendMessage(
                new()
                {
                    QueueUrl = fifo,
                    MessageBody = "poison",
                    MessageGroupId = "g",
                    MessageDeduplicationId = "d",
                }
            )
        );
        World.RunUntil(Start.AddSeconds(3));
        ReceiveOne(visibilitySeconds: 0, fifo);
        World.RunUntil(Start.AddSeconds(50));
        Assert.Null(ReceiveOne(queueUrl: fifo));

        var shown = Assert.Single(Ok(Sqs.Peek(ArnOf("dead.fifo"))).Messages);
        Assert.Equal((1, At(3)), (shown.ReceiveCount, shown.FirstReceivedAt));
    }

    [Fact]
    public void A_message_too_old_to_be_kept_is_not_shown_although_nobody_has_forgotten_it_yet()
    {
        Send("old");
        World.Skip(TimeSpan.FromDays(4));
        Assert.Empty(Peek());
    }

    [Fact]
    public void Pages_follow_each_other_without_a_gap_and_hold_only_the_state_asked_for()
    {
        for (var index = 0; index < 25; index++)
        {
            Send($"{index}", delaySeconds: index % 2);
        }

        var shown = new List<string>();
        for (long? from = 0; from is not null; )
        {
            var page = Ok(Sqs.Peek(ArnOf("orders"), from.Value, 5, MessageState.Delayed));
            Assert.InRange(page.Messages.Count, 0, 5);
            shown.AddRange(page.Messages.Select(BodyOf));
            from = page.Next;
        }

        Assert.Equal(Enumerable.Range(0, 12).Select(index => $"{(2 * index) + 1}"), shown);
    }

    [Fact]
    public void A_page_ends_where_it_would_be_too_large_and_holds_at_least_one_message()
    {
        for (var index = 0; index < 9; index++)
        {
            Send(new string('x', 1_000_000));
        }

        var page = Ok(Sqs.Peek(ArnOf("orders")));

        Assert.Equal(4, page.Messages.Count);
        Assert.Equal(4, Ok(Sqs.Peek(ArnOf("orders"), page.Next!.Value)).Messages.Count);
    }

    [Fact]
    public void A_queue_that_is_not_there_has_nothing_to_show()
    {
        Refused(Sqs.Peek(ArnOf("absent")), "QueueDoesNotExist");
        Refused(Sqs.Describe(ArnOf("absent")), "QueueDoesNotExist");
    }

    [Fact]
    public void Queues_of_all_accounts_are_described_by_arn_a_page_at_a_time()
    {
        CreateQueue("b");
        CreateQueue("a");
        Ok(ClientOf("111111111111", "eu-west-1").CreateQueue(new() { QueueName = "z" }));
        Ok(Sqs.DeleteQueue(BaseUrl + "/000000000000/b"));

        var first = Ok(Sqs.DescribeAll(most: 2));

        Assert.Equal(["arn:aws:sqs:eu-west-1:111111111111:z", ArnOf("a")], first.Queues.Select(queue => queue.Arn));
        var second = Ok(Sqs.DescribeAll(first.Next, 2));
        Assert.Equal([ArnOf("orders")], second.Queues.Select(queue => queue.Arn));
        Assert.Null(second.Next);
    }

    private IReadOnlyList<PeekedMessage> Peek() => Ok(Sqs.Peek(ArnOf("orders"))).Messages;

    private (int Visible, int InFlight, int Delayed, int Leaving) InNumbers()
    {
        var view = Ok(Sqs.Describe(ArnOf("orders")));
        return (view.Visible, view.InFlight, view.Delayed, view.Leaving);
    }

    private static string BodyOf(PeekedMessage message) => System.Text.Encoding.UTF8.GetString(message.Sent!.Body.Span);

    private static long At(double seconds) => Start.AddSeconds(seconds).ToUnixTimeMilliseconds();
}
