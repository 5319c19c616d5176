using System.Text;
using Millrace.Engine;
using Millrace.Sns.Outbox;

namespace Millrace.Sns.Tests.Outbox;

/// <summary>
/// E-mails where a mail server is configured. Source of the retries: SNS Developer Guide, "Amazon SNS message delivery retries": 50 tries
/// within 6 hours.
/// </summary>
public sealed class MailServerTests : OutboxTest
{
    public MailServerTests()
        : base(new SnsSettings { HasMailServer = true }) { }

    [Fact]
    public void An_e_mail_is_passed_on_and_shown_as_sent()
    {
        Ok(TrySubscribe("email", "ada@example.com"));

        var (call, request) = Assert.Single(World.MailServer.Sent);
        var mail = Assert.IsType<Mail>(request);
        Assert.Equal(new ResourceId("smtp", "ada@example.com"), call.Target);
        Assert.Equal("ada@example.com", mail.To);
        Assert.Equal("AWS Notification - Subscription Confirmation", mail.Subject);
        Assert.Equal("text/plain; charset=UTF-8", mail.ContentType);
        Assert.Equal(TextOf(OnlyItem()), Encoding.UTF8.GetString(mail.Text.Span));
        Assert.Equal(MailStatus.Sent, OnlyItem().Mail);
        Assert.Equal(0, World.PendingCalls);
    }

    [Fact]
    public void Text_messages_are_not_passed_on()
    {
        Ok(TryPublishTo("+15555550100", "hello"));
        Assert.Empty(World.MailServer.Sent);
        Assert.Equal(MailStatus.None, OnlyItem().Mail);
    }

    [Fact]
    public void A_mail_server_that_cannot_be_reached_is_asked_again_until_it_takes_the_e_mail()
    {
        World.MailServer.Answer = _ => new CallRefusal("Unreachable", "Nobody listens.", IsTransient: true);
        Ok(TrySubscribe("email", "ada@example.com"));
        Assert.Equal((MailStatus.Waiting, 1, "Unreachable: Nobody listens."), Mail());

        World.Pass(TimeSpan.FromSeconds(9.9));
        Assert.Single(World.MailServer.Sent);
        World.Pass(TimeSpan.FromSeconds(0.1));
        Assert.Equal((MailStatus.Waiting, 2, "Unreachable: Nobody listens."), Mail());

        World.MailServer.Answer = _ => null;
        World.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal((MailStatus.Sent, 2, null), Mail());
        Assert.Equal(3, World.MailServer.Sent.Count);
    }

    [Fact]
    public void An_e_mail_is_given_up_after_50_retries_within_six_hours()
    {
        World.MailServer.Answer = _ => new CallRefusal("Unreachable", "Nobody listens.", IsTransient: true);
        Ok(TrySubscribe("email", "ada@example.com"));
        for (var minute = 0; minute < 8 * 60; minute++)
        {
            World.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(51, World.MailServer.Sent.Count);
        Assert.Equal((MailStatus.Failed, 50, "Unreachable: Nobody listens."), Mail());
    }

    [Fact]
    public void An_e_mail_that_the_mail_server_refuses_for_good_is_given_up()
    {
        World.MailServer.Answer = _ => new CallRefusal("550", "No such user.");
        Ok(TrySubscribe("email", "ada@example.com"));

        Assert.Equal((MailStatus.Failed, 0, "550: No such user."), Mail());
        Assert.Single(World.MailServer.Sent);
    }

    [Fact]
    public void An_e_mail_that_waits_survives_a_power_cut_and_a_restart()
    {
        World.MailServer.Answer = _ => new CallRefusal("Unreachable", "Nobody listens.", IsTransient: true);
        Ok(TrySubscribe("email", "ada@example.com"));
        World.LosePower();
        Assert.Equal(MailStatus.Waiting, OnlyItem().Mail);
        World.Restart();
        World.Settle();

        World.MailServer.Answer = _ => null;
        World.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(MailStatus.Sent, OnlyItem().Mail);
        Assert.Equal(2, World.MailServer.Sent.Count);
    }

    [Fact]
    public void An_e_mail_that_was_taken_at_the_second_try_is_not_sent_again_after_a_power_cut()
    {
        World.MailServer.Answer = _ => new CallRefusal("Unreachable", "Nobody listens.", IsTransient: true);
        Ok(TrySubscribe("email", "ada@example.com"));
        World.CheckThatReplayEqualsLiveState();
        World.MailServer.Answer = _ => null;
        World.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(2, World.MailServer.Sent.Count);
        World.CheckThatReplayEqualsLiveState();

        World.LosePower();
        World.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(2, World.MailServer.Sent.Count);
        Assert.Equal((MailStatus.Sent, 1, null), Mail());
        World.CheckThatReplayEqualsLiveState();
    }

    [Fact]
    public void A_retry_that_the_power_cut_short_is_made_once()
    {
        World.MailServer.Answer = _ => new CallRefusal("Unreachable", "Nobody listens.", IsTransient: true);
        Ok(TrySubscribe("email", "ada@example.com"));
        World.MailServer.Held = new();
        World.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(2, World.MailServer.Sent.Count);

        // The retry is recorded, and the mail server's answer never came.
        World.MailServer.Held = null;
        World.MailServer.Answer = _ => null;
        World.LosePower();
        World.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(3, World.MailServer.Sent.Count);
        Assert.Equal(MailStatus.Sent, OnlyItem().Mail);
    }

    [Fact]
    public void What_is_due_stays_due_until_that_is_recorded()
    {
        var outbox = new AccountOutbox(AccountOutbox.IdOf(Account, "us-east-1"), new SnsSettings { HasMailServer = true });
        var notification = new OutgoingNotification(
            Protocols.Email,
            "ada@example.com",
            NotificationKind.Notification,
            Guid.Empty,
            TopicArn,
            null,
            null,
            "hello"u8.ToArray(),
            default,
            []
        );
        outbox.Apply(new NotificationKept(1, 0, 1, notification), default);
        outbox.Apply(new MailDelayed(1, "Unreachable", 1_000), default);
        var now = DateTimeOffset.FromUnixTimeSeconds(2);
        var turn = new Turn(now, now, Caller, 1);
        var before = outbox.Describe();
        var due = Assert.Single(outbox.Due(turn));
        Assert.Equal(before, outbox.Describe());
        Assert.Equal(due, Assert.Single(outbox.Due(turn)));

        outbox.Apply(due, default);
        Assert.Empty(outbox.Due(turn));
        Assert.Null(outbox.NextDue(turn.Now));
    }

    private (MailStatus, int, string?) Mail() => (OnlyItem().Mail, OnlyItem().MailAttempts, OnlyItem().MailError);
}
