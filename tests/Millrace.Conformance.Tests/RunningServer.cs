using Microsoft.Extensions.Logging;
using Millrace.TestSupport;

namespace Millrace.Conformance.Tests;

/// <summary>The whole server in this process, on a folder of its own, its clock ahead by as much as a test says.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly string _data = Path.Combine(Path.GetTempPath(), $"millrace-{Guid.NewGuid():N}");
    private readonly AheadTime _time = new();
    private Server? _server;

    public string Address => _server!.Address;

    public HttpClient Http { get; } = new();

    public async ValueTask InitializeAsync() =>
        _server = await Server.StartAsync(
            new MillraceOptions
            {
                Server = new ServerOptions { Port = 0, Data = _data },
                Log = new LogOptions { Level = LogLevel.None },
            },
            _time
        );

    /// <summary>Waits until nothing is on its way from one resource to another any more.</summary>
    public async Task SettleAsync()
    {
        while (
            !(await Http.GetStringAsync(Address + "/metrics", TestContext.Current.CancellationToken)).Contains(
                "\nmillrace_calls_pending 0\n",
                StringComparison.Ordinal
            )
        )
        {
            await Task.Yield();
        }
    }

    /// <summary>Has a telephone number opt out of text messages, as its owner does by answering STOP.</summary>
    public async Task OptOutAsync(string phoneNumber)
    {
        using var none = new ByteArrayContent([]);
        var path = $"/_millrace/sns/opt-outs?account={AwsClient.Account}&phoneNumber={Uri.EscapeDataString(phoneNumber)}";
        using var answer = await Http.PostAsync(Address + path, none, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Moves the server's clock, and with it whatever waits for a moment.</summary>
    public void Advance(TimeSpan time) => _time.Advance(time);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server!.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
