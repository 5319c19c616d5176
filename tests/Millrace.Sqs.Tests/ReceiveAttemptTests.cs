using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Facts 2c, "ReceiveRequestAttemptId". Source: SQS API Reference, ReceiveMessage.</summary>
public sealed class ReceiveAttemptTests : FifoTest
{
    public ReceiveAttemptTests()
    {
        SendTo("a", "a1");
        SendTo("a", "a2");
        SendTo("b", "b1");
    }

    /// <summary>2c: same batch and handles.</summary>
    [Fact]
    public void A_repeated_receive_gives_the_same_messages_with_the_same_handles_and_counts()
    {
        var first = Attempt("try", 2);
        var again = Attempt("try", 10);
        Assert.Equal(["a1", "a2"], Bodies(first));
        Assert.Equal(Shown(first), Shown(again));
        Assert.Equal(["1", "1"], again.Select(message => message.Attributes!["ApproximateReceiveCount"]));
        Assert.Equal((1, 2, 0), Counts(Fifo));
        Delete(first[0]);
        Delete(again[1]);
        Assert.Equal(["b1"], Drain());
    }

    [Fact]
    public void Another_id_and_none_are_other_receives()
    {
        Attempt("try", 2);
        Assert.Equal(["b1"], Bodies(Attempt("other", 10)));
        Assert.Empty(Take());
    }

    /// <summary>2c: resets their visibility.</summary>
    [Fact]
    public void A_repeated_receive_hides_its_messages_anew()
    {
        var first = Attempt("try", 2, 30);
        World.RunUntil(Start.AddSeconds(20));
        Attempt("try", 2, 30);
        World.RunUntil(Start.AddSeconds(49.999));
        Assert.Equal(["b1"], Take());
        Assert.Equal(Shown(first), Shown(Attempt("try", 2, 5)));
        World.RunUntil(Start.AddSeconds(54.998));
        Assert.Empty(Take());
        World.RunUntil(Start.AddSeconds(54.999));
        Assert.Equal(["a1", "a2"], Take());
    }

    [Fact]
    public void Once_its_messages_are_visible_again_a_repeated_receive_is_a_new_one()
    {
        var first = Attempt("try", 2, 30);
        World.RunUntil(Start.AddSeconds(30));
        var next = Attempt("try", 2, 30);
        Assert.Equal(Bodies(first), Bodies(next));
        Assert.NotEqual(Shown(first), Shown(next));
        Assert.Equal(["2", "2"], next.Select(message => message.Attributes!["ApproximateReceiveCount"]));
        Assert.Equal(Shown(next), Shown(Attempt("try", 2, 30)));
    }

    /// <summary>2c: for 5 min.</summary>
    [Fact]
    public void After_five_minutes_a_repeated_receive_is_a_new_one()
    {
        var first = Attempt("try", 2, 600);
        World.RunUntil(Start.AddSeconds(299.999));
        Assert.Equal(Shown(first), Shown(Attempt("try", 2, 600)));
        World.RunUntil(Start.AddSeconds(300));
        Assert.Equal(["b1"], Bodies(Attempt("try", 2, 600)));
    }

    [Fact]
    public void After_a_delete_a_repeated_receive_is_a_new_one()
    {
        var first = Attempt("try", 2);
        Delete(first[1]);
        Assert.Equal(["b1"], Bodies(Attempt("try", 2)));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(0)]
    public void After_a_changed_visibility_a_repeated_receive_is_a_new_one(int seconds)
    {
        var first = Attempt("try", 1);
        Ok(Sqs.ChangeMessageVisibility(Fifo, first[0].ReceiptHandle, seconds));
        var next = Attempt("try", 1);
        Assert.Equal(seconds == 0 ? ["a1"] : ["b1"], Bodies(next));
        Assert.NotEqual(Shown(first), Shown(next));
    }

    [Fact]
    public void A_message_that_someone_else_received_since_is_not_given_again()
    {
        var first = Attempt("try", 1, 30);
        Ok(Sqs.ChangeMessageVisibility(Fifo, first[0].ReceiptHandle, 0));
        var others = Receive(1, 30, Fifo);
        Assert.Equal(["a1"], Bodies(others));
        Assert.Equal(["b1"], Bodies(Attempt("try", 1, 30)));
    }

