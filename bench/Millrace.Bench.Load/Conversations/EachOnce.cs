using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Conversations;

/// <summary>Different requests, each sent once by whichever connection of a crowd is free.</summary>
public sealed class EachOnce(EachOnce.Supply supply, AnswerCheck check) : IConversation
{
    public ReadOnlyMemory<byte> Next() => supply.Next();

    public void Take(in Answer answer) => check(answer);

    /// <summary>The requests, made when their turn comes. Shared between loops.</summary>
    public sealed class Supply(int count, Func<int, byte[]> request)
    {
        private int _last = -1;

        public ReadOnlyMemory<byte> Next() =>
            Interlocked.Increment(ref _last) is var index && index < count ? request(index) : default(ReadOnlyMemory<byte>);
    }
}
