using Millrace.Engine;

namespace Millrace.Outside;

/// <summary>All hands that reach out of the machine, by the kind of target that each of them reaches.</summary>
public sealed class OutsideHands : IDisposable
{
    private readonly WebHookHand _webHooks;
    private readonly FirehoseHand _firehose;
    private readonly MailHand _mail;

    /// <param name="options">What may leave, and where to.</param>
    /// <param name="time">
    /// The clock of the world outside: how long an answer may take is measured on it, whatever the server's own clock is set to.
    /// </param>
    /// <param name="failed">
    /// Is told of endpoints that no request came through to: the host, and why. For the operator's log; subscribers are told less.
    /// </param>
    public OutsideHands(OutsideOptions options, TimeProvider time, Action<string, Exception>? failed = null)
    {
        _webHooks = new WebHookHand(options, time, failed);
        _firehose = new FirehoseHand(options, time, failed);
        _mail = new MailHand(options, time);
        ByKind = new Dictionary<string, IHand>(StringComparer.Ordinal)
        {
            [WebHookHand.TargetKind] = _webHooks,
            [FirehoseHand.TargetKind] = _firehose,
            [MailHand.TargetKind] = _mail,
        };
    }

    public IReadOnlyDictionary<string, IHand> ByKind { get; }

    public void Dispose()
    {
        _webHooks.Dispose();
        _firehose.Dispose();
        _mail.Dispose();
    }
}
