using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Facts 2c, "FIFO receive": the order within a group, and its lock.</summary>
public sealed class FifoOrderTests : FifoTest
{
    [Fact]
    public void Messages_of_a_group_are_received_in_the_order_of_their_sends()
    {
        foreach (var body in new[] { "1", "2", "3", "4", "5" })
        {
            SendTo("a", body);
        }

        Assert.Equal(["1", "2", "3", "4", "5"], Drain());
    }

    /// <summary>2c: as many as possible of one group, in order, then other groups.</summary>
    [Fact]
    public void A_receive_takes_all_it_can_of_one_group_before_it_turns_to_the_next()
    {
        SendTo("a", "a1");
        SendTo("b", "b1");
        SendTo("a", "a2");
        SendTo("b", "b2");
        SendTo("a", "a3");
        SendTo("c", "c1");
        Assert.Equal(["a1", "a2", "a3", "b1", "b2"], Take(5));
        Assert.Equal(["c1"], Take());
    }

    [Fact]
    public void A_receive_that_ends_within_a_group_leaves_the_rest_of_it_locked()
    {
        SendTo("a", "a1");
        SendTo("a", "a2");
        SendTo("a", "a3");
        SendTo("b", "b1");
        Assert.Equal(["a1", "a2"], Take(2));
        Assert.Equal(["b1"], Take());
        Assert.Empty(Take());
    }

    [Fact]
    public void A_group_is_locked_while_one_of_its_messages_is_in_flight()
    {
        SendTo("a", "a1");
        SendTo("a", "a2");
        var first = ReceiveOne(queueUrl: Fifo)!;
        SendTo("a", "a3");
        Assert.Empty(Take());

        Delete(first);
        Assert.Equal(["a2", "a3"], Take());
    }

    [Fact]
    public void A_group_stays_locked_until_the_last_of_those_in_flight_is_gone()
    {
        SendTo("a", "a1");
        SendTo("a", "a2");
        SendTo("a", "a3");
        var both = Receive(2, queueUrl: Fifo);
        Delete(both[0]);
        Assert.Empty(Take());
        Delete(both[1]);
        Assert.Equal(["a3"], Take());
    }

    [Fact]
    public void Deleting_out_of_order_does_not_unlock_a_group()
    {
        SendTo("a", "a1");
        SendTo("a", "a2");
        SendTo("a", "a3");
        var both = Receive(2, queueUrl: Fifo);
        Delete(both[1]);
        Assert.Empty(Take());
        World.RunFor(TimeSpan.FromSeconds(30));
        Assert.Equal(["a1", "a3"], Take());
    }

    [Fact]
    public void A_message_that_came_back_is_received_before_those_sent_after_it()
    {
        SendTo("a", "a1");
        SendTo("a", "a2");
        Assert.Equal(["a1"], Take(1, visibilitySeconds: 10));
        World.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(["a1", "a2"], Take());
    }

    [Fact]
    public void A_group_that_was_emptied_and_filled_again_is_locked_as_ever()
    {
        for (var round = 1; round <= 3; round++)
        {
            SendTo("a", $"{round}-first");
            Delete(ReceiveOne(queueUrl: Fifo)!);
            SendTo("a", $"{round}-second");
            var held = ReceiveOne(queueUrl: Fifo)!;
            SendTo("a", $"{round}-third");
            Assert.Empty(Take());
            Delete(held);
            Delete(ReceiveOne(queueUrl: Fifo)!);
        }
    }

    [Fact]
    public void The_group_with_the_oldest_message_comes_first()
    {
        Set("MessageRetentionPeriod", "60", Fifo);
        SendTo("a", "a old");
        World.RunFor(TimeSpan.FromSeconds(30));
        SendTo("b", "b");
        SendTo("a", "a young");
        World.RunFor(TimeSpan.FromSeconds(30));
        Assert.Equal(["b", "a young"], Take());
    }

    [Fact]
    public void A_thousand_groups_are_all_served_in_their_own_order()
    {
        foreach (var body in Enumerable.Range(0, 3000))
        {
            SendTo($"group-{body % 1000}", $"{body}");
        }

        AssertSurvivesRestart();
        var taken = Drain().ConvertAll(int.Parse);
        Assert.Equal(Enumerable.Range(0, 3000), taken.Order());
        Assert.All(taken.GroupBy(body => body % 1000), group => Assert.Equal(group.Order(), group));
    }

    [Fact]
    public void A_long_poll_gets_the_next_of_a_group_when_the_one_before_is_deleted()
    {
        SendTo("a", "a1");
        SendTo("a", "a2");
        var first = ReceiveOne(queueUrl: Fifo)!;
        var poll = Sqs.Poll(new() { QueueUrl = Fifo, WaitTimeSeconds = 20 });
        Assert.Null(poll.Answer);
        Delete(first);
        Assert.Equal(["a2"], Bodies(poll.Answer!.Value.Value!.Messages!));
    }

    [Fact]
    public void What_was_handed_to_a_client_that_left_comes_back_in_its_place()
    {
        SendTo("a", "a1");
        SendTo("a", "a2");
        SendTo("a", "a3");
        var request = new ReceiveMessageRequest { QueueUrl = Fifo, MaxNumberOfMessages = 2 };
        Sqs.Left(request, Ok(Sqs.ReceiveMessage(request)));
        Assert.Equal(["a1", "a2", "a3"], Take());
    }

    [Fact]
    public void Order_and_locks_survive_a_restart()
    {
        SendTo("a", "a1");
        SendTo("a", "a2");
        SendTo("b", "b1");
        SendTo("b", "b2");
        var held = ReceiveOne(queueUrl: Fifo)!;
        AssertSurvivesRestart();
        foreach (var fromCheckpoint in new[] { false, true })
        {
            World.Restart(fromCheckpoint);
            Assert.Equal(["b1", "b2"], Take(visibilitySeconds: 0));
        }

        Delete(held);
        Assert.Equal(["a2", "b1", "b2"], Take());
    }

    [Fact]
    public void A_group_on_a_standard_queue_locks_nothing()
    {
        Ok(Sqs.SendMessage(MessageTo("a", "1", "same", Url)));
        Ok(Sqs.SendMessage(MessageTo("a", "2", "same", Url)));
        Assert.Equal(["1"], Take(1, queueUrl: Url));
        var second = Receive(queueUrl: Url).Single();
        Assert.Equal(("2", "a", "same"), (second.Body.ToString(), Shown("MessageGroupId"), Shown("MessageDeduplicationId")));
        Assert.False(second.Attributes!.ContainsKey("SequenceNumber"));
        AssertSurvivesRestart();

        string Shown(string name) => second.Attributes![name];
    }
}
