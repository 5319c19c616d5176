using Millrace.Api.Sqs;
using Millrace.Sqs.Metrics;

namespace Millrace.Sqs.Tests;

/// <summary>Metrics of message groups: those in flight on a FIFO queue, noisy and quiet ones on a standard queue (facts 2c).</summary>
public sealed class GroupMetricTests : SqsTest
{
    private const string FifoUrl = BaseUrl + "/000000000000/orders.fifo";

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    [InlineData(true)]
    public void Groups_of_a_fifo_queue_with_messages_in_flight_are_counted(bool? restartFromCheckpoint)
    {
        CreateQueue("orders.fifo", ("FifoQueue", "true"), ("ContentBasedDeduplication", "true"));
        foreach (var group in new[] { "a", "b", "c" })
        {
            SendTo(FifoUrl, group, 3);
        }

        Assert.Equal(0, GroupsInFlight());
        var received = Receive(4, visibilitySeconds: 30, FifoUrl);
        if (restartFromCheckpoint is { } fromCheckpoint)
        {
            World.Restart(fromCheckpoint);
        }

        Assert.Equal(2, GroupsInFlight());
        Ok(Sqs.DeleteMessage(FifoUrl, received[0].ReceiptHandle));
        Assert.Equal(2, GroupsInFlight());
        Ok(Sqs.DeleteMessage(FifoUrl, received[3].ReceiptHandle));
        Assert.Equal(1, GroupsInFlight());
        World.RunFor(TimeSpan.FromSeconds(30));
        Assert.Equal(0, GroupsInFlight());
        Receive(10, queueUrl: FifoUrl);
        Assert.Equal(3, GroupsInFlight());
        Ok(Sqs.PurgeQueue(FifoUrl));
        Assert.Equal(0, GroupsInFlight());
    }

