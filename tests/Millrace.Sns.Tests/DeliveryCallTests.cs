using System.Text;
using Millrace.Engine;

namespace Millrace.Sns.Tests;

/// <summary>What the calls of deliveries hold in memory, and what is made of them.</summary>
public sealed class DeliveryCallTests
{
    private const string TopicArn = "arn:aws:sns:us-east-1:000000000000:orders.fifo";
    private const string Account = "000000000000";
    private const int Count = 500;

    private readonly Topic _topic = Topic.Create(new ResourceId(Topic.Kind, TopicArn));

    [Fact]
    public void Calls_of_a_fan_out_hold_no_copies_of_the_data_protection_policy()
    {
        var description = new string('d', 20_000);
        Create(
            (
                "DataProtectionPolicy",
                $$$"""
                {"Name":"p","Description":"{{{description}}}","Version":"2021-06-01","Statement":[{"Sid":"s","DataDirection":"Outbound","Principal":["*"],
                "DataIdentifier":["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],"Operation":{"Deidentify":{"RedactConfig":{} } } }]}
                """
            )
        );
        for (var number = 1; number <= Count; number++)
        {
            Subscribe(number);
        }

        var message = Publish(1, "a", [.. Enumerable.Range(1, Count)]);
        var (calls, bytes) = PendingCalls();
        Assert.Equal(Count, calls.Count);
        Assert.InRange(bytes, 0, Count * 2_000L);
        var composer = new NotificationComposer(new TestSigner(), () => "http://sns.example");
        Assert.IsType<Api.Sqs.SendMessageRequest>(composer.Compose(calls[^1], message));
        Assert.DoesNotContain(
            "ada@",
            ((Api.Sqs.SendMessageRequest)composer.Compose(calls[^1], message)!).MessageBody.ToString()!
        );
    }

    [Fact]
    public void Calls_of_a_replay_hold_no_copies_of_the_filter_policy()
    {
        Create(("FifoTopic", "true"), ("ArchivePolicy", """{"MessageRetentionPeriod":"7"}"""));
        List<MessagePublished> messages =
        [
            .. Enumerable.Range(1, Count).Select(number => Publish(number, number % 2 == 0 ? "a" : "b", [])),
        ];
        var values = string.Join(",", Enumerable.Range(0, 140).Select(number => $"\"{new string('v', 300)}{number}\""));
        Subscribe(1, ("FilterPolicy", $$"""{"kind":["a",{{values}}]}"""), ("ReplayPolicy", Replay));
        foreach (var message in messages)
        {
            _topic.Apply(new MessageReplayed(1, message.Number, _topic.NextCall), default);
        }

        var (calls, bytes) = PendingCalls();
        Assert.Equal(Count, calls.Count);
        Assert.InRange(bytes, 0, Count * 2_000L);
        var composer = new NotificationComposer(new TestSigner(), () => "http://sns.example");
        Assert.All(
            calls.Zip(messages),
            pair => Assert.Equal(pair.Second.Number % 2 == 0, composer.Compose(pair.First, pair.Second) is not null)
        );
    }

    [Fact]
    public void An_empty_filter_policy_lets_every_replayed_message_pass()
    {
        Create(("FifoTopic", "true"), ("ArchivePolicy", """{"MessageRetentionPeriod":"7"}"""));
        var message = Publish(1, "a", []);
        Subscribe(1, ("FilterPolicy", "{}"), ("ReplayPolicy", Replay));
        _topic.Apply(new MessageReplayed(1, 1, _topic.NextCall), default);
        var call = Assert.Single(_topic.PendingCalls());
        Assert.NotNull(new NotificationComposer(new TestSigner(), () => "http://sns.example").Compose(call, message));
    }

    private static string Replay => $$"""{"PointType":"Timestamp","StartingPoint":"{{SnsWorld.Start:O}}"}""";

    private static Dictionary<string, string> Map(params (string Name, string Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>The calls, and how much memory was taken to make them.</summary>
    private (List<Call> Calls, long Bytes) PendingCalls()
    {
        _ = _topic.PendingCalls().Count();
        var before = GC.GetAllocatedBytesForCurrentThread();
        List<Call> calls = [.. _topic.PendingCalls()];
        return (calls, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void Create(params (string Name, string Value)[] attributes) =>
        _topic.Apply(new TopicCreated(SnsWorld.Start, Map(attributes), Map()), default);

    private void Subscribe(int number, params (string Name, string Value)[] attributes) =>
        _topic.Apply(
            new Subscribed(
                number,
                Guid.NewGuid(),
                SnsWorld.Start,
                "sqs",
                $"arn:aws:sqs:us-east-1:{Account}:q{number}.fifo",
                Account,
                Account,
                IsConfirmed: true,
                Map(attributes)
            ),
            default
        );

    private MessagePublished Publish(int number, string kind, int[] subscriptions)
    {
        var message = new MessagePublished(
            number,
            Guid.NewGuid(),
            SnsWorld.Start.ToUnixTimeMilliseconds(),
            "write to ada@example.com"u8.ToArray(),
            IsStructured: false,
            Subject: null,
            [new StoredAttribute("kind", "String", Encoding.UTF8.GetBytes(kind))],
            GroupId: "g",
            DeduplicationId: $"{number}",
            _topic.NextCall,
            subscriptions,
            []
        );
        _topic.Apply(message, new PayloadHandle(number, 1));
        return message;
    }
}
