using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Conversations;

/// <summary>The three requests of a <see cref="RoundTrip"/>, byte for byte, to the endpoint that only echoes them.</summary>
public sealed class EchoRoundTrip : IConversation
{
    private readonly byte[][] _requests;
    private readonly AnswerCheck[] _checks;
    private int _next;

    public EchoRoundTrip(params byte[][] requests)
    {
        _requests = requests;
        _checks = [.. _requests.Select(AnswerChecks.Echo)];
    }

    public ReadOnlyMemory<byte> Next() => _requests[_next];

    public void Take(in Answer answer)
    {
        _checks[_next](answer);
        _next = (_next + 1) % _requests.Length;
    }
}
