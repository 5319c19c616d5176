using Millrace.Engine;

namespace Millrace.Sns.Tests;

/// <summary>A hand that reaches nowhere: it keeps what it was to send, and answers as the test says.</summary>
internal sealed class RecordingHand : IHand
{
    /// <summary>What was sent, in order.</summary>
    public List<(Call Call, object Request)> Sent { get; } = [];

    /// <summary>What a target answers; null for taken.</summary>
    public Func<string, CallRefusal?> Answer { get; set; } = _ => null;

    /// <summary>When set, calls wait for it, whether the server stops or not.</summary>
    public TaskCompletionSource<CallRefusal?>? Held { get; set; }

    public ValueTask<CallRefusal?> MakeAsync(Call call, object request, CancellationToken stopping)
    {
        Sent.Add((call, request));
        return Held is { } held ? new(held.Task) : ValueTask.FromResult(Answer(call.Target.Arn));
    }
}
