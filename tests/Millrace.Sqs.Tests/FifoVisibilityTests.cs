using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Facts 2c, "FIFO receive" and "Handles": visibility of several messages of one group, and handles whose time is over.</summary>
public sealed class FifoVisibilityTests : FifoTest
{
    public FifoVisibilityTests()
    {
        SendTo("a", "a1");
        SendTo("a", "a2");
        SendTo("a", "a3");
    }

    /// <summary>2c: extending one of several hides it and all later ones while earlier ones come back.</summary>
    [Fact]
    public void Extending_one_of_several_hides_it_and_all_after_it_while_those_before_come_back()
    {
        var all = Receive(10, 30, Fifo);
        Change(all[1], 60);
        World.RunFor(TimeSpan.FromSeconds(30));
        Assert.Equal(["a1"], Take(visibilitySeconds: 0));
        World.RunFor(TimeSpan.FromSeconds(29.999));
        Assert.Equal(["a1"], Take(visibilitySeconds: 0));
        World.RunFor(TimeSpan.FromSeconds(0.001));
        Assert.Equal(["a1", "a2", "a3"], Take());
    }

    /// <summary>2c: visibility 0 on the first frees only it.</summary>
    [Fact]
    public void Giving_back_the_first_of_several_gives_back_only_it()
    {
        var all = Receive(10, 30, Fifo);
        Change(all[0], 0);
        Assert.Equal(["a1"], Take(visibilitySeconds: 0));
        World.RunFor(TimeSpan.FromSeconds(30));
        Assert.Equal(["a1", "a2", "a3"], Take());
    }

    [Fact]
    public void Giving_back_a_later_one_frees_nothing_while_one_before_it_is_held()
    {
        var all = Receive(10, 30, Fifo);
        Change(all[1], 0);
        Assert.Empty(Take());
        Delete(all[0]);
        Assert.Equal(["a2"], Take());
    }

    [Fact]
    public void Those_whose_time_is_shortest_wait_for_the_first_of_their_group()
    {
        Assert.Equal(["a1"], Take(1, 60));
        World.RunFor(TimeSpan.FromSeconds(59.999));
        Assert.Empty(Take());
        World.RunFor(TimeSpan.FromSeconds(0.001));
        Assert.Equal(["a1", "a2", "a3"], Take());
    }

    /// <summary>2c: FIFO: expired handle is an InvalidParameterValue.</summary>
    [Fact]
    public void An_expired_handle_deletes_nothing()
    {
        var first = ReceiveOne(30, Fifo)!;
        World.RunFor(TimeSpan.FromSeconds(30));
        RefusedAsExpired(Sqs.DeleteMessage(Fifo, first.ReceiptHandle), first);
        Assert.Equal((3, 0, 0), Counts(Fifo));
    }

    /// <summary>2c: unless visibility was extended.</summary>
    [Fact]
    public void A_handle_that_was_extended_deletes_after_its_first_time()
    {
        var first = ReceiveOne(30, Fifo)!;
        Change(first, 60);
        World.RunFor(TimeSpan.FromSeconds(59.999));
        Delete(first);
        Assert.Equal(["a2", "a3"], Take());
    }

    [Fact]
    public void A_handle_of_an_earlier_receive_deletes_nothing()
    {
        var first = ReceiveOne(30, Fifo)!;
        World.RunFor(TimeSpan.FromSeconds(30));
        var second = ReceiveOne(30, Fifo)!;
        RefusedAsExpired(Sqs.DeleteMessage(Fifo, first.ReceiptHandle), first);
        RefusedAsExpired(Sqs.ChangeMessageVisibility(Fifo, first.ReceiptHandle, 0), first);
        Delete(second);
        Assert.Equal((2, 0, 0), Counts(Fifo));
    }

