using System.Net;
using System.Net.Http.Headers;
using Millrace.TestSupport;

namespace Millrace.Acceptance.Tests;

/// <summary>Real clients whose signatures are verified: all that holds without authentication, and what only holds with it.</summary>
public sealed class AuthenticationTests(SignedServer signed)
{
    [Theory]
    [InlineData("queues_checks.py")]
    [InlineData("messages_checks.py")]
    [InlineData("topics_checks.py")]
    public async Task Boto3_finds_with_verified_signatures_what_it_finds_without(string file)
    {
        await SkipWithoutAsync(Boto3Tests.Python, null);
        await Script.AssertAllHoldAsync(Boto3Tests.Python, Boto3(file), signed.ClientEnvironment);
    }

    [Fact]
    public async Task Boto3_over_the_Query_protocol_does_too()
    {
        await SkipWithoutAsync(Boto3Tests.DebianPython, "query");
        await Script.AssertAllHoldAsync(Boto3Tests.DebianPython, Boto3("queues_checks.py"), signed.ClientEnvironment);
    }

    [Theory]
    [InlineData("sdk_checks.mjs")]
    [InlineData("topics_checks.mjs")]
    public async Task The_JavaScript_SDK_does_too(string file)
    {
        var folder = Script.FolderOf("javascript");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(folder, "node_modules", "@aws-sdk", "client-sns")),
            "The packages of tests/Millrace.Acceptance.Tests/javascript are not installed: npm ci."
        );
        await Script.AssertAllHoldAsync("node", Path.Combine(folder, file), signed.ClientEnvironment);
    }

    [Fact]
    public async Task Boto3_is_refused_what_policies_and_signatures_do_not_allow()
    {
        await SkipWithoutAsync(Boto3Tests.Python, null);
        await Script.AssertAllHoldAsync(Boto3Tests.Python, Boto3("authentication.py"), signed.ClientEnvironment);
    }

    [Fact]
    public async Task Boto3_finds_that_a_queues_policy_lets_one_topic_in_and_keeps_another_out()
    {
        await SkipWithoutAsync(Boto3Tests.Python, null);
        await Script.AssertAllHoldAsync(Boto3Tests.Python, Boto3("topic_policies.py"), signed.ClientEnvironment);
    }

    [Fact]
    public async Task Boto3_over_the_Query_protocol_is_too()
    {
        await SkipWithoutAsync(Boto3Tests.DebianPython, "query");
        await Script.AssertAllHoldAsync(Boto3Tests.DebianPython, Boto3("authentication.py"), signed.ClientEnvironment);
    }

    [Theory]
    [InlineData("/health", null, HttpStatusCode.OK)]
    [InlineData("/health/live", null, HttpStatusCode.OK)]
    [InlineData("/metrics", null, HttpStatusCode.Forbidden)]
    [InlineData("/metrics", "another-token-than-that", HttpStatusCode.Forbidden)]
    [InlineData("/metrics", SignedServer.OperatorToken, HttpStatusCode.OK)]
    public async Task Health_is_for_everybody_and_the_metrics_for_operators(string path, string? token, HttpStatusCode expected)
    {
        using var http = new HttpClient { BaseAddress = signed.Server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public void No_secret_is_in_the_log() =>
        Assert.All(
            ["adas-secret", "bobs-secret", "short-lived", "the-token", SignedServer.OperatorToken],
            secret => Assert.DoesNotContain(secret, signed.Server.Output, StringComparison.Ordinal)
        );

    private static string Boto3(string file) => Path.Combine(Script.FolderOf("boto3"), file);

    private static async Task SkipWithoutAsync(string python, string? protocol)
    {
        var spoken = await Boto3Tests.ProtocolOfAsync(python);
        Assert.SkipWhen(
            spoken is null || (protocol is not null && spoken != protocol),
            $"{python} has no boto3 that speaks {protocol ?? "SQS"} (Debian: python3-boto3)."
        );
    }
}
