using System.Security.Cryptography;
using System.Text;
using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Facts 2c, "Dedup": five minutes from the first accepted send, whatever becomes of its message.</summary>
public sealed class FifoDeduplicationTests : FifoTest
{
    /// <summary>2c: the duplicate gets the original MessageId and SequenceNumber but MD5s of its own.</summary>
    [Fact]
    public void A_duplicate_is_answered_with_the_ids_of_the_first_and_digests_of_its_own()
    {
        var first = SendTo("a", "hello", "id");
        var request = MessageTo("a", "other", "id");
        request.MessageAttributes = new()
        {
            ["Kind"] = new() { DataType = "String", StringValue = "late" },
        };
        var second = Ok(Sqs.SendMessage(request));
        Assert.Equal((first.MessageId, first.SequenceNumber), (second.MessageId, second.SequenceNumber));
        Assert.Equal(Convert.ToHexStringLower(Md5("other")), second.MD5OfMessageBody);
        Assert.NotNull(second.MD5OfMessageAttributes);
        Assert.Equal(["hello"], Take());
    }

    [Fact]
    public void Five_minutes_count_from_the_first_and_a_duplicate_does_not_make_them_longer()
    {
        var first = SendTo("a", "1", "id");
        World.RunUntil(Start.AddSeconds(299.999));
        Assert.Equal(first.MessageId, SendTo("a", "2", "id").MessageId);
        World.RunUntil(Start.AddSeconds(300));
        var next = SendTo("a", "3", "id");
        Assert.NotEqual(first.MessageId, next.MessageId);
        World.RunUntil(Start.AddSeconds(599.999));
        Assert.Equal(next.MessageId, SendTo("a", "4", "id").MessageId);
        Assert.Equal(["1", "3"], Take());
    }

    /// <summary>2c: also after delete.</summary>
    [Fact]
    public void A_message_that_was_deleted_still_has_duplicates()
    {
        var first = SendTo("a", "1", "id");
        Assert.Equal(["1"], Drain());
        Assert.Equal(first.SequenceNumber, SendTo("a", "2", "id").SequenceNumber);
        Assert.Empty(Take());
    }

