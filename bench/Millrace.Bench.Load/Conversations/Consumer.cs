using System.Diagnostics;
using System.Text;
using Millrace.Bench.Load.Client;
using Millrace.Bench.Load.Requests;

namespace Millrace.Bench.Load.Conversations;

/// <summary>Receives one message, works on it for a while, deletes it, and again; an empty answer starts the next poll.</summary>
/// <remarks>While it works it asks for nothing: whoever owns the connection asks again when <see cref="IsBusy"/> is over.</remarks>
/// <param name="queue">The queue.</param>
/// <param name="waitSeconds">The long poll's length in seconds.</param>
/// <param name="work">How long a message takes on average: half of it at least, half more at most, so that consumers do not march in step.</param>
/// <param name="chance">Where that comes from.</param>
/// <param name="received">Is shown every answer with a message.</param>
public sealed class Consumer(Queue queue, int waitSeconds, TimeSpan work, Random chance, AnswerCheck received) : IConversation
{
    private readonly byte[] _receive = queue.ReceiveMessage(waitSeconds);
    private byte[]? _delete;
    private long _busyUntil;

    /// <summary>Messages it has received and deleted.</summary>
    public long Consumed { get; private set; }

    /// <summary>It has a message and is not done with it.</summary>
    public bool IsBusy => BusyFor > TimeSpan.Zero;

    /// <summary>How long it still works on the message it has; zero when it has none.</summary>
    public TimeSpan BusyFor =>
        _delete is null || Stopwatch.GetTimestamp() is var now && now >= _busyUntil
            ? TimeSpan.Zero
            : Stopwatch.GetElapsedTime(now, _busyUntil);

    /// <summary>It asks for nothing more.</summary>
    public bool IsStopping { get; set; }

    public ReadOnlyMemory<byte> Next() => IsStopping || IsBusy ? default(ReadOnlyMemory<byte>) : _delete ?? _receive;

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
            _busyUntil = Stopwatch.GetTimestamp() + (long)(work.TotalSeconds * Stopwatch.Frequency * (0.5 + chance.NextDouble()));
        }
    }
}
