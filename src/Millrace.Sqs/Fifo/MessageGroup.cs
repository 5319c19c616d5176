namespace Millrace.Sqs.Fifo;

/// <summary>The messages of one MessageGroupId in the order they were sent.</summary>
internal sealed class MessageGroup(string id) : IMessageGroup
{
    /// <summary>A group with fewer gone messages in between is not worth tidying up.</summary>
    private const int GoneMin = 64;

    private Queue<long> _numbers = new();
    private int _gone;

    public string Id { get; } = id;

    /// <summary>Rising; some may be gone already when they were deleted out of turn.</summary>
    public IEnumerable<long> Numbers => _numbers;

    /// <summary>How many of its messages a consumer has.</summary>
    public int InFlight { get; set; }

    /// <summary>It waits among the groups from which something can be received.</summary>
    public bool IsReady { get; set; }

    /// <summary>Entries kept, those of messages that are gone included.</summary>
    public int Hints => _numbers.Count;

    public override string ToString() => $"{Id} {InFlight}";

    public void Add(long number) => _numbers.Enqueue(number);

    /// <summary>The oldest message that is still there, or -1; forgets those before it.</summary>
    public long Head(MessageTable messages)
    {
        while (_numbers.TryPeek(out var number))
        {
            if (messages[number].IsLive)
            {
                return number;
            }

            _numbers.Dequeue();
            _gone--;
        }

        return -1;
    }

    /// <summary>
    /// One of its messages is gone. Behind an oldest that stays, those that were deleted would be looked at in every receive: when most
    /// are, they are forgotten.
    /// </summary>
    public void Leave(MessageTable messages)
    {
        if (++_gone > GoneMin && _gone > _numbers.Count / 2)
        {
            _numbers = new Queue<long>(_numbers.Where(number => messages[number].IsLive));
            _gone = 0;
        }
    }
}
