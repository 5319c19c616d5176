using System.Text;
using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Conversations;

/// <summary>Receives one message, deletes it, and again, until it is told to stop; an empty answer starts the next poll.</summary>
/// <param name="queue">The queue.</param>
/// <param name="waitSeconds">The long poll's length in seconds.</param>
/// <param name="received">Is shown every answer with a message.</param>
public sealed class Consumer(Queue queue, int waitSeconds, AnswerCheck received) : IConversation
{
    private readonly byte[] _receive = queue.ReceiveMessage(waitSeconds);
    private byte[]? _delete;

    /// <summary>Messages it has received and deleted.</summary>
    public long Consumed { get; private set; }

    /// <summary>It asks for nothing more once it has deleted what it has.</summary>
    public bool IsStopping { get; set; }

    public ReadOnlyMemory<byte> Next() => _delete ?? (IsStopping ? default(ReadOnlyMemory<byte>) : _receive);

    public void Take(in Answer answer)
    {
        answer.RequireSuccess();
        if (_delete is not null)
        {
            _delete = null;
            Consumed++;
            return;
        }

        var handle = JsonSpan.StringAfter(answer.Body, "\"ReceiptHandle\""u8);
        if (!handle.IsEmpty)
        {
            received(answer);
            _delete = queue.DeleteMessage(Encoding.UTF8.GetString(handle));
        }
    }
}
