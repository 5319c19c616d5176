namespace Millrace.Sqs.Fifo;

/// <summary>What a receive with a ReceiveRequestAttemptId handed out.</summary>
/// <param name="At">Milliseconds since the epoch of the receive.</param>
/// <param name="VisibleAt">When its messages come back, as it or its last repetition said.</param>
internal sealed record ReceiveAttempt(string Id, long At, long VisibleAt, IReadOnlyList<HandedOut> HandedOut);

/// <summary>A message as a receive handed it out.</summary>
/// <param name="ReceiveCount">Which receive of the message it was.</param>
internal readonly record struct HandedOut(long Number, int ReceiveCount);

/// <summary>The receives of the last five minutes by their ReceiveRequestAttemptId, so that a repeated one gets the same answer.</summary>
/// <remarks>Source: SQS API Reference, ReceiveMessage, ReceiveRequestAttemptId.</remarks>
/// <param name="seconds">How long a receive is remembered.</param>
internal sealed class ReceiveAttempts(int seconds)
{
    private readonly Dictionary<string, ReceiveAttempt> _byId = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long At)> _order = new();

    /// <summary>The receive that one with this id would repeat, or null; whether its messages are untouched is to be seen.</summary>
    public ReceiveAttempt? Find(string id, long now) =>
        _byId.TryGetValue(id, out var attempt) && IsOpen(attempt.At, now) ? attempt : null;

    public void Add(ReceiveAttempt attempt)
    {
        while (_order.TryPeek(out var oldest) && !IsOpen(oldest.At, attempt.At))
        {
            _order.Dequeue();
            if (_byId.TryGetValue(oldest.Id, out var latest) && latest.At == oldest.At)
            {
                _byId.Remove(oldest.Id);
            }
        }

        _order.Enqueue((attempt.Id, attempt.At));
        _byId[attempt.Id] = attempt;
    }

    /// <summary>A repetition hid the messages anew.</summary>
    public void Repeat(string id, long visibleAt)
    {
        if (_byId.TryGetValue(id, out var attempt))
        {
            _byId[id] = attempt with { VisibleAt = visibleAt };
        }
    }

    public void Clear()
    {
        _byId.Clear();
        _order.Clear();
    }

    /// <summary>The attempts as they are now, oldest first.</summary>
    public ReceiveAttempt[] Freeze() =>
        [.. _byId.Values.OrderBy(attempt => attempt.At).ThenBy(attempt => attempt.Id, StringComparer.Ordinal)];

    public static void Write(BinaryWriter writer, ReceiveAttempt[] attempts)
    {
        writer.Write(attempts.Length);
        foreach (var attempt in attempts)
        {
            writer.Write(attempt.Id);
            writer.Write(attempt.At);
            writer.Write(attempt.VisibleAt);
            writer.Write(attempt.HandedOut.Count);
            foreach (var (number, receiveCount) in attempt.HandedOut)
            {
                writer.Write(number);
                writer.Write(receiveCount);
            }
        }
    }

    public void Restore(BinaryReader reader)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (id, at, visibleAt) = (reader.ReadString(), reader.ReadInt64(), reader.ReadInt64());
            var handedOut = new HandedOut[reader.ReadInt32()];
            for (var index = 0; index < handedOut.Length; index++)
            {
                handedOut[index] = new HandedOut(reader.ReadInt64(), reader.ReadInt32());
            }

            Add(new ReceiveAttempt(id, at, visibleAt, handedOut));
        }
    }

    private bool IsOpen(long at, long now) => at + (seconds * 1000L) > now;
}
