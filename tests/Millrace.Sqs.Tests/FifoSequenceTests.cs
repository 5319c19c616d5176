using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>SequenceNumber: twenty digits that rise with every message of a FIFO queue. Source: SQS API Reference, SendMessage.</summary>
public sealed class FifoSequenceTests : FifoTest
{
    [Fact]
    public void Sequence_numbers_have_twenty_digits_and_rise_over_all_groups()
    {
        var numbers = new List<string>();
        for (var index = 0; index < 20; index++)
        {
            numbers.Add(SendTo($"g{index % 3}", "x").SequenceNumber!);
        }

        AssertRising(numbers);
    }

    [Fact]
    public void A_batch_numbers_its_entries_in_their_order()
    {
        var answer = Ok(Sqs.SendMessageBatch(Fifo, [.. Enumerable.Range(0, 10).Select(Entry)]));
        AssertRising([.. answer.Successful!.Select(entry => entry.SequenceNumber!)]);
        AssertRising([answer.Successful![^1].SequenceNumber!, SendTo("a", "after").SequenceNumber!]);

        static SendMessageBatchRequestEntry Entry(int index) =>
            new()
            {
                Id = $"{index}",
                MessageBody = "x",
                MessageGroupId = $"g{index % 2}",
                MessageDeduplicationId = $"b{index}",
            };
    }

    [Fact]
    public void A_message_is_received_with_the_number_its_send_was_answered_with()
    {
        var sent = SendTo("a", "hello", "id");
        var received = ReceiveOne(queueUrl: Fifo)!.Attributes!;
        Assert.Equal(sent.SequenceNumber, received["SequenceNumber"]);
        Assert.Equal(("a", "id"), (received["MessageGroupId"], received["MessageDeduplicationId"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Numbers_go_on_rising_through_a_restart(bool fromCheckpoint)
    {
        var before = SendTo("a", "1").SequenceNumber!;
        World.Restart(fromCheckpoint);
        AssertRising([before, SendTo("a", "2").SequenceNumber!]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Numbers_go_on_rising_when_the_queue_is_deleted_and_created_again(bool isForgotten)
    {
        string before = "";
        for (var index = 0; index < 50; index++)
        {
            before = SendTo("a", "1").SequenceNumber!;
        }

        Ok(Sqs.DeleteQueue(Fifo));
        World.RunFor(TimeSpan.FromSeconds(60));
        if (isForgotten)
        {
            World.ForgetForgettable();
        }

        CreateFifo("orders.fifo");
        AssertRising([before, SendTo("a", "2").SequenceNumber!]);
    }

    [Fact]
    public void A_standard_queue_answers_without_a_number() =>
        Assert.Null(Ok(Sqs.SendMessage(MessageTo("a", "x", "id", Url))).SequenceNumber);

    private static void AssertRising(List<string> numbers)
    {
        Assert.All(numbers, number => Assert.Matches("^[0-9]{20}$", number));
        Assert.Equal(numbers.Distinct().Order(StringComparer.Ordinal), numbers);
    }
}
