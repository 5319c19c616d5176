using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Conversations;

/// <summary>The same request again and again, every answer checked the same way.</summary>
public sealed class Repeat(ReadOnlyMemory<byte> request, AnswerCheck check) : IConversation
{
    public ReadOnlyMemory<byte> Next() => request;

    public void Take(in Answer answer) => check(answer);
}
