using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Conversations;

/// <summary>The same request until a count shared by all connections of a crowd is used up.</summary>
public sealed class RepeatCounted(ReadOnlyMemory<byte> request, AnswerCheck check, RepeatCounted.Remaining remaining)
    : IConversation
{
    public ReadOnlyMemory<byte> Next() => remaining.TryUseOne() ? request : default;

    public void Take(in Answer answer) => check(answer);

    /// <summary>How many requests are left to send. Shared between loops.</summary>
    public sealed class Remaining(long requests)
    {
        private long _requests = requests;

        public bool TryUseOne() => Interlocked.Decrement(ref _requests) >= 0;
    }
}
