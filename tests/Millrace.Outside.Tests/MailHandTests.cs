using System.Text;
using Millrace.Engine;
using Millrace.Outside;
using Millrace.TestSupport;

namespace Millrace.Outside.Tests;

/// <summary>Mails, and what is made of a mail server's answers.</summary>
public sealed class MailHandTests
{
    private readonly AheadTime _time = new();

    [Fact]
    public async Task A_mail_has_its_headers_and_its_text_in_base64()
    {
        await using var server = new SmtpServer();
        Assert.Null(
            await SendAsync(
                server,
                new Mail("ada@example.com", "Greetings", "text/plain; charset=UTF-8", "grüße\n.\n"u8.ToArray())
            )
        );

        Assert.Equal(
            ["EHLO example.org", "MAIL FROM:<no-reply@example.org>", "RCPT TO:<ada@example.com>", "DATA"],
            server.Commands.Take(4)
        );
        var (headers, text) = Split(Assert.Single(server.Mails));
        Assert.Equal("Notifications <no-reply@example.org>", headers["From"]);
        Assert.Equal("ada@example.com", headers["To"]);
        Assert.Equal("Greetings", headers["Subject"]);
        Assert.Equal("text/plain; charset=UTF-8", headers["Content-Type"]);
        Assert.Equal("base64", headers["Content-Transfer-Encoding"]);
        Assert.Equal("1.0", headers["MIME-Version"]);
        Assert.Equal("auto-generated", headers["Auto-Submitted"]);
        Assert.Matches("^<[0-9a-f]{32}@example.org>$", headers["Message-ID"]);
        Assert.InRange(DateTimeOffset.Parse(headers["Date"]), _time.GetUtcNow().AddMinutes(-5), _time.GetUtcNow());
        Assert.Equal("grüße\n.\n", text);
    }

    [Theory]
    [InlineData("Übergrößenträger 🚀 für alle, die es noch nicht wissen und es sonst nie erfahren hätten")]
    [InlineData("a plain one that is longer than what an encoded word can hold at the very most")]
    [InlineData("two\r\nBcc: eve@example.com")]
    [InlineData("=?UTF-8?B?aGVsbG8=?=")]
    public async Task A_subject_arrives_as_it_is_whatever_is_in_it(string subject)
    {
        await using var server = new SmtpServer();
        Assert.Null(await SendAsync(server, Plain with { Subject = subject }));

        var mail = Assert.Single(server.Mails);
        Assert.All(mail.Split("\r\n"), line => Assert.InRange(line.Length, 0, 78 + 9));
        var (headers, _) = Split(mail);
        Assert.DoesNotContain("Bcc", headers.Keys);
        Assert.Equal(subject, Decoded(headers["Subject"]));
    }

