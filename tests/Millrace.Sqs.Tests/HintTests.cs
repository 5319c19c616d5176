using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>The indexes of a queue hold hints, some of them void; however it is used, they stay in proportion to its messages.</summary>
public sealed class HintTests : SqsTest
{
    private const int HintsMax = 2_048;

    [Theory]
    [InlineData(null)]
    [InlineData("tenant")]
    public void A_visible_message_that_is_given_back_again_and_again_costs_no_memory(string? tenant)
    {
        SendFrom(tenant, "hello");
        var handle = ReceiveOne()!.ReceiptHandle;
        for (var time = 0; time < 3 * HintsMax; time++)
        {
            Ok(Sqs.ChangeMessageVisibility(Url, handle, 0));
            World.RunFor(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(World.Queues.Single().Hints, 1, HintsMax);
        Assert.Equal("hello", Assert.Single(Receive(10)).Body.ToString());
    }

    [Fact]
    public void Several_of_them_are_each_handed_out_once_and_the_oldest_first()
    {
        string[] bodies = ["0", "1", "2", "3", "4"];
        Array.ForEach(bodies, body => Send(body));
        var handles = Receive(10).ConvertAll(message => message.ReceiptHandle);
        for (var time = 0; time < 2 * HintsMax; time++)
        {
            Ok(Sqs.ChangeMessageVisibility(Url, handles[time * 7 % handles.Count], 0));
            World.RunFor(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(World.Queues.Single().Hints, 1, HintsMax);
        Assert.Equal(bodies, Receive(10).Select(message => message.Body.ToString()));
    }

    [Fact]
    public void What_expires_unread_leaves_no_hints_behind()
    {
        Set("MessageRetentionPeriod", "60");
        for (var second = 0; second < 2 * HintsMax; second++)
        {
            SendFrom("tenant", $"{second}");
            World.RunFor(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(World.Queues.Single().Hints, 1, HintsMax);
        Assert.Equal($"{(2 * HintsMax) - Counts().Visible}", ReceiveOne()!.Body.ToString());
    }

    [Fact]
    public void A_message_that_stays_at_the_head_of_its_group_costs_no_more_the_longer_it_stays()
    {
        var fifo = CreateQueue("orders.fifo", ("FifoQueue", "true"));
        for (var number = 0; number < 2 * HintsMax; number++)
        {
            Ok(
                Sqs.SendMessage(
                    new SendMessageRequest
                    {
                        QueueUrl = fifo,
                        MessageBody = $"{number}",
                        MessageGroupId = "group",
                        MessageDeduplicationId = $"{number}",
                    }
                )
            );
            var received = Receive(10, queueUrl: fifo);
            Assert.Equal("0", received[0].Body.ToString());
            received.GetRange(1, received.Count - 1).ForEach(after => Ok(Sqs.DeleteMessage(fifo, after.ReceiptHandle)));
            Ok(Sqs.ChangeMessageVisibility(fifo, received[0].ReceiptHandle, 0));
        }

        Assert.InRange(World.Queues.Single(queue => queue.IsFifo).Hints, 1, HintsMax);
        Assert.Equal((1, 0, 0), Counts(fifo));
    }

    private void SendFrom(string? tenant, string body) =>
        Ok(
            Sqs.SendMessage(
                new SendMessageRequest
                {
                    QueueUrl = Url,
                    MessageBody = body,
                    MessageGroupId = tenant,
                }
            )
        );
}