    [Fact]
    public void After_a_purge_a_repeated_receive_is_a_new_one()
    {
        Attempt("try", 2);
        Ok(Sqs.PurgeQueue(Fifo));
        SendTo("a", "new");
        Assert.Equal(["new"], Bodies(Attempt("try", 2)));
    }

    [Fact]
    public void A_receive_that_got_nothing_is_not_repeated()
    {
        Take();
        Assert.Empty(Attempt("try", 10));
        SendTo("c", "c1");
        Assert.Equal(["c1"], Bodies(Attempt("try", 10)));
    }

    /// <summary>What the id is for: the answer is lost on its way, and the same messages are received once, not twice.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_answer_that_nobody_got_can_be_asked_for_again(bool isRestarted)
    {
        CreateFifo("dead.fifo");
        Set("RedrivePolicy", Redrive("dead.fifo", 1), Fifo);
        var request = new ReceiveMessageRequest { QueueUrl = Fifo, ReceiveRequestAttemptId = "try" };
        var lost = Ok(Sqs.ReceiveMessage(request));
        Sqs.Left(request, lost);
        Assert.Equal((2, 1, 0), Counts(Fifo));
        if (isRestarted)
        {
            World.Restart(fromCheckpoint: true);
        }

        Assert.Equal(Shown(lost.Messages!), Shown(Attempt("try", 1)));
        Assert.Equal("1", Assert.Single(Attempt("try", 1)).Attributes!["ApproximateReceiveCount"]);
        AssertSurvivesRestart();
    }

    [Fact]
    public void Without_an_attempt_id_an_answer_that_nobody_got_gives_its_messages_back()
    {
        Attempt("try", 1, 0);
        var request = new ReceiveMessageRequest { QueueUrl = Fifo };
        Sqs.Left(request, Ok(Sqs.ReceiveMessage(request)));
        Assert.Equal((3, 0, 0), Counts(Fifo));
    }

    /// <summary>Issue 3: also after a restart.</summary>
    [Fact]
    public void A_receive_can_be_repeated_after_a_restart()
    {
        var first = Attempt("try", 2, 300);
        Attempt("other", 1, 300);
        AssertSurvivesRestart();
        foreach (var fromCheckpoint in new[] { false, true })
        {
            World.Restart(fromCheckpoint);
            World.RunFor(TimeSpan.FromSeconds(10));
            Assert.Equal(Shown(first), Shown(Attempt("try", 2, 300)));
            AssertSurvivesRestart();
        }
    }

    /// <summary>The twelve hours of a hand-out go on through repetitions.</summary>
    [Fact]
    public void A_repeated_receive_hides_for_at_most_twelve_hours_from_the_first()
    {
        Attempt("try", 2, 43_200);
        World.RunUntil(Start.AddSeconds(299));
        Attempt("try", 2, 43_200);
        World.RunUntil(Start.AddSeconds(43_199.999));
        Assert.Equal((1, 2, 0), Counts(Fifo));
        World.RunUntil(Start.AddSeconds(43_200));
        Assert.Equal((3, 0, 0), Counts(Fifo));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    public void An_attempt_id_has_a_form(string id) =>
        Refused(
            Sqs.ReceiveMessage(new() { QueueUrl = Fifo, ReceiveRequestAttemptId = id }),
            "InvalidParameterValueException",
            $"Value {id} for parameter ReceiveRequestAttemptId is invalid. Reason: "
                + "ReceiveRequestAttemptId can only include alphanumeric and punctuation characters. 1 to 128 in length."
        );

    [Fact]
    public void A_standard_queue_hands_out_the_next_whatever_the_attempt()
    {
        Send("1");
        Send("2");
        Assert.Equal(["1"], Bodies(Attempt("try", 1, queueUrl: Url)));
        Assert.Equal(["2"], Bodies(Attempt("try", 1, queueUrl: Url)));
    }

    private List<Message> Attempt(string id, int most, int visibilitySeconds = 30, string queueUrl = Fifo) =>
        Ok(
            Sqs.ReceiveMessage(
                new()
                {
                    QueueUrl = queueUrl,
                    MaxNumberOfMessages = most,
                    VisibilityTimeout = visibilitySeconds,
                    ReceiveRequestAttemptId = id,
                    MessageSystemAttributeNames = ["All"],
                }
            )
        ).Messages
        ?? [];

    private static List<(string?, string?)> Shown(List<Message> messages) =>
        messages.ConvertAll(message => (message.MessageId, message.ReceiptHandle));
}
