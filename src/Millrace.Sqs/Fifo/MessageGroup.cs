namespace Millrace.Sqs.Fifo;

/// <summary>The messages of one MessageGroupId in the order they were sent.</summary>
internal sealed class MessageGroup(string id) : IMessageGroup
{
    private readonly Queue<long> _numbers = new();

    public string Id { get; } = id;

    /// <summary>Rising; some may be gone already when they were deleted out of turn.</summary>
    public IEnumerable<long> Numbers => _numbers;

    /// <summary>How many of its messages a consumer has.</summary>
    public int InFlight { get; set; }

    /// <summary>It waits among the groups from which something can be received.</summary>
    public bool IsReady { get; set; }

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
        }

        return -1;
    }
}
