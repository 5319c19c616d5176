namespace Millrace.Sqs.Tests;

/// <summary>Facts 2c, "Handles".</summary>
public sealed class ReceiptHandleTests : SqsTest
{
    /// <summary>2c: garbage → ReceiptHandleIsInvalid, 404 in Query (2a).</summary>
    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a")]
    public void A_handle_that_never_was_one_is_refused(string handle)
    {
        var text = $"The input receipt handle \"{handle}\" is not a valid receipt handle.";
        Assert.Equal(404, Refused(Sqs.DeleteMessage(Url, handle), "ReceiptHandleIsInvalid", text).QueryHttpStatus);
        Refused(Sqs.ChangeMessageVisibility(Url, handle, 1), "ReceiptHandleIsInvalid", text);
    }

    [Fact]
    public void A_mistyped_handle_is_told_from_an_old_one()
    {
        Send("hello");
        var handle = ReceiveOne()!.ReceiptHandle!;
        for (var at = 0; at < handle.Length; at++)
        {
            var mistyped = handle[..at] + (handle[at] == 'B' ? 'C' : 'B') + handle[(at + 1)..];
            Refused(Sqs.DeleteMessage(Url, mistyped), "ReceiptHandleIsInvalid");
        }

        Assert.Equal((0, 1, 0), Counts());
    }

    /// <summary>2c: delete twice → success.</summary>
    [Fact]
    public void Deleting_twice_succeeds()
    {
        Send("hello");
        var handle = ReceiveOne()!.ReceiptHandle;
        Ok(Sqs.DeleteMessage(Url, handle));
        var facts = World.FactCount;
        Ok(Sqs.DeleteMessage(Url, handle));
        Assert.Equal((facts, (0, 0, 0)), (World.FactCount, Counts()));
    }

    /// <summary>2c: standard: any earlier handle deletes, even after expiry.</summary>
    [Fact]
    public void Any_handle_of_a_message_deletes_it_also_after_its_time()
    {
        Send("hello");
        var old = ReceiveOne(visibilitySeconds: 1)!.ReceiptHandle;
        World.RunUntil(Start.AddSeconds(1));
        Assert.NotEqual(old, ReceiveOne()!.ReceiptHandle);
        Ok(Sqs.DeleteMessage(Url, old));
        World.RunUntil(Start.AddDays(1));
        Assert.Null(ReceiveOne());
    }

    [Fact]
    public void A_handle_deletes_a_message_that_came_back_and_nobody_received()
    {
        Send("hello");
        var old = ReceiveOne(visibilitySeconds: 1)!.ReceiptHandle;
        World.RunUntil(Start.AddSeconds(1));
        Ok(Sqs.DeleteMessage(Url, old));
        Assert.Equal((0, 0, 0), Counts());
    }

    [Fact]
    public void A_handle_of_another_queue_deletes_nothing_here()
    {
        var other = CreateQueue("other");
        Send("hello");
        Send("other", queueUrl: other);
        Ok(Sqs.DeleteMessage(other, ReceiveOne()!.ReceiptHandle));
        Assert.Equal((1, 0, 0), Counts(other));
        Assert.Equal((0, 1, 0), Counts());
    }

    [Fact]
    public void A_handle_of_a_queues_former_life_deletes_nothing_in_its_next()
    {
        Send("hello");
        var handle = ReceiveOne()!.ReceiptHandle;
        Ok(Sqs.DeleteQueue(Url));
        World.RunFor(TimeSpan.FromSeconds(60));
        CreateQueue("orders");
        Send("again");
        Ok(Sqs.DeleteMessage(Url, handle));
        Assert.Equal((1, 0, 0), Counts());
        Refused(Sqs.ChangeMessageVisibility(Url, handle, 1), "InvalidParameterValueException");
    }

    [Fact]
    public void Every_receive_gives_out_another_handle()
    {
        Send("hello");
        var handles = Enumerable.Range(0, 5).Select(_ => ReceiveOne(visibilitySeconds: 0)!.ReceiptHandle);
        Assert.Equal(5, handles.Distinct().Count());
    }
}
