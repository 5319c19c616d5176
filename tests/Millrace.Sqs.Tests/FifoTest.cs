using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>A world with a FIFO queue, "orders.fifo", and short ways to send to groups and to see what comes.</summary>
public abstract class FifoTest : SqsTest
{
    protected const string Fifo = BaseUrl + "/000000000000/orders.fifo";

    private int _sends;

    private protected FifoTest()
    {
        CreateFifo("orders.fifo");
    }

    protected string CreateFifo(string name, params (string Name, string Value)[] attributes) =>
        CreateQueue(name, [("FifoQueue", "true"), .. attributes]);

    /// <summary>Sends to a group, with a deduplication id that nobody else uses unless one is given.</summary>
    protected SendMessageResult SendTo(string group, string body, string? id = null, string queueUrl = Fifo) =>
        Ok(Sqs.SendMessage(MessageTo(group, body, id ?? $"id-{++_sends}", queueUrl)));

    protected static SendMessageRequest MessageTo(string? group, string body, string? id, string queueUrl = Fifo) =>
        new()
        {
            QueueUrl = queueUrl,
            MessageBody = body,
            MessageGroupId = group,
            MessageDeduplicationId = id,
        };

    protected static List<string> Bodies(IEnumerable<Message> messages) =>
        [.. messages.Select(message => message.Body.ToString()!)];

    /// <summary>The bodies that a receive gives.</summary>
    protected List<string> Take(int most = 10, int? visibilitySeconds = null, string queueUrl = Fifo) =>
        Bodies(Receive(most, visibilitySeconds, queueUrl));

    protected void Delete(Message message, string queueUrl = Fifo) => Ok(Sqs.DeleteMessage(queueUrl, message.ReceiptHandle));

    /// <summary>Receives and deletes until nothing comes; the bodies.</summary>
    protected List<string> Drain(string queueUrl = Fifo)
    {
        var bodies = new List<string>();
        while (Receive(10, queueUrl: queueUrl) is { Count: > 0 } messages)
        {
            bodies.AddRange(Bodies(messages));
            messages.ForEach(message => Delete(message, queueUrl));
        }

        return bodies;
    }
}
