namespace Millrace.Sqs.Tests;

/// <summary>Facts 2c, "Visibility", and 2b, "VisibilityTimeout 30 (0 to 43,200)".</summary>
public sealed class VisibilityTests : SqsTest
{
    /// <summary>2b: the default visibility timeout is 30 seconds.</summary>
    [Fact]
    public void A_received_message_comes_back_when_its_visibility_timeout_ends()
    {
        Send("hello");
        Assert.Equal("hello", ReceiveOne()?.Body.ToString());

        World.RunUntil(Start.AddSeconds(29.999));
        Assert.Null(ReceiveOne());
        Assert.Equal((0, 1, 0), Counts());

        World.RunUntil(Start.AddSeconds(30));
        Assert.Equal((1, 0, 0), Counts());
        Assert.Equal("hello", ReceiveOne()?.Body.ToString());
    }

    /// <summary>SQS API Reference, ReceiveMessage: VisibilityTimeout of a receive stands before the queue's.</summary>
    [Fact]
    public void A_receive_may_bring_its_own_visibility_timeout()
    {
        Send("hello");
        ReceiveOne(visibilitySeconds: 7);
        World.RunUntil(Start.AddSeconds(6.999));
        Assert.Null(ReceiveOne());
        World.RunUntil(Start.AddSeconds(7));
        Assert.NotNull(ReceiveOne());
    }

    [Fact]
    public void The_queues_visibility_timeout_counts_at_the_receive_not_at_the_send()
    {
        Send("hello");
        Set("VisibilityTimeout", "5");
        ReceiveOne();
        Set("VisibilityTimeout", "500");
        World.RunUntil(Start.AddSeconds(5));
        Assert.NotNull(ReceiveOne());
    }

