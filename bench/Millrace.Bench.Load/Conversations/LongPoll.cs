using System.Diagnostics;
using System.Text;
using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Conversations;

/// <summary>A consumer that polls for ever. An empty answer starts the next poll; a message is told to whoever watches.</summary>
public sealed class LongPoll(ReadOnlyMemory<byte> receive, LongPoll.Watch watch) : IConversation
{
    public ReadOnlyMemory<byte> Next() => receive;

    public void Take(in Answer answer)
    {
        answer.RequireSuccess();
        var handle = JsonSpan.StringAfter(answer.Body, "\"ReceiptHandle\""u8);
        if (!handle.IsEmpty)
        {
            watch.Received(Encoding.UTF8.GetString(handle));
        }
    }

    /// <summary>What one message's arrival looks like from outside. One message is on its way at a time.</summary>
    public sealed class Watch
    {
        /// <summary>The handle of the message that arrived; null until it has.</summary>
        public string? ReceiptHandle { get; private set; }

        /// <summary>When it arrived, as a Stopwatch timestamp.</summary>
        public long ReceivedAt { get; private set; }

        public void Clear() => ReceiptHandle = null;

        public void Received(string receiptHandle)
        {
            if (ReceiptHandle is not null)
            {
                throw new LoadException("One message was received twice within its visibility timeout.");
            }

            ReceiptHandle = receiptHandle;
            ReceivedAt = Stopwatch.GetTimestamp();
        }
    }
}
