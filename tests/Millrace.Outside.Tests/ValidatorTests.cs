using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Millrace.TestSupport;

namespace Millrace.Outside.Tests;

/// <summary>
/// What leaves a topic convinces AWS's own validator, sns-validator as its lock file pins it, with nothing about it changed: it fetches
/// the certificate from the host it trusts, and the name of that host leads to this server.
/// </summary>
public sealed class ValidatorTests : IAsyncLifetime
{
    private static readonly string _folder = Path.Combine(Repository.Root, "tests", "Millrace.Outside.Tests", "javascript");

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("millrace-validator-");
    private readonly X509Certificate2 _certificate = Certificates.SelfSigned("sns.eu-central-1.amazonaws.com");
    private HookServer _hook = null!;
    private HookServer _certificates = null!;
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _hook = await HookServer.StartAsync();
        _server = await RunningServer.StartAsync(sns: new SnsOptions { CertificateUrl = "https://sns.{region}.amazonaws.com" });
        _certificates = await HookServer.StartAsync(_certificate);
        _certificates.Answer = async context =>
        {
            using var http = new HttpClient();
            await context.Response.WriteAsync(await http.GetStringAsync(_server.Address + context.Request.Path));
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _hook.DisposeAsync();
        await _server.DisposeAsync();
        await _certificates.DisposeAsync();
        _certificate.Dispose();
        _scratch.Delete(recursive: true);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task The_validator_of_AWS_accepts_every_kind_of_message_and_no_change_to_one(string version)
    {
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(_folder, "node_modules", "sns-validator")),
            "The package of tests/Millrace.Outside.Tests/javascript is not installed: npm ci."
        );
        var messages = await MessagesAsync(version);
        var forged = messages.ConvertAll(message =>
        {
            var copy = message.DeepClone().AsObject();
            copy["Message"] = (string?)copy["Message"] + " ";
            return copy;
        });

        // The validator leaves the token out of what it checks of this kind, against AWS's documentation; so it is checked here.
        await AssertSignedAsync(messages[^1]);
        var results = await ValidateAsync([.. messages[..^1], .. forged]);
        Assert.SkipWhen(results is null, "There is no Node.js.");
        Assert.Equal(
            ["SubscriptionConfirmation", "Notification", "Notification", "UnsubscribeConfirmation"],
            messages.Select(message => (string?)message["Type"])
        );
        Assert.All(messages, message => Assert.Equal(version, (string?)message["SignatureVersion"]));
        Assert.All(results.Take(messages.Count - 1), Assert.Null);
        Assert.All(results.Skip(messages.Count - 1), error => Assert.Equal("The message signature is invalid.", error));
    }

    private async Task<List<JsonObject>> MessagesAsync(string version)
    {
        var client = _server.Client();
        var topic = client.Arn("sns", "orders");
        await client.CallAsync(
            "sns",
            "CreateTopic",
            ("Name", "orders"),
            ("Attributes.entry.1.key", "SignatureVersion"),
            ("Attributes.entry.1.value", version)
        );
        await client.CallAsync("sns", "Subscribe", ("TopicArn", topic), ("Protocol", "http"), ("Endpoint", _hook.Url));
        var asked = await NextAsync();
        await QueryClient.VisitAsync((string)asked["SubscribeURL"]!);
        await client.CallAsync("sns", "Publish", ("TopicArn", topic), ("Message", "{\"grüße\": \"\\n🚀\"}\r\n\t"));
        var plain = await NextAsync();
        await client.CallAsync("sns", "Publish", ("TopicArn", topic), ("Message", "hello"), ("Subject", "a \"subject\""));
        var titled = await NextAsync();
        await QueryClient.VisitAsync((string)titled["UnsubscribeURL"]!);
        return [asked, plain, titled, await NextAsync()];
    }

    private async Task<JsonObject> NextAsync() => JsonNode.Parse((await _hook.NextAsync()).Text)!.AsObject();

    /// <summary>Source: SNS Developer Guide, "Verifying the signatures of Amazon SNS messages".</summary>
    private async Task AssertSignedAsync(JsonObject message)
    {
        using var http = new HttpClient();
        var path = new Uri((string)message["SigningCertURL"]!).AbsolutePath;
        using var certificate = X509Certificate2.CreateFromPem(await http.GetStringAsync(_server.Address + path));
        using var key = certificate.GetRSAPublicKey()!;
        string[] names = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
        Assert.True(
            key.VerifyData(
                Encoding.UTF8.GetBytes(string.Concat(names.Select(name => $"{name}\n{message[name]}\n"))),
                Convert.FromBase64String((string)message["Signature"]!),
                (string?)message["SignatureVersion"] == "2" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1,
                RSASignaturePadding.Pkcs1
            )
        );
    }

    /// <summary>What the validator has against each message, null for nothing; null for all when there is no Node.js.</summary>
    private async Task<string?[]?> ValidateAsync(List<JsonObject> messages)
    {
        var trusted = Path.Combine(_scratch.FullName, "trusted.pem");
        var given = Path.Combine(_scratch.FullName, "messages.json");
        await File.WriteAllTextAsync(trusted, _certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(given, JsonSerializer.Serialize(messages));
        var ending = await ChildProcess.TryRunAsync(
            "node",
            [Path.Combine(_folder, "validate.cjs"), given],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["NODE_EXTRA_CA_CERTS"] = trusted,
                ["CERTIFICATE_PORT"] = $"{new Uri(_certificates.Url).Port}",
            }
        );
        if (ending is null)
        {
            return null;
        }

        Assert.True(ending.ExitCode == 0, ending.Errors);
        return JsonSerializer.Deserialize<string?[]>(ending.Output);
    }
}
