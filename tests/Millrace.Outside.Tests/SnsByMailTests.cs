using System.Net;
using System.Text;
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
        await SubscribeAsync();
        var (status, _) = await QueryClient.VisitAsync(Link().Match(TextOf(await _mail.NextAsync())).Value);
        Assert.Equal(HttpStatusCode.OK, status);

        await _client.CallAsync("sns", "Publish", ("TopicArn", _topic), ("Message", "hello"), ("Subject", "greeting"));
        var mail = await _mail.NextAsync();
        Assert.StartsWith("hello\n", TextOf(mail), StringComparison.Ordinal);
        Assert.Contains("Subject: greeting\r\n", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_could_not_be_sent_is_sent_after_a_restart()
    {
        var isRefused = new TaskCompletionSource();
        _mail.Answer = command =>
        {
            if (!command.StartsWith("MAIL", StringComparison.Ordinal))
            {
                return null;
            }

            isRefused.TrySetResult();
            return "451 later";
        };
        await SubscribeAsync();
        await isRefused.Task;
        _mail.Answer = _ => null;
        await _server.RestartAsync();

        // Whether the server had recorded the refusal before it stopped, or asks again at once, is not this test's matter.
        _server.Advance(TimeSpan.FromSeconds(11));
        Assert.Matches(Link(), TextOf(await _mail.NextAsync()));
    }

    private Task SubscribeAsync() =>
        _client.CallAsync("sns", "Subscribe", ("TopicArn", _topic), ("Protocol", "email"), ("Endpoint", "ada@example.com"));

    /// <summary>The text of a mail, behind its headers.</summary>
    private static string TextOf(string mail) => Encoding.UTF8.GetString(Convert.FromBase64String(mail.Split("\r\n\r\n", 2)[1]));

    [GeneratedRegex(@"http://\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
