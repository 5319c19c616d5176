using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>"dead", the dead-letter queue of "orders", and "target", a queue that messages can be moved to.</summary>
public abstract class MoveTaskTest : SqsTest
{
    private protected MoveTaskTest()
    {
        DeadUrl = CreateQueue("dead");
        TargetUrl = CreateQueue("target");
        Set("RedrivePolicy", Redrive("dead", 1));
    }

    protected string DeadUrl { get; }

    protected string TargetUrl { get; }

    private protected ListMessageMoveTasksResultEntry Task() => Ok(Sqs.ListMessageMoveTasks(ArnOf("dead"))).Results!.Single();

    private protected string StartTask(string? destination = null, int? rate = null) =>
        Ok(
            Sqs.StartMessageMoveTask(
                new()
                {
                    SourceArn = ArnOf("dead"),
                    DestinationArn = destination is null ? null : ArnOf(destination),
                    MaxNumberOfMessagesPerSecond = rate,
                }
            )
        ).TaskHandle!;

    private protected void Kill(params string[] bodies) => KillIn(Url, bodies);

    /// <summary>Sends messages and receives them until the dead-letter queue has them.</summary>
    private protected void KillIn(string queueUrl, params string[] bodies)
    {
        foreach (var body in bodies)
        {
            Send(body, queueUrl: queueUrl);
        }

        Receive(10, 0, queueUrl);
        Assert.Empty(Receive(10, queueUrl: queueUrl));
    }

    /// <summary>Sends numbered messages to the dead-letter queue itself.</summary>
    private protected void Fill(int count)
    {
        for (var first = 0; first < count; first += 10)
        {
            List<SendMessageBatchRequestEntry> entries =
            [
                .. Enumerable
                    .Range(first, Math.Min(10, count - first))
                    .Select(number => new SendMessageBatchRequestEntry { Id = $"{number}", MessageBody = $"{number:D4}" }),
            ];
            Ok(Sqs.SendMessageBatch(DeadUrl, entries));
        }
    }

    private protected List<string> Bodies(string queueUrl)
    {
        var bodies = new List<string>();
        while (Receive(10, 3600, queueUrl) is { Count: > 0 } messages)
        {
            bodies.AddRange(messages.Select(message => message.Body.ToString()!));
        }

        return bodies;
    }
}
