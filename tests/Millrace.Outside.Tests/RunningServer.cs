using Microsoft.Extensions.Logging;
using Millrace.Authentication;
using Millrace.TestSupport;

namespace Millrace.Outside.Tests;

/// <summary>The whole server in this process, its clock ahead by as much as a test says; it can be stopped and started again.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-outside-");
    private readonly AheadTime _time = new();
    private MillraceOptions _options;
    private Server _server = null!;

    private RunningServer(OutsideOptions outside, SnsOptions sns, AuthenticationOptions authentication)
    {
        _options = new MillraceOptions
        {
            Server = new ServerOptions { Port = 0, Data = _folder.FullName },
            Log = new LogOptions { Level = LogLevel.None },
            Outside = outside,
            Sns = sns,
            Authentication = authentication,
        };
    }

    public string Address => _server.Address;

    public static async Task<RunningServer> StartAsync(
        OutsideOptions? outside = null,
        SnsOptions? sns = null,
        AuthenticationOptions? authentication = null
    )
    {
        var running = new RunningServer(
            outside ?? new OutsideOptions(),
            sns ?? new SnsOptions(),
            authentication ?? new AuthenticationOptions()
        );
        running._server = await Server.StartAsync(running._options, running._time);
        return running;
    }

    /// <summary>A client of an account in a region.</summary>
    /// <param name="secret">What it signs with, its account being the access key as well; null to leave signatures out.</param>
    public QueryClient Client(string account = "111111111111", string region = "eu-central-1", string? secret = null) =>
        new(() => Address, account, region, secret);

    /// <summary>Completes when every call that was recorded has been made, and what came of it is recorded too.</summary>
    public async Task SettleAsync()
    {
        using var http = new HttpClient();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await http.GetStringAsync(Address + "/metrics", patience.Token)).Contains("\nmillrace_calls_pending 0\n")) { }
    }

    /// <summary>Moves the server's clock, and with it whatever waits for a moment.</summary>
    public void Advance(TimeSpan time) => _time.Advance(time);

    public async Task RestartAsync(OutsideOptions? outside = null)
    {
        await _server.DisposeAsync();
        _options = _options with { Outside = outside ?? _options.Outside };
        _server = await Server.StartAsync(_options, _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
