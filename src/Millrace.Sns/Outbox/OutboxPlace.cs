namespace Millrace.Sns.Outbox;

/// <summary>Where a notification is in the order of all outboxes: by time, then outbox, then number.</summary>
/// <param name="At">Milliseconds since the epoch.</param>
public sealed record OutboxPlace(long At, string Arn, long Number) : IComparable<OutboxPlace>
{
    public int CompareTo(OutboxPlace? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byTime = At.CompareTo(other.At);
        var byOutbox = byTime != 0 ? byTime : string.CompareOrdinal(Arn, other.Arn);
        return byOutbox != 0 ? byOutbox : Number.CompareTo(other.Number);
    }
}