    [Fact]
    public void Content_is_the_sha256_of_the_body_without_attributes()
    {
        Set("ContentBasedDeduplication", "true", Fifo);
        var first = Ok(Sqs.SendMessage(MessageTo("a", "hello", null)));
        var request = MessageTo("b", "hello", null);
        request.MessageAttributes = new()
        {
            ["Kind"] = new() { DataType = "String", StringValue = "other" },
        };
        Assert.Equal(first.MessageId, Ok(Sqs.SendMessage(request)).MessageId);
        Assert.NotEqual(first.MessageId, Ok(Sqs.SendMessage(MessageTo("a", "Hello", null))).MessageId);
        var shown = Receive(10, queueUrl: Fifo)[0].Attributes!["MessageDeduplicationId"];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("hello"))), shown);
    }

    /// <summary>2c: explicit id beats content hash.</summary>
    [Fact]
    public void An_id_goes_before_content()
    {
        Set("ContentBasedDeduplication", "true", Fifo);
        SendTo("a", "same", "1");
        SendTo("a", "same", "2");
        Ok(Sqs.SendMessage(MessageTo("a", "same", null)));
        SendTo("a", "different", "2");
        Assert.Equal(["same", "same", "same"], Take());
    }

    [Theory]
    [InlineData("queue", "first,other")]
    [InlineData("messageGroup", "first,other,of b")]
    public void Entries_of_one_batch_are_duplicates_of_each_other(string scope, string taken)
    {
        Set("DeduplicationScope", scope, Fifo);
        var answer = Ok(
            Sqs.SendMessageBatch(
                Fifo,
                [
                    Entry("1", "a", "first", "id"),
                    Entry("2", "a", "again", "id"),
                    Entry("3", "a", "other", "id2"),
                    Entry("4", "b", "of b", "id"),
                ]
            )
        ).Successful!;
        Assert.Equal(answer[0].MessageId, answer[1].MessageId);
        Assert.Equal(answer[0].SequenceNumber, answer[1].SequenceNumber);
        Assert.Equal(Convert.ToHexStringLower(Md5("again")), answer[1].MD5OfMessageBody);
        Assert.Equal(scope == "queue", answer[0].MessageId == answer[3].MessageId);
        Assert.Equal(taken.Split(','), Take());
        AssertSurvivesRestart();
    }

    [Fact]
    public void In_the_scope_of_the_queue_an_id_counts_in_all_groups()
    {
        var first = SendTo("a", "1", "id");
        Assert.Equal(first.SequenceNumber, SendTo("b", "2", "id").SequenceNumber);
        Assert.Equal(["1"], Take());
    }

    [Fact]
    public void In_the_scope_of_the_group_an_id_counts_in_each_group_apart()
    {
        Set("DeduplicationScope", "messageGroup", Fifo);
        var first = SendTo("a", "1", "id");
        var second = SendTo("b", "2", "id");
        Assert.NotEqual(first.MessageId, second.MessageId);
        Assert.Equal(first.MessageId, SendTo("a", "3", "id").MessageId);
        Assert.Equal(second.MessageId, SendTo("b", "4", "id").MessageId);
        Assert.Equal(["1", "2"], Take());
    }

    /// <summary>2c: changing DeduplicationScope later does not re-scope existing entries.</summary>
    [Fact]
    public void A_send_counts_in_the_scope_it_was_accepted_in_when_the_scope_is_widened()
    {
        Set("DeduplicationScope", "messageGroup", Fifo);
        var first = SendTo("a", "1", "id");
        Set("DeduplicationScope", "queue", Fifo);
        Assert.NotEqual(first.MessageId, SendTo("b", "2", "id").MessageId);
        Assert.Equal(["1", "2"], Take());
        AssertSurvivesRestart();
    }

    [Fact]
    public void A_send_counts_in_the_scope_it_was_accepted_in_when_the_scope_is_narrowed()
    {
        var first = SendTo("a", "1", "id");
        Set("DeduplicationScope", "messageGroup", Fifo);
        Assert.Equal(first.MessageId, SendTo("b", "2", "id").MessageId);
        Assert.Equal(["1"], Take());
    }

    /// <summary>One id was accepted in the group and in the queue: alone or in a batch, the first is what a send repeats.</summary>
    [Fact]
    public void A_send_that_repeats_two_of_different_scopes_is_answered_with_the_first()
    {
        Set("DeduplicationScope", "messageGroup", Fifo);
        var first = SendTo("a", "1", "id").MessageId;
        var other = SendTo("a", "2", "id2").MessageId;
        Set("DeduplicationScope", "queue", Fifo);
        var inBatch = Ok(Sqs.SendMessageBatch(Fifo, [Entry("1", "b", "3", "id"), Entry("2", "a", "4", "id")])).Successful!;
        Assert.NotEqual(first, inBatch[0].MessageId);
        Assert.Equal(first, inBatch[1].MessageId);
        Assert.Equal(first, SendTo("a", "5", "id").MessageId);
        Assert.NotEqual(other, SendTo("b", "6", "id2").MessageId);
        Assert.Equal(other, SendTo("a", "7", "id2").MessageId);
        Assert.Equal(inBatch[0].MessageId, SendTo("b", "8", "id").MessageId);
    }

    /// <summary>2c: purge clears it.</summary>
    [Fact]
    public void A_purge_forgets_all_sends()
    {
        var first = SendTo("a", "1", "id");
        Ok(Sqs.PurgeQueue(Fifo));
        Assert.NotEqual(first.MessageId, SendTo("a", "2", "id").MessageId);
        Assert.Equal(["2"], Take());
        AssertSurvivesRestart();
    }

    [Fact]
    public void A_queue_created_anew_knows_no_sends()
    {
        var first = SendTo("a", "1", "id");
        Ok(Sqs.DeleteQueue(Fifo));
        World.RunFor(TimeSpan.FromSeconds(60));
        CreateFifo("orders.fifo");
        Assert.NotEqual(first.MessageId, SendTo("a", "2", "id").MessageId);
    }

    [Fact]
    public void A_dead_letter_still_has_duplicates_in_the_queue_it_died_in_and_none_where_it_lies()
    {
        var dead = CreateFifo("dead.fifo");
        Set("RedrivePolicy", Redrive("dead.fifo", 1), Fifo);
        var first = SendTo("a", "1", "id");
        Take(visibilitySeconds: 0);
        Assert.Empty(Take());
        Assert.Equal((1, 0, 0), Counts(dead));
        Assert.Equal(first.MessageId, SendTo("a", "2", "id").MessageId);
        Assert.NotEqual(first.MessageId, SendTo("a", "3", "id", dead).MessageId);
        Assert.Equal(["1", "3"], Take(queueUrl: dead));
    }

    [Fact]
    public void The_window_survives_a_restart()
    {
        var first = SendTo("a", "1", "id");
        foreach (var fromCheckpoint in new[] { false, true })
        {
            World.Restart(fromCheckpoint);
            World.RunFor(TimeSpan.FromSeconds(100));
            var again = SendTo("a", "2", "id");
            Assert.Equal((first.MessageId, first.SequenceNumber), (again.MessageId, again.SequenceNumber));
        }

        World.RunUntil(Start.AddSeconds(300));
        Assert.NotEqual(first.MessageId, SendTo("a", "3", "id").MessageId);
    }

    /// <summary>More sends than the window keeps together, the first of them past their five minutes.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_window_of_thousands_of_sends_survives_a_restart(bool fromCheckpoint)
    {
        var sends = new List<string>();
        for (var index = 0; index < 5000; index++)
        {
            sends.Add(SendTo($"g{index % 7}", "x", $"id-{index}").MessageId!);
            World.RunFor(TimeSpan.FromMilliseconds(100));
        }

        AssertSurvivesRestart();
        World.Restart(fromCheckpoint);
        AssertSurvivesRestart();
        var now = Start.AddSeconds(500);
        for (var index = 0; index < 5000; index += 3)
        {
            var isOpen = Start.AddSeconds(300 + (index / 10.0)) > now;
            Assert.Equal(isOpen, sends[index] == SendTo("a", "y", $"id-{index}").MessageId);
        }

        AssertSurvivesRestart();
    }

    private static SendMessageBatchRequestEntry Entry(string entry, string group, string body, string id) =>
        new()
        {
            Id = entry,
            MessageBody = body,
            MessageGroupId = group,
            MessageDeduplicationId = id,
        };

#pragma warning disable CA5351 // SQS's digests are MD5; nothing is secured by them.
    private static byte[] Md5(string text) => MD5.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5351
}
