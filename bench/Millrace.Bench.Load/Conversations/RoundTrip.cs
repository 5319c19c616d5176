using System.Text;
using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Conversations;

/// <summary>Send one message, receive one, delete the one received; and again.</summary>
/// <remarks>
/// Other connections share the queue, so the message received is seldom the one sent. It is never none: this
/// connection's own send has been acknowledged, and whoever took that message left another. On a FIFO queue every other message may
/// be behind one in flight; there the receive waits.
/// </remarks>
public sealed class RoundTrip : IConversation
{
    private readonly Queue _queue;
    private readonly AnswerCheck _sent;
    private readonly Func<ReadOnlyMemory<byte>> _nextSend;
    private readonly byte[] _receive;
    private byte[] _delete;
    private Range _handleInDelete;
    private Step _next;

    /// <param name="queue">The queue.</param>
    /// <param name="body">The body of every message.</param>
    /// <param name="nextSend">The bytes of the next SendMessage.</param>
    /// <param name="receive">The bytes of every ReceiveMessage, for one message.</param>
    /// <param name="sampleHandle">A receipt handle as the server writes them; its length is tried first.</param>
    public RoundTrip(Queue queue, string body, Func<ReadOnlyMemory<byte>> nextSend, byte[] receive, string sampleHandle)
    {
        _queue = queue;
        _sent = AnswerChecks.Md5(MessageBody.Md5(body));
        _nextSend = nextSend;
        _receive = receive;
        (_delete, _handleInDelete) = DeleteWith(sampleHandle);
    }

    /// <summary>On a standard queue, the same message every time.</summary>
    public static RoundTrip OnStandardQueue(Queue queue, string body, string sampleHandle)
    {
        ReadOnlyMemory<byte> send = queue.SendMessage(body);
        return new RoundTrip(queue, body, () => send, queue.ReceiveMessage(), sampleHandle);
    }

    private enum Step
    {
        Send,
        Receive,
        Delete,
    }

    public bool MayRest => _next == Step.Send;

    public ReadOnlyMemory<byte> Next() =>
        _next switch
        {
            Step.Send => _nextSend(),
            Step.Receive => _receive,
            _ => _delete,
        };

    public void Take(in Answer answer)
    {
        switch (_next)
        {
            case Step.Send:
                _sent(answer);
                _next = Step.Receive;
                break;
            case Step.Receive:
                answer.RequireSuccess();
                PutHandle(answer);
                _next = Step.Delete;
                break;
            default:
                answer.RequireSuccess();
                _next = Step.Send;
                break;
        }
    }

    private void PutHandle(in Answer answer)
    {
        var handle = JsonSpan.StringAfter(answer.Body, "\"ReceiptHandle\""u8);
        if (handle.IsEmpty)
        {
            throw answer.Unexpected("a message");
        }

        var place = _delete.AsSpan(_handleInDelete);
        if (place.Length == handle.Length)
        {
            handle.CopyTo(place);
        }
        else
        {
            (_delete, _handleInDelete) = DeleteWith(Encoding.UTF8.GetString(handle));
        }
    }

    private (byte[] Request, Range Handle) DeleteWith(string handle)
    {
        var request = _queue.DeleteMessage(handle);
        var end = request.Length - "\"}".Length;
        return (request, (end - handle.Length)..end);
    }
}