    [Fact]
    public void A_standard_queue_without_groups_has_no_metrics_of_groups()
    {
        Send("x");
        World.RunFor(TimeSpan.FromMinutes(1));
        var names = Sqs.Minutes(ArnOf("orders"))[0].Statistics().Select(metric => metric.Name);
        Assert.DoesNotContain(names, name => name.Contains("Group", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(30, 1)]
    [InlineData(29, 0)]
    public void A_group_is_noisy_with_thirty_messages_in_flight_that_are_more_than_a_tenth_of_all(int inFlight, int noisy)
    {
        Flood("noisy", inFlight);
        SendTo(Url, "noisy", 5);
        SendTo(Url, "quiet", 2);
        World.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal(noisy, Fair().NoisyGroups);
    }

    [Fact]
    public void Thirty_messages_in_flight_that_are_a_tenth_of_all_or_less_are_not_noisy()
    {
        Flood("a tenth", 30);
        for (var group = 0; group < 27; group++)
        {
            Flood($"group {group}", 10);
        }

        World.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal((0, 300), (Fair().NoisyGroups, Fair().NotVisible));

        Ok(Sqs.PurgeQueue(Url));
        Flood("more than a tenth", 31);
        for (var group = 0; group < 27; group++)
        {
            Flood($"group {group}", 10);
        }

        World.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal((1, 270), (Fair().NoisyGroups, Fair().NotVisible));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    [InlineData(true)]
    public void What_the_quiet_groups_have_is_told_apart(bool? restartFromCheckpoint)
    {
        Flood("noisy", 40);
        World.RunFor(TimeSpan.FromSeconds(10));
        Flood("quiet", 2);
        SendTo(Url, "noisy", 100);
        SendTo(Url, "noisy", 7, delaySeconds: 900);
        SendTo(Url, "quiet", 3);
        SendTo(Url, "quiet", 4, delaySeconds: 900);
        Send("without a group");
        if (restartFromCheckpoint is { } fromCheckpoint)
        {
            World.Restart(fromCheckpoint);
            Assert.Empty(Sqs.Minutes(ArnOf("orders")));
        }

        World.RunUntil(Start.AddMinutes(1));

        var minute = Sqs.Minutes(ArnOf("orders"))[0];
        Assert.Equal(
            (104, 42, 11, 60),
            (minute.Gauges.Visible, minute.Gauges.NotVisible, minute.Gauges.Delayed, minute.Gauges.OldestSeconds)
        );
        Assert.Equal(new FairGauges(1, 4, 2, 4, 50), minute.Gauges.Fair);
        var names = minute
            .Statistics()
            .Select(metric => metric.Name)
            .Where(name => name.Contains("Group", StringComparison.Ordinal));
        Assert.Equal(
            [
                "ApproximateNumberOfNoisyGroups",
                "ApproximateNumberOfMessagesVisibleInQuietGroups",
                "ApproximateNumberOfMessagesNotVisibleInQuietGroups",
                "ApproximateNumberOfMessagesDelayedInQuietGroups",
                "ApproximateAgeOfOldestMessageInQuietGroups",
            ],
            names
        );
    }

    [Fact]
    public void A_noisy_group_is_quiet_again_five_minutes_after_its_last_send()
    {
        Flood("noisy", 40);
        SendTo(Url, "quiet", 1);
        World.RunUntil(Start.AddMinutes(4));
        Assert.Equal((1, 0), (Fair().NoisyGroups, Fair().NotVisible));
        World.RunUntil(Start.AddMinutes(5));
        Assert.Equal((0, 40, 300), (Fair().NoisyGroups, Fair().NotVisible, Fair().OldestSeconds));
    }

    [Fact]
    public void A_noisy_group_is_gone_when_its_messages_are()
    {
        var handles = Flood("noisy", 40);
        SendTo(Url, "quiet", 1);
        World.RunUntil(Start.AddMinutes(1));
        Assert.Equal(1, Fair().NoisyGroups);
        foreach (var handle in handles)
        {
            Ok(Sqs.DeleteMessage(Url, handle));
        }

        World.RunUntil(Start.AddMinutes(2));
        Assert.Equal(new FairGauges(0, 1, 0, 0, 120), Fair());
    }

    [Fact]
    public void Messages_of_a_noisy_group_that_are_leaving_are_nobodys()
    {
        CreateQueue("dead");
        Set("RedrivePolicy", Redrive("dead", 1));
        SendTo(Url, "noisy", 10);
        Assert.Equal(10, Receive(10, visibilitySeconds: 0).Count);
        World.HoldCalls();
        Flood("noisy", 40);
        SendTo(Url, "noisy", 3);
        SendTo(Url, "quiet", 1);
        Assert.Equal(10, Ok(Sqs.Describe(ArnOf("orders"))).Leaving);
        World.RunUntil(Start.AddMinutes(1));
        Assert.Equal((4, 1), (Sqs.Minutes(ArnOf("orders"))[0].Gauges.Visible, Fair().Visible));
        World.MakeCalls();
        World.RunUntil(Start.AddMinutes(2));
        Assert.Equal((4, 1), (Sqs.Minutes(ArnOf("orders"))[1].Gauges.Visible, Fair().Visible));
    }

    private int? GroupsInFlight() =>
        Ok(Sqs.Measure()).Queues.Single(reading => reading.Arn == ArnOf("orders.fifo")).Now.GroupsInFlight;

    private FairGauges Fair() => Sqs.Minutes(ArnOf("orders"))[^1].Gauges.Fair!.Value;

    /// <summary>Sends so many messages of one group and receives them; their handles.</summary>
    private List<string?> Flood(string group, int count)
    {
        SendTo(Url, group, count);
        var handles = new List<string?>();
        while (handles.Count < count)
        {
            var received = Receive(Math.Min(10, count - handles.Count), visibilitySeconds: 3_600);
            Assert.NotEmpty(received);
            handles.AddRange(received.Select(message => message.ReceiptHandle));
        }

        return handles;
    }

    private void SendTo(string queueUrl, string group, int count, int? delaySeconds = null)
    {
        for (var index = 0; index < count; index++)
        {
            Ok(
                Sqs.SendMessage(
                    new SendMessageRequest
                    {
                        QueueUrl = queueUrl,
                        MessageBody = $"{group} {index}",
                        MessageGroupId = group.Replace(' ', '-'),
                        DelaySeconds = delaySeconds,
                    }
                )
            );
        }
    }
}
