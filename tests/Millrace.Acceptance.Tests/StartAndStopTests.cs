using System.Text.Json.Nodes;
using Millrace.TestSupport;

namespace Millrace.Acceptance.Tests;

/// <summary>The program's own manners: what it takes from file, environment and command line, and how it starts and stops.</summary>
public sealed class StartAndStopTests : IDisposable
{
    private const int Refused = 2;

    private static readonly Dictionary<string, string> _nothing = [];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-options-");

    public void Dispose() => _folder.Delete(recursive: true);

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

    private static Task<Ending> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        ChildProcess.RunAsync("dotnet", [ServerProcess.Program, .. arguments], environment);
}
