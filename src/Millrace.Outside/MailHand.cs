using System.Net.Mail;
using Millrace.Engine;

namespace Millrace.Outside;

/// <summary>Brings mails to the configured mail server: calls of kind <c>smtp</c>, with the address as their target.</summary>
/// <remarks>
/// A refusal of the address or the mail is final when its code is 5xx. Everything else can be tried again: 4xx, a server that cannot be
/// reached, and one that does not let this server in, because that is for its operator to put right while the mail waits.
/// <para>Source: RFC 5321, section 4.2.1.</para>
/// </remarks>
public sealed class MailHand : IHand, IDisposable
{
    /// <summary>The kind of target that this hand reaches.</summary>
    public const string TargetKind = "smtp";

    private readonly SmtpOptions _options;
    private readonly bool _verifyCertificates;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _connections;

    /// <param name="options">The mail server, and whether certificates are verified.</param>
    /// <param name="time">The clock of the mails' dates, and of the time they may take.</param>
    public MailHand(OutsideOptions options, TimeProvider time)
    {
        _options = options.Smtp;
        _verifyCertificates = options.VerifyCertificates;
        _time = time;
        _connections = new SemaphoreSlim(_options.ConnectionsMax);
    }

    public async ValueTask<CallRefusal?> MakeAsync(Call call, object request, CancellationToken stopping)
    {
        var mail = (Mail)request;
        if (_options.Host.Length == 0)
        {
            return new CallRefusal("NotConfigured", "This server knows no mail server: outside.smtp.host is not set.");
        }

        if (!MailText.TryAddress(mail.To, out var to))
        {
            return new CallRefusal("InvalidEndpoint", "The endpoint is no mail address in ASCII.");
        }

        var from = new MailAddress(_options.From);
        var text = MailText.Of(mail, from, to, MailText.IdOf(call, from.Host), _time.GetUtcNow());
        await _connections.WaitAsync(stopping);
        try
        {
            return await SendAsync(from, to, text, stopping);
        }
        finally
        {
            _connections.Release();
        }
    }

    public void Dispose() => _connections.Dispose();

    private async ValueTask<CallRefusal?> SendAsync(MailAddress from, MailAddress to, byte[] text, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(_options.TimeoutSeconds), _time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            await using var conversation = await SmtpConversation.BeginAsync(
                _options,
                _verifyCertificates,
                from.Host,
                ended.Token
            );
            await conversation.SendAsync(from.Address, to.Address, text, ended.Token);
            return null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return new CallRefusal(
                "Timeout",
                $"The mail server took longer than {_options.TimeoutSeconds} seconds.",
                IsTransient: true
            );
        }
        catch (SmtpRefusalException refusal)
        {
            return new CallRefusal($"{refusal.Code}", refusal.Message, refusal.IsTransient);
        }
#pragma warning disable CA1031 // Whatever a mail server provokes is a failed delivery, and no more.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return new CallRefusal("MailServerUnreachable", failure.Message, IsTransient: true);
        }
    }
}
