using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Conversations;

/// <summary>Says one thing at a time, when it is told to.</summary>
public sealed class ByHand : IConversation
{
    private ReadOnlyMemory<byte> _request;

    /// <summary>True once the last request has been answered with success.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Sets the next request; asking the connection sends it.</summary>
    public void Say(byte[] request)
    {
        _request = request;
        IsAnswered = false;
    }

    public ReadOnlyMemory<byte> Next() => IsAnswered ? default : _request;

    public void Take(in Answer answer)
    {
        answer.RequireSuccess();
        IsAnswered = true;
    }
}