    [Fact]
    public async Task A_mail_that_is_sent_again_after_a_crash_has_the_same_id()
    {
        await using var server = new SmtpServer();
        await SendAsync(server, Plain);
        await SendAsync(server, Plain);
        await SendAsync(server, Plain, call: 2);
        var ids = server.Mails.Select(mail => Split(mail).Headers["Message-ID"]).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Theory]
    [InlineData("PLAIN LOGIN", "*AUTH PLAIN AGFkYQBzZWNyZXQ=")]
    [InlineData("LOGIN", "*AUTH LOGIN", "*YWRh", "*c2VjcmV0")]
    public async Task User_and_password_are_said_once_the_connection_is_protected(string ways, params string[] said)
    {
        using var certificate = Certificates.SelfSigned();
        await using var server = new SmtpServer { Certificate = certificate, Ways = ways };
        var options = With(server, SmtpSecurity.StartTls) with { User = "ada", Password = Secret.Of("secret") };
        Assert.Null(await SendAsync(options, verifies: false));
        Assert.Equal(
            (string[])["EHLO example.org", "STARTTLS", "*EHLO example.org", .. said, "*MAIL FROM:<no-reply@example.org>"],
            server.Commands.Take(said.Length + 4)
        );
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_connection_may_be_protected_from_its_first_byte()
    {
        using var certificate = Certificates.SelfSigned();
        await using var server = new SmtpServer { Certificate = certificate, BeginsWithTls = true };
        Assert.Null(await SendAsync(With(server, SmtpSecurity.Tls), verifies: false));
        Assert.All(server.Commands, command => Assert.StartsWith("*", command, StringComparison.Ordinal));
        Assert.Single(server.Mails);
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task A_server_whose_certificate_nobody_vouches_for_gets_no_mail(SmtpSecurity security)
    {
        using var certificate = Certificates.SelfSigned();
        await using var server = new SmtpServer { Certificate = certificate, BeginsWithTls = security == SmtpSecurity.Tls };
        var refusal = await SendAsync(
            With(server, security) with
            {
                User = "ada",
                Password = Secret.Of("secret"),
            },
            verifies: true
        );
        Assert.True(refusal is { Code: "MailServerUnreachable", IsTransient: true }, refusal?.ToString());
        Assert.DoesNotContain(server.Commands, command => command.Contains("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_cannot_protect_the_connection_gets_no_mail()
    {
        await using var server = new SmtpServer { Ways = "PLAIN" };
        var refusal = await SendAsync(With(server, SmtpSecurity.StartTls) with { User = "ada", Password = Secret.Of("secret") });
        Assert.Equal(new CallRefusal("502", "The mail server answered 502 not here", IsTransient: true), refusal);
        Assert.DoesNotContain(server.Commands, command => command.Contains("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_slipped_in_before_the_connection_was_protected_is_not_heard()
    {
        using var certificate = Certificates.SelfSigned();
        await using var server = new SmtpServer { Certificate = certificate };
        server.Answer = line => line == "STARTTLS" ? "220 go ahead\r\n250 said by somebody else" : null;
        Assert.Null(await SendAsync(With(server, SmtpSecurity.StartTls), verifies: false));
        Assert.Single(server.Mails);
    }

    [Theory]
    [InlineData("MAIL", "451 later", true)]
    [InlineData("MAIL", "552 too much", false)]
    [InlineData("RCPT", "450-busy\r\n450 later", true)]
    [InlineData("RCPT", "550 nobody of that name", false)]
    [InlineData("DATA", "421 going home", true)]
    [InlineData("DATA", "554 no", false)]
    [InlineData(".", "452 full", true)]
    [InlineData(".", "554 spam", false)]
    [InlineData("", "554 no service", true)]
    [InlineData("EHLO", "500 what", true)]
    public async Task A_mail_that_the_server_does_not_want_now_is_tried_again_and_one_it_never_wants_is_not(
        string command,
        string answer,
        bool isTransient
    )
    {
        await using var server = new SmtpServer();
        server.Answer = line => line.Split(' ')[0] == command ? answer : null;
        var refusal = await SendAsync(server, Plain);
        Assert.NotNull(refusal);
        Assert.Equal(answer[..3], refusal.Code);
        Assert.Equal(isTransient, refusal.IsTransient);
    }

    [Fact]
    public async Task A_server_that_forwards_to_where_the_user_is_now_has_taken_the_mail()
    {
        await using var server = new SmtpServer();
        server.Answer = line =>
            line.StartsWith("RCPT", StringComparison.Ordinal) ? "251 not local; will forward to <ada@example.net>" : null;
        Assert.Null(await SendAsync(server, Plain));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_password_that_is_wrong_is_for_the_operator_to_put_right_and_the_mail_waits()
    {
        using var certificate = Certificates.SelfSigned();
        await using var server = new SmtpServer { Certificate = certificate, Ways = "PLAIN" };
        server.Answer = line => line.StartsWith("AUTH", StringComparison.Ordinal) ? "535 wrong" : null;
        var refusal = await SendAsync(
            With(server, SmtpSecurity.StartTls) with
            {
                User = "ada",
                Password = Secret.Of("guess"),
            },
            verifies: false
        );
        Assert.Equal(new CallRefusal("535", "The mail server answered 535 wrong", IsTransient: true), refusal);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_in_time()
    {
        await using var server = new SmtpServer();
        using var wasAsked = new SemaphoreSlim(0);
        server.Answer = line =>
        {
            if (line == "DATA")
            {
                wasAsked.Release();
                return "354-";
            }

            return null;
        };
        var sent = SendAsync(server, Plain);
        Assert.True(await wasAsked.WaitAsync(TimeSpan.FromSeconds(60)));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(new CallRefusal("Timeout", "The mail server took longer than 60 seconds.", IsTransient: true), await sent);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("2")]
    public async Task What_does_not_speak_SMTP_is_tried_again(string greeting)
    {
        await using var server = new SmtpServer();
        server.Answer = line => line.Length == 0 ? greeting : null;
        Assert.True(await SendAsync(server, Plain) is { Code: "MailServerUnreachable", IsTransient: true });
    }

    [Fact]
    public async Task A_reply_without_end_is_given_up()
    {
        await using var server = new SmtpServer();
        server.Answer = line =>
            line.Length == 0 ? string.Concat(Enumerable.Repeat("220-more\r\n", 1000))
            : line.StartsWith("EHLO", StringComparison.Ordinal) ? new string('2', 10_000)
            : null;
        Assert.True(await SendAsync(server, Plain) is { Code: "MailServerUnreachable", IsTransient: true });

        server.Answer = line => line.StartsWith("EHLO", StringComparison.Ordinal) ? new string('2', 10_000) : null;
        Assert.True(await SendAsync(server, Plain) is { Code: "MailServerUnreachable", IsTransient: true });
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("grüße@example.com")]
    [InlineData("a@example.com>\r\nDATA")]
    [InlineData("")]
    public async Task An_address_that_mail_servers_do_not_take_is_final(string to)
    {
        await using var server = new SmtpServer();
        Assert.True(await SendAsync(server, Plain with { To = to }) is { Code: "InvalidEndpoint", IsTransient: false });
        Assert.Empty(server.Commands);
    }

    [Fact]
    public async Task Without_a_mail_server_a_mail_is_refused_and_the_option_named()
    {
        using var hand = new MailHand(new OutsideOptions(), _time);
        var refusal = await hand.MakeAsync(CallTo("ada@example.com", 1), Plain, default);
        Assert.Equal(
            new CallRefusal("NotConfigured", "This server knows no mail server: outside.smtp.host is not set."),
            refusal
        );
    }

    [Fact]
    public async Task No_more_connections_are_open_at_a_time_than_the_options_say()
    {
        await using var server = new SmtpServer();
        var (open, most) = (0, 0);
        server.Answer = line =>
        {
            if (line.Length == 0)
            {
                InterlockedMax(ref most, Interlocked.Increment(ref open));
            }
            else if (line == ".")
            {
                Interlocked.Decrement(ref open);
            }

            return null;
        };
        using var hand = new MailHand(
            new OutsideOptions { Smtp = With(server, SmtpSecurity.None) with { ConnectionsMax = 2 } },
            _time
        );
        var refusals = await Task.WhenAll(
            Enumerable.Range(1, 20).Select(call => hand.MakeAsync(CallTo(Plain.To, call), Plain, default).AsTask())
        );
        Assert.All(refusals, Assert.Null);
        Assert.Equal(20, server.Mails.Count);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task A_mail_on_its_way_is_given_up_when_the_server_stops()
    {
        await using var server = new SmtpServer();
        using var stopping = new CancellationTokenSource();
        server.Answer = line =>
        {
            stopping.CancelAfter(TimeSpan.Zero);
            return line.Length == 0 ? "220-" : null;
        };
        using var hand = new MailHand(new OutsideOptions { Smtp = With(server, SmtpSecurity.None) }, _time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            hand.MakeAsync(CallTo(Plain.To, 1), Plain, stopping.Token).AsTask()
        );
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private static Mail Plain { get; } = new("ada@example.com", "Greetings", "text/plain; charset=UTF-8", "hello"u8.ToArray());

    private static SmtpOptions With(SmtpServer server, SmtpSecurity security) =>
        new()
        {
            Host = "localhost",
            Port = server.Port,
            Security = security,
            From = "Notifications <no-reply@example.org>",
        };

    private Task<CallRefusal?> SendAsync(SmtpServer server, Mail mail, int call = 1) =>
        SendAsync(With(server, SmtpSecurity.None), mail: mail, call: call);

    private async Task<CallRefusal?> SendAsync(SmtpOptions smtp, bool verifies = true, Mail? mail = null, int call = 1)
    {
        using var hand = new MailHand(new OutsideOptions { Smtp = smtp, VerifyCertificates = verifies }, _time);
        return await hand.MakeAsync(CallTo("ada@example.com", call), mail ?? Plain, default);
    }

    private static Call CallTo(string address, int number) =>
        new(
            number,
            new ResourceId("sns:outbox", "arn:aws:sns:us-east-1:000000000000:outbox"),
            new("smtp", address),
            "sns:Notify",
            default,
            default
        );

    private static (Dictionary<string, string> Headers, string Text) Split(string mail)
    {
        var end = mail.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = mail[..end]
            .Replace("\r\n ", " ", StringComparison.Ordinal)
            .Split("\r\n")
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return (
            headers,
            Encoding.UTF8.GetString(Convert.FromBase64String(mail[(end + 4)..].Replace("\r\n", "", StringComparison.Ordinal)))
        );
    }

    /// <summary>Encoded words as a reader puts them together (RFC 2047): the space between two of them is not part of the text.</summary>
    private static string Decoded(string subject) =>
        subject.StartsWith("=?UTF-8?B?", StringComparison.Ordinal)
            ? string.Concat(
                subject
                    .Split(' ')
                    .Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word["=?UTF-8?B?".Length..^2])))
            )
            : subject;
}
