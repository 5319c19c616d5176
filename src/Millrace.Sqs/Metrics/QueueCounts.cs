namespace Millrace.Sqs.Metrics;

/// <summary>What happened on a queue in a span of time, as CloudWatch counts it.</summary>
/// <remarks>Source: Developer Guide, "Available CloudWatch metrics for Amazon SQS".</remarks>
public struct QueueCounts
{
    /// <summary>Messages that senders put there; those that died or were moved here are not among them.</summary>
    public long Sent { get; private set; }

    /// <summary>Bytes of those, as the size of a message counts: text, and names, types and values of attributes.</summary>
    public long SentBytes { get; private set; }

    /// <summary>The smallest and the largest of them; zero when none was sent.</summary>
    public int SentBytesMin { get; private set; }

    public int SentBytesMax { get; private set; }

    /// <summary>Sends that a FIFO queue knew and did not take a second time.</summary>
    public long Deduplicated { get; set; }

    /// <summary>Messages handed out.</summary>
    public long Received { get; set; }

    /// <summary>Receives that got nothing.</summary>
    public long EmptyReceives { get; set; }

    /// <summary>Deletions that succeeded, of one message several when it was deleted several times.</summary>
    public long Deleted { get; set; }

    public void AddSent(int bytes)
    {
        SentBytesMin = Sent == 0 ? bytes : Math.Min(SentBytesMin, bytes);
        SentBytesMax = Math.Max(SentBytesMax, bytes);
        SentBytes += bytes;
        Sent++;
    }

    /// <summary>Takes up what happened in a later span.</summary>
    public void Add(in QueueCounts later)
    {
        if (later.Sent > 0)
        {
            SentBytesMin = Sent == 0 ? later.SentBytesMin : Math.Min(SentBytesMin, later.SentBytesMin);
            SentBytesMax = Math.Max(SentBytesMax, later.SentBytesMax);
        }

        Sent += later.Sent;
        SentBytes += later.SentBytes;
        Deduplicated += later.Deduplicated;
        Received += later.Received;
        EmptyReceives += later.EmptyReceives;
        Deleted += later.Deleted;
    }
}