    [Fact]
    public void A_handle_that_was_given_back_deletes_nothing_also_when_received_again_the_same_moment()
    {
        var first = ReceiveOne(30, Fifo)!;
        Change(first, 0);
        RefusedAsExpired(Sqs.DeleteMessage(Fifo, first.ReceiptHandle), first);
        var second = ReceiveOne(30, Fifo)!;
        Assert.NotEqual(first.ReceiptHandle, second.ReceiptHandle);
        RefusedAsExpired(Sqs.DeleteMessage(Fifo, first.ReceiptHandle), first);
        RefusedAsExpired(Sqs.ChangeMessageVisibility(Fifo, first.ReceiptHandle, 0), first);
        Delete(second);
    }

    [Fact]
    public void An_expired_handle_fails_alone_in_a_batch_of_deletes()
    {
        SendTo("b", "b1");
        var expired = ReceiveOne(10, Fifo)!;
        World.RunFor(TimeSpan.FromSeconds(10));
        var good = Receive(10, 30, Fifo).Single(message => message.Body.ToString() == "b1");
        var answer = Ok(
            Sqs.DeleteMessageBatch(
                Fifo,
                [
                    new() { Id = "old", ReceiptHandle = expired.ReceiptHandle },
                    new() { Id = "good", ReceiptHandle = good.ReceiptHandle },
                ]
            )
        );
        Assert.Equal(["good"], answer.Successful!.Select(entry => entry.Id));
        var failed = Assert.Single(answer.Failed!);
        Assert.Equal(("old", "InvalidParameterValue", true), (failed.Id, failed.Code, failed.SenderFault));
        Assert.Equal(ExpiredText(expired), failed.Message);
        Assert.Equal((0, 3, 0), Counts(Fifo));
    }

    [Fact]
    public void The_visibility_of_an_expired_handle_cannot_be_changed_alone_or_in_a_batch()
    {
        var first = ReceiveOne(10, Fifo)!;
        World.RunFor(TimeSpan.FromSeconds(10));
        RefusedAsExpired(Sqs.ChangeMessageVisibility(Fifo, first.ReceiptHandle, 30), first);
        var answer = Ok(
            Sqs.ChangeMessageVisibilityBatch(
                Fifo,
                [
                    new()
                    {
                        Id = "old",
                        ReceiptHandle = first.ReceiptHandle,
                        VisibilityTimeout = 30,
                    },
                ]
            )
        );
        Assert.Null(answer.Successful);
        Assert.Equal(ExpiredText(first), Assert.Single(answer.Failed!).Message);
        Assert.Equal((3, 0, 0), Counts(Fifo));
    }

    /// <summary>2c: delete twice is a success; ChangeVisibility of a deleted message an InvalidParameterValue.</summary>
    [Fact]
    public void A_deleted_message_can_be_deleted_again_but_not_hidden()
    {
        var first = ReceiveOne(30, Fifo)!;
        Delete(first);
        Delete(first);
        World.RunFor(TimeSpan.FromSeconds(60));
        Delete(first);
        Refused(
            Sqs.ChangeMessageVisibility(Fifo, first.ReceiptHandle, 30),
            "InvalidParameterValueException",
            $"Value {first.ReceiptHandle} for parameter ReceiptHandle is invalid. "
                + "Reason: Message does not exist or is not available for visibility timeout change."
        );
    }

    [Fact]
    public void Handles_stay_good_or_expired_through_a_restart()
    {
        SendTo("b", "b1");
        var expired = ReceiveOne(10, Fifo)!;
        World.RunFor(TimeSpan.FromSeconds(10));
        var good = ReceiveOne(30, Fifo)!;
        foreach (var fromCheckpoint in new[] { false, true })
        {
            World.Restart(fromCheckpoint);
            RefusedAsExpired(Sqs.DeleteMessage(Fifo, expired.ReceiptHandle), expired);
            Change(good, 30);
        }

        Delete(good);
        Assert.Equal(["a2", "a3", "b1"], Take());
    }

    private void Change(Message message, int seconds) => Ok(Sqs.ChangeMessageVisibility(Fifo, message.ReceiptHandle, seconds));

    private static void RefusedAsExpired<T>(Engine.Answer<T> answer, Message message)
        where T : class => Refused(answer, "InvalidParameterValueException", ExpiredText(message));

    private static string ExpiredText(Message message) =>
        $"Value {message.ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.";
}
