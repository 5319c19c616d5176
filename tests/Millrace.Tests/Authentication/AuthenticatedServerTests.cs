using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.Extensions.Logging;
using Millrace.Authentication;
using Millrace.Outside;
using Millrace.TestSupport;

namespace Millrace.Tests.Authentication;

/// <summary>Calls between services where authentication is on: a topic may send to a queue whose policy says so.</summary>
public sealed class AuthenticatedServerTests : IAsyncLifetime
{
    private const string Account = "000000000000";
    private const string Subscriber = "111111111111";
    private const string Stranger = "222222222222";
    private const string QueueArn = $"arn:aws:sqs:us-east-1:{Account}:orders";
    private const string TopicArn = $"arn:aws:sns:us-east-1:{Account}:news";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-authenticated-");
    private Server? _server;
    private HttpClient? _http;

    private string QueueUrl => $"{_server!.Address}/{Account}/orders";

    public async ValueTask InitializeAsync()
    {
        _server = await Server.StartAsync(
            new MillraceOptions
            {
                Server = new ServerOptions { Port = 0, Data = _folder.FullName },
                Log = new LogOptions { Level = LogLevel.None },
                Authentication = new AuthenticationOptions
                {
                    Mode = AuthenticationMode.On,
                    Credentials =
                    [
                        .. new[] { Account, Subscriber, Stranger }.Select(account => new CredentialOptions
                        {
                            AccessKeyId = "ROOT" + account,
                            SecretAccessKey = Secret.Of("secret"),
                            Account = account,
                        }),
                    ],
                },
            },
            TimeProvider.System
        );
        _http = new HttpClient();
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_topic_sends_to_a_queue_whose_policy_lets_it_and_to_no_other()
    {
        await SqsAsync("CreateQueue", ("QueueName", "orders"));
        await SnsAsync("CreateTopic", ("Name", "news"));
        await SnsAsync("Subscribe", ("TopicArn", TopicArn), ("Protocol", "sqs"), ("Endpoint", QueueArn));

        await SnsAsync("Publish", ("TopicArn", TopicArn), ("Message", "refused"));
        await AllDeliveredAsync();
        Assert.Empty(await ReceiveAsync());

        await LetInAsync("""{"ArnEquals": {"aws:SourceArn": "arn:aws:sns:us-east-1:000000000000:other"}}""");
        await SnsAsync("Publish", ("TopicArn", TopicArn), ("Message", "of another topic"));
        await AllDeliveredAsync();
        Assert.Empty(await ReceiveAsync());

        await LetInAsync(
            $$"""{"ArnEquals": {"aws:SourceArn": "{{TopicArn}}"}, "StringEquals": {"aws:SourceAccount": "{{Account}}"} }"""
        );
        await SnsAsync("Publish", ("TopicArn", TopicArn), ("Message", "let in"));
        await AllDeliveredAsync();
        Assert.Contains("let in", Assert.Single(await ReceiveAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_does_not_sign_sees_health_and_nothing_else()
    {
        Assert.Equal(HttpStatusCode.OK, (await _http!.GetAsync(_server!.Address + "/health")).StatusCode);

        using var refused = await _http.GetAsync(_server.Address + "/?Action=ListQueues");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains(
            "<Code>MissingAuthenticationToken</Code>",
            await refused.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("ConfirmSubscription&Token=guessed&TopicArn=" + TopicArn)]
    [InlineData("Unsubscribe&SubscriptionArn=" + TopicArn + ":00000000-0000-0000-0000-000000000000")]
    public async Task A_link_of_a_notification_needs_no_signature(string action)
    {
        using var answer = await _http!.GetAsync($"{_server!.Address}/?Action={action}&Version=2010-03-31");

        Assert.NotEqual(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    /// <summary>A page cannot sign; who gave it something that is signed, such as a presigned URL, meant it to be sent.</summary>
    [Fact]
    public async Task What_is_signed_may_come_from_a_page_of_another_server()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _server!.Address + "/?Action=ListQueues&Version=2012-11-05");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Headers.Add("Origin", "https://elsewhere.example");
        new RequestSigner("ROOT" + Account, "secret", "sqs").Sign(request, [], TimeProvider.System.GetUtcNow());

        using var answer = await _http!.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Source: SNS API Reference, Unsubscribe: the owner of the subscription or of the topic.</summary>
    [Fact]
    public async Task Who_subscribed_to_a_topic_of_another_account_manages_the_subscription_and_a_stranger_does_not()
    {
        await SnsAsync("CreateTopic", ("Name", "news"));
        await SnsAsync(
            "AddPermission",
            ("TopicArn", TopicArn),
            ("Label", "subscribers"),
            ("AWSAccountId.member.1", Subscriber),
            ("ActionName.member.1", "Subscribe")
        );
        var subscribed = await AsAsync(
            Subscriber,
            "Subscribe",
            ("TopicArn", TopicArn),
            ("Protocol", "sqs"),
            ("Endpoint", $"arn:aws:sqs:us-east-1:{Subscriber}:copies"),
            ("ReturnSubscriptionArn", "true")
        );
        (string, string) subscription = ("SubscriptionArn", ValueOf(subscribed, "SubscriptionArn"));
        (string, string)[] setting = [subscription, ("AttributeName", "RawMessageDelivery"), ("AttributeValue", "true")];

        Assert.Contains("AuthorizationError", await AsAsync(Stranger, "GetSubscriptionAttributes", subscription));
        Assert.Contains("AuthorizationError", await AsAsync(Stranger, "SetSubscriptionAttributes", setting));
        Assert.Contains("AuthorizationError", await AsAsync(Stranger, "Unsubscribe", subscription));
        Assert.Contains("AuthorizationError", await AsAsync(Subscriber, "DeleteTopic", ("TopicArn", TopicArn)));

        Assert.Contains("SetSubscriptionAttributesResponse", await AsAsync(Subscriber, "SetSubscriptionAttributes", setting));
        Assert.Contains(Subscriber, await AsAsync(Subscriber, "GetSubscriptionAttributes", subscription));
        Assert.Contains("UnsubscribeResponse", await AsAsync(Subscriber, "Unsubscribe", subscription));
        Assert.DoesNotContain("<member>", await SnsAsync("ListSubscriptionsByTopic", ("TopicArn", TopicArn)));
    }

    private Task LetInAsync(string condition) =>
        SqsAsync(
            "SetQueueAttributes",
            ("QueueUrl", QueueUrl),
            ("Attribute.1.Name", "Policy"),
            (
                "Attribute.1.Value",
                $$"""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"},
                  "Action": "sqs:SendMessage", "Resource": "{{QueueArn}}", "Condition": {{condition}} } }
                """
            )
        );

    private async Task<List<string>> ReceiveAsync()
    {
        var answer = await SqsAsync("ReceiveMessage", ("QueueUrl", QueueUrl), ("MaxNumberOfMessages", "10"));
        return
        [
            .. XDocument
                .Parse(answer)
                .Descendants()
                .Where(element => element.Name.LocalName == "Body")
                .Select(body => JsonDocument.Parse(body.Value).RootElement.GetProperty("Message").GetString()!),
        ];
    }

    /// <summary>Until no call between resources is on its way.</summary>
    private async Task AllDeliveredAsync()
    {
        while (
            !(await _http!.GetStringAsync(_server!.Address + "/metrics")).Contains(
                "millrace_calls_pending 0\n",
                StringComparison.Ordinal
            )
        )
        {
            await Task.Yield();
        }
    }

    private Task<string> SqsAsync(string action, params (string Name, string Value)[] parameters) =>
        AskAsync("sqs", "2012-11-05", action, parameters);

    private Task<string> SnsAsync(string action, params (string Name, string Value)[] parameters) =>
        AskAsync("sns", "2010-03-31", action, parameters);

    private async Task<string> AskAsync(string service, string version, string action, (string Name, string Value)[] parameters)
    {
        var (status, text) = await TryAsync(Account, service, version, action, parameters);
        Assert.True(status == HttpStatusCode.OK, text);
        return text;
    }

    /// <summary>What SNS answers an account's root user, refusals included.</summary>
    private async Task<string> AsAsync(string account, string action, params (string Name, string Value)[] parameters) =>
        (await TryAsync(account, "sns", "2010-03-31", action, parameters)).Text;

    private async Task<(HttpStatusCode Status, string Text)> TryAsync(
        string account,
        string service,
        string version,
        string action,
        (string Name, string Value)[] parameters
    )
    {
        using var content = new FormUrlEncodedContent([
            new("Action", action),
            new("Version", version),
            .. parameters.Select(parameter => new KeyValuePair<string, string>(parameter.Name, parameter.Value)),
        ]);
        using var request = new HttpRequestMessage(HttpMethod.Post, _server!.Address + "/") { Content = content };
        new RequestSigner("ROOT" + account, "secret", service).Sign(
            request,
            await content.ReadAsByteArrayAsync(),
            TimeProvider.System.GetUtcNow()
        );
        using var answer = await _http!.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static string ValueOf(string answer, string element) =>
        XDocument.Parse(answer).Descendants().Single(found => found.Name.LocalName == element).Value;
}
