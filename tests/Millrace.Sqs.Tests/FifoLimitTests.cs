using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>How many messages of a FIFO queue can be in flight, and how long they are kept.</summary>
public sealed class FifoLimitTests : FifoTest
{
    /// <summary>2c: FIFO 120,000 and no error, just no messages.</summary>
    [Fact]
    public void At_120000_messages_in_flight_a_receive_gives_no_more_and_no_error()
    {
        for (var group = 0; group < 12_000; group++)
        {
            Ok(Sqs.SendMessageBatch(Fifo, Batch($"g{group}", group == 0 ? 5 : 10)));
            Assert.NotEmpty(Take(10, 43_200));
        }

        Ok(Sqs.SendMessageBatch(Fifo, Batch("last", 10)));
        var last = Receive(10, 43_200, Fifo);
        Assert.Equal(5, last.Count);
        SendTo("other", "x");
        Assert.Empty(Take());
        Assert.Equal((6, 120_000, 0), Counts(Fifo));

        Delete(last[0]);
        Assert.Equal(["x"], Take());
    }

    /// <summary>2c: AWS looks for available groups among the first 120,000 messages; here among all (README, "Where it differs").</summary>
    [Fact]
    public void A_group_behind_120000_messages_of_a_locked_one_is_received()
    {
        SendTo("long", "first");
        Take(1, 43_200);
        for (var message = 0; message < 120_000; message++)
        {
            SendTo("long", "x");
        }

        SendTo("behind", "y");
        Assert.Equal(["y"], Take());
    }

    [Fact]
    public void A_message_too_old_to_keep_unlocks_its_group()
    {
        Set("MessageRetentionPeriod", "60", Fifo);
        SendTo("a", "a1");
        World.RunUntil(Start.AddSeconds(30));
        SendTo("a", "a2");
        Take(1, 600);
        World.RunUntil(Start.AddSeconds(59.999));
        Assert.Empty(Take());
        World.RunUntil(Start.AddSeconds(60));
        Assert.Equal(["a2"], Take());
        World.RunUntil(Start.AddSeconds(90));
        Assert.Equal((0, 0, 0), Counts(Fifo));
        AssertSurvivesRestart();
    }

    [Fact]
    public void A_purge_takes_messages_in_flight_and_unlocks_all_groups()
    {
        SendTo("a", "a1");
        SendTo("a", "a2");
        var held = ReceiveOne(600, Fifo)!;
        Ok(Sqs.PurgeQueue(Fifo));
        SendTo("a", "a3");
        Assert.Equal(["a3"], Take());
        Delete(held);
        Assert.Equal((0, 1, 0), Counts(Fifo));
        AssertSurvivesRestart();
    }

    private static List<SendMessageBatchRequestEntry> Batch(string group, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(index => new SendMessageBatchRequestEntry
                {
                    Id = $"{index}",
                    MessageBody = "x",
                    MessageGroupId = group,
                    MessageDeduplicationId = $"{group}-{index}",
                }),
        ];
}
