using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Message groups on a standard queue: who floods it waits for himself (facts 2c; Developer Guide, "fair queues").</summary>
public sealed class FairQueueTests : SqsTest
{
    [Fact]
    public void A_quiet_tenant_is_handed_out_within_one_round_of_a_deep_backlog()
    {
        SendMany("noisy", 500);
        SendFrom("quiet", "q");
        Assert.Contains("q", Bodies(Receive(10)));
    }

    [Fact]
    public void Tenants_take_turns_and_each_keeps_its_order()
    {
        SendMany("a", 3);
        SendMany("b", 2);
        SendFrom("c", "c0");
        Assert.Equal(["a0", "b0", "c0", "a1", "b1", "a2"], Bodies(Receive(10)));
    }

    [Fact]
    public void A_tenant_with_more_than_its_share_in_flight_waits_while_another_has_a_message()
    {
        SendMany("noisy", 100);
        ReceiveMany(Limits.NoisyInFlightMin);
        SendFrom("quiet", "q0");
        Send("nobody's");
        SendFrom("other", "q1");
        SendFrom("quiet", "q2");
        Assert.Equal(["nobody's", "q0", "q1", "q2"], Bodies(Receive(4)).Order(StringComparer.Ordinal));
        Assert.Equal("noisy30", ReceiveOne()!.Body?.ToString());
    }

    [Fact]
    public void A_tenth_of_what_is_in_flight_is_not_more_than_a_share()
    {
        SendMany("noisy", 300);
        ReceiveMany(9 * Limits.NoisyInFlightMin);
        SendMany("a", 100);
        Assert.All(ReceiveMany(Limits.NoisyInFlightMin), message => Assert.StartsWith("a", message.Body?.ToString()));
        SendFrom("quiet", "q0");
        Assert.Equal(["a30", "q0"], Bodies(Receive(2)));
        SendFrom("quiet", "q1");
        Assert.Equal(["q1", "a31"], Bodies(Receive(2)));
    }

    [Fact]
    public void Of_several_with_more_than_their_share_the_one_with_the_fewest_in_flight_comes_first()
    {
        SendMany("a", 100);
        ReceiveMany(40);
        SendMany("b", 100);
        Assert.All(ReceiveMany(40), message => Assert.StartsWith("b", message.Body?.ToString()));
        Assert.NotEqual(ReceiveOne()!.Body?.ToString()[0], ReceiveOne()!.Body?.ToString()[0]);
    }

    [Fact]
    public void A_tenant_back_within_its_share_takes_turns_again()
    {
        SendMany("a", 100);
        var taken = ReceiveMany(40);
        SendMany("b", 4);
        Assert.Equal(["b0", "b1"], Bodies(Receive(2)));
        foreach (var message in taken.Take(40 - Limits.NoisyInFlightMin + 1))
        {
            Ok(Sqs.DeleteMessage(Url, message.ReceiptHandle));
        }

        Assert.Equal(["b2", "a40", "b3", "a41"], Bodies(Receive(4)));
    }

    [Fact]
    public void Messages_without_a_group_are_one_tenant_among_the_others()
    {
        SendMany("a", 5);
        Send("x");
        Send("y");
        var bodies = Bodies(Receive(4));
        Assert.Contains("x", bodies);
        Assert.Contains("y", bodies);
    }

    [Fact]
    public void Messages_without_a_group_take_turns_however_many_are_in_flight()
    {
        for (var index = 0; index < 42; index++)
        {
            Send($"x{index}");
        }

        ReceiveMany(40);
        SendMany("a", 3);
        Assert.Equal(["a0", "a1", "x40", "x41"], Bodies(Receive(4)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_message_that_comes_back_comes_before_the_fresh_ones_of_its_tenant()
    {
        SendMany("a", 3);
        Assert.Equal("a0", ReceiveOne(visibilitySeconds: 5)!.Body?.ToString());
        World.RunFor(TimeSpan.FromSeconds(5));
        Assert.Equal(["a0", "a1", "a2"], Bodies(Receive(10)));
    }

    [Fact]
    public void A_delayed_message_joins_its_tenant_when_its_time_comes()
    {
        SendFrom("a", "late", delaySeconds: 10);
        SendFrom("a", "now");
        Assert.Equal(["now"], Bodies(Receive(10)));
        World.RunFor(TimeSpan.FromSeconds(10));
        Assert.Equal(["late"], Bodies(Receive(10)));
    }

    [Fact]
    public void Nothing_of_it_is_lost_in_a_restart_or_from_a_checkpoint()
    {
        SendMany("a", 5);
        SendMany("b", 300);
        Send("rest");
        Receive(7);
        Assert.Equal(World.Describe(), World.DescribeReplayed());
        Assert.Equal(World.Describe(), World.DescribeRestored());
        World.RunFor(TimeSpan.FromSeconds(30));
        var received = new HashSet<string>(StringComparer.Ordinal);
        while (Receive(10) is { Count: > 0 } messages)
        {
            Assert.All(Bodies(messages), body => Assert.True(received.Add(body)));
        }

        Assert.Equal(306, received.Count);
    }

    private List<Message> ReceiveMany(int count) => [.. Enumerable.Range(0, count / 10).SelectMany(_ => Receive(10))];

    private void SendMany(string tenant, int count)
    {
        for (var index = 0; index < count; index++)
        {
            SendFrom(tenant, $"{tenant}{index}");
        }
    }

    private void SendFrom(string tenant, string body, int? delaySeconds = null) =>
        Ok(
            Sqs.SendMessage(
                new SendMessageRequest
                {
                    QueueUrl = Url,
                    MessageBody = body,
                    MessageGroupId = tenant,
                    DelaySeconds = delaySeconds,
                }
            )
        );

    private static List<string> Bodies(List<Message> messages) => messages.ConvertAll(message => message.Body!.Value.ToString());
}