    [Fact]
    public void A_message_received_with_visibility_zero_is_visible_at_once()
    {
        Send("hello");
        var first = ReceiveOne(visibilitySeconds: 0);
        var second = ReceiveOne(visibilitySeconds: 0);
        Assert.Equal(first?.MessageId, second?.MessageId);
        Assert.Equal("2", second?.Attributes!["ApproximateReceiveCount"]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(43_201)]
    public void A_receive_with_a_visibility_timeout_out_of_range_is_refused(int seconds)
    {
        var answer = Sqs.ReceiveMessage(new() { QueueUrl = Url, VisibilityTimeout = seconds });
        Refused(
            answer,
            "InvalidParameterValueException",
            $"Value {seconds} for parameter VisibilityTimeout is invalid. Reason: Must be >= 0 and <= 43200, if provided."
        );
    }

    /// <summary>SQS API Reference, ChangeMessageVisibility: the new timeout starts when it is asked for.</summary>
    [Fact]
    public void A_changed_visibility_counts_from_the_change()
    {
        Send("hello");
        var handle = ReceiveOne()!.ReceiptHandle;
        World.RunUntil(Start.AddSeconds(20));
        Ok(Sqs.ChangeMessageVisibility(Url, handle, 60));

        World.RunUntil(Start.AddSeconds(79.999));
        Assert.Null(ReceiveOne());
        World.RunUntil(Start.AddSeconds(80));
        Assert.NotNull(ReceiveOne());
    }

    [Fact]
    public void Changing_visibility_to_zero_gives_the_message_back_at_once()
    {
        Send("hello");
        Ok(Sqs.ChangeMessageVisibility(Url, ReceiveOne()!.ReceiptHandle, 0));
        Assert.Equal((1, 0, 0), Counts());
        Assert.NotNull(ReceiveOne());
    }

    /// <summary>2c: a changed value is not remembered for the next receive.</summary>
    [Fact]
    public void A_changed_visibility_is_not_remembered_for_the_next_receive()
    {
        Send("hello");
        Ok(Sqs.ChangeMessageVisibility(Url, ReceiveOne()!.ReceiptHandle, 100));
        World.RunUntil(Start.AddSeconds(100));
        Assert.NotNull(ReceiveOne());
        World.RunUntil(Start.AddSeconds(130));
        Assert.NotNull(ReceiveOne());
    }

    /// <summary>2c: 12 hours in total from the receive that handed it out.</summary>
    [Fact]
    public void Twelve_hours_after_its_receive_no_message_can_be_hidden_any_longer()
    {
        Send("hello");
        var handle = ReceiveOne(visibilitySeconds: 43_200)!.ReceiptHandle;
        World.RunUntil(Start.AddHours(1));
        Refused(
            Sqs.ChangeMessageVisibility(Url, handle, 43_200),
            "InvalidParameterValueException",
            "Value 43200 for parameter VisibilityTimeout is invalid. Reason: "
                + "Total VisibilityTimeout for the message is beyond the limit [43200 seconds]."
        );
        Ok(Sqs.ChangeMessageVisibility(Url, handle, 39_600));
        World.RunUntil(Start.AddHours(12));
        Assert.NotNull(ReceiveOne());
    }

    [Fact]
    public void The_twelve_hours_begin_anew_with_every_receive()
    {
        Send("hello");
        ReceiveOne(visibilitySeconds: 3600);
        World.RunUntil(Start.AddHours(1));
        var handle = ReceiveOne()!.ReceiptHandle;
        Ok(Sqs.ChangeMessageVisibility(Url, handle, 43_200));
        World.RunUntil(Start.AddHours(13).AddSeconds(-0.001));
        Assert.Null(ReceiveOne());
        World.RunUntil(Start.AddHours(13));
        Assert.NotNull(ReceiveOne());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(43_201)]
    public void A_change_out_of_range_is_refused(int seconds)
    {
        Send("hello");
        var error = Refused(
            Sqs.ChangeMessageVisibility(Url, ReceiveOne()!.ReceiptHandle, seconds),
            "InvalidParameterValueException"
        );
        Assert.StartsWith(
            $"Value {seconds} for parameter VisibilityTimeout is invalid.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>2c: ChangeVisibility of a deleted message → InvalidParameterValue.</summary>
    [Fact]
    public void The_visibility_of_a_deleted_message_cannot_be_changed()
    {
        Send("hello");
        var handle = ReceiveOne()!.ReceiptHandle;
        Ok(Sqs.DeleteMessage(Url, handle));
        Refused(Sqs.ChangeMessageVisibility(Url, handle, 10), "InvalidParameterValueException", NotAvailable(handle));
    }

    /// <summary>2c: of an expired but not re-received standard one → success.</summary>
    [Fact]
    public void The_visibility_of_a_message_that_came_back_can_be_changed_until_it_is_received_again()
    {
        Send("hello");
        var handle = ReceiveOne()!.ReceiptHandle;
        World.RunUntil(Start.AddSeconds(31));
        Assert.Equal((1, 0, 0), Counts());
        Ok(Sqs.ChangeMessageVisibility(Url, handle, 60));
        Assert.Equal((0, 1, 0), Counts());
        Assert.Null(ReceiveOne());
        World.RunUntil(Start.AddSeconds(91));
        Assert.NotNull(ReceiveOne());
        Refused(Sqs.ChangeMessageVisibility(Url, handle, 0), "InvalidParameterValueException", NotAvailable(handle));
        Assert.Null(ReceiveOne());
    }

    /// <summary>2c: success is for one that was not received again; whoever holds it now keeps it.</summary>
    [Fact]
    public void An_earlier_handle_changes_nothing_for_whoever_holds_the_message_now()
    {
        Send("hello");
        var late = ReceiveOne()!.ReceiptHandle;
        World.RunUntil(Start.AddSeconds(30));
        var held = ReceiveOne(visibilitySeconds: 600)!.ReceiptHandle;

        Refused(Sqs.ChangeMessageVisibility(Url, late, 0), "InvalidParameterValueException", NotAvailable(late));
        var batch = Ok(
            Sqs.ChangeMessageVisibilityBatch(
                Url,
                [
                    new()
                    {
                        Id = "late",
                        ReceiptHandle = late,
                        VisibilityTimeout = 0,
                    },
                ]
            )
        );

        Assert.Equal("InvalidParameterValue", Assert.Single(batch.Failed!).Code);
        Assert.Null(ReceiveOne());
        Ok(Sqs.ChangeMessageVisibility(Url, held, 0));
        Refused(Sqs.ChangeMessageVisibility(Url, late, 60), "InvalidParameterValueException", NotAvailable(late));
        Assert.Equal("3", ReceiveOne()!.Attributes!["ApproximateReceiveCount"]);
    }

    private static string NotAvailable(string? handle) =>
        $"Value {handle} for parameter ReceiptHandle is invalid. Reason: "
        + "Message does not exist or is not available for visibility timeout change.";
}
