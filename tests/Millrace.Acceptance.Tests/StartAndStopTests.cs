using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace Millrace.Acceptance.Tests;

/// <summary>The program's own manners: what it takes from file, environment and command line, and how it starts and stops.</summary>
public sealed class StartAndStopTests : IDisposable
{
    private const int Refused = 2;

    private static readonly Dictionary<string, string> _nothing = [];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-options-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_stop_answers_who_waits_and_a_restart_finds_every_message()
    {
        var data = Path.Combine(_folder.FullName, "data");
        await using (var server = await ServerProcess.StartAsync("--data", data))
        {
            using var http = new HttpClient { BaseAddress = server.Address };
            await http.GetStringAsync("/?Action=CreateQueue&QueueName=kept");
            await http.GetStringAsync("/?Action=CreateQueue&QueueName=empty");
            await http.GetStringAsync("/000000000000/kept?Action=SendMessage&MessageBody=still%20here");
            var polls = Enumerable
                .Range(0, 20)
                .Select(_ => http.GetAsync("/000000000000/empty?Action=ReceiveMessage&WaitTimeSeconds=20"))
                .ToList();
            await WaitersAsync(http, polls.Count);

            Assert.Equal(0, await server.TerminateAsync());
            foreach (var answer in await Task.WhenAll(polls))
            {
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                answer.Dispose();
            }
        }

        await using var again = await ServerProcess.StartAsync("--data", data);
        using var client = new HttpClient { BaseAddress = again.Address };
        var received = await client.GetStringAsync("/000000000000/kept?Action=ReceiveMessage");
        Assert.Contains("<Body>still here</Body>", received, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_refuses_to_start()
    {
        await using var first = await ServerProcess.StartAsync();

        var second = await RunAsync(_nothing, "--port", "0", "--data", first.DataFolder);

        Assert.Equal(Refused, second.ExitCode);
        Assert.NotEmpty(second.Errors);
    }

    [Fact]
    public async Task A_check_prints_what_was_understood_from_file_environment_and_command_line_the_later_winning()
    {
        var file = Path.Combine(_folder.FullName, "millrace.json");
        await File.WriteAllTextAsync(
            file,
            """{ "server": { "port": 1111, "data": "from-file", "bind": "127.0.0.2" }, "log": { "format": "Json" } }"""
        );
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MILLRACE_SERVER__PORT"] = "2222",
            ["MILLRACE_SERVER__DATA"] = "from-environment",
        };

        var ending = await RunAsync(environment, "--check", "--config", file, "--port", "3333");

        Assert.True(ending.ExitCode == 0, ending.Errors);
        var understood = JsonNode.Parse(ending.Output)!;
        Assert.Equal(3333, understood["server"]!["port"]!.GetValue<int>());
        Assert.Equal("from-environment", understood["server"]!["data"]!.GetValue<string>());
        Assert.Equal("127.0.0.2", understood["server"]!["bind"]!.GetValue<string>());
        Assert.Equal("Json", understood["log"]!["format"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_name_in_the_file_that_is_unknown_is_refused()
    {
        var file = Path.Combine(_folder.FullName, "typo.json");
        await File.WriteAllTextAsync(file, """{ "server": { "prot": 1111 } }""");

        var ending = await RunAsync(_nothing, "--config", file, "--check");

        Assert.Equal(Refused, ending.ExitCode);
        Assert.Contains("prot", ending.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_in_the_environment_that_is_unknown_is_refused()
    {
        var typo = new Dictionary<string, string>(StringComparer.Ordinal) { ["MILLRACE_SERVER__PROT"] = "1" };

        var ending = await RunAsync(typo, "--port", "0", "--data", _folder.FullName);

        Assert.Equal(Refused, ending.ExitCode);
        Assert.Contains("PROT", ending.Errors, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_argument_that_is_unknown_is_refused()
    {
        var ending = await RunAsync(_nothing, "--no-such-option");

        Assert.NotEqual(0, ending.ExitCode);
        Assert.Contains("--no-such-option", ending.Errors + ending.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_beyond_loopback_is_refused_until_anonymous_access_is_asked_for_by_name()
    {
        var refused = await RunAsync(_nothing, "--bind", "0.0.0.0", "--port", "0", "--data", _folder.FullName);
        Assert.Equal(Refused, refused.ExitCode);
        Assert.Contains("--allow-anonymous", refused.Errors, StringComparison.Ordinal);

        await using var server = await ServerProcess.StartAsync("--bind", "0.0.0.0", "--allow-anonymous");
        using var http = new HttpClient();
        var health = await http.GetStringAsync($"http://127.0.0.1:{server.Address.Port}/health");
        Assert.Contains("ready", health, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_for_collectors_is_an_object_a_line()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["MILLRACE_LOG__FORMAT"] = "Json" };
        await using var server = await ServerProcess.StartAsync(environment);

        Assert.Equal(0, await server.TerminateAsync());

        var lines = server.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.All(lines, line => Assert.NotNull(JsonNode.Parse(line)!["Message"]));
    }

    /// <summary>Returns when so many requests are inside the server: a poll counts as answered only when its wait is over.</summary>
    private static async Task WaitersAsync(HttpClient http, int waiters)
    {
        var patience = Stopwatch.StartNew();
        for (var seen = 0; seen < waiters; )
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(15), $"Only {seen} of {waiters} long polls got in.");
            var metrics = await http.GetStringAsync("/metrics");
            var line = metrics
                .Split('\n')
                .Single(line => line.StartsWith("millrace_requests_waiting ", StringComparison.Ordinal));
            seen = int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static Task<Ending> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [ServerProcess.Program, .. arguments], environment);
}
