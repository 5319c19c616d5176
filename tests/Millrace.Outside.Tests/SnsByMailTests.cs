using System.Text.RegularExpressions;

namespace Millrace.Outside.Tests;

/// <summary>SNS subscriptions of mail addresses, from the publisher over the running server to a mail server and back.</summary>
public sealed partial class SnsByMailTests : IAsyncLifetime
{
    private SmtpServer _mail = null!;
    private RunningServer _server = null!;
    private QueryClient _client = null!;
    private string _topic = "";

    public async ValueTask InitializeAsync()
    {
        _mail = new SmtpServer();
        _server = await RunningServer.StartAsync(
            new OutsideOptions
            {
                Smtp = new SmtpOptions
                {
                    Host = "127.0.0.1",
                    Port = _mail.Port,
                    Security = SmtpSecurity.None,
                    From = "no-reply@example.org",
                },
            }
        );
        _client = _server.Client();
        _topic = (await _client.CallAsync("sns", "CreateTopic", ("Name", "orders"))).Descendants("TopicArn").Single().Value;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Fact]
    public async Task An_address_confirms_by_the_link_it_is_sent_and_receives_from_then_on()
    {
        await _client.CallAsync("sns", "Subscribe", ("TopicArn", _topic), ("Protocol", "email"), ("Endpoint", "ada@example.com"));
        var question = await TextAsync(1);
        var (status, _) = await QueryClient.VisitAsync(Link().Match(question).Value);
        Assert.Equal(System.Net.HttpStatusCode.OK, status);

        await _client.CallAsync("sns", "Publish", ("TopicArn", _topic), ("Message", "hello"), ("Subject", "greeting"));
        Assert.StartsWith("hello\n", await TextAsync(2), StringComparison.Ordinal);
        Assert.Contains("Subject: greeting\r\n", _mail.Mails[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_could_not_be_sent_is_sent_after_a_restart()
    {
        _mail.Answer = command => command.StartsWith("MAIL", StringComparison.Ordinal) ? "451 later" : null;
        await _client.CallAsync("sns", "Subscribe", ("TopicArn", _topic), ("Protocol", "email"), ("Endpoint", "ada@example.com"));
        await UntilAsync(() => _mail.Commands.Any(command => command.StartsWith("MAIL", StringComparison.Ordinal)));
        await _server.RestartAsync();

        _mail.Answer = _ => null;
        await UntilAsync(() =>
        {
            _server.Advance(TimeSpan.FromSeconds(10));
            return _mail.Mails.Count > 0;
        });
        Assert.Matches(Link(), await TextAsync(1));
    }

    /// <summary>The text of the n-th mail, once it is there.</summary>
    private async Task<string> TextAsync(int number)
    {
        await UntilAsync(() => _mail.Mails.Count >= number);
        var parts = _mail.Mails[number - 1].Split("\r\n\r\n", 2);
        return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(parts[1]));
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    [GeneratedRegex(@"http://\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
