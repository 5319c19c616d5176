using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Millrace.Outside.Tests;

/// <summary>A real HTTP server on a port of its own: it keeps what it is sent, path by path, and answers as the test says.</summary>
internal sealed class HookServer : IAsyncDisposable
{
    /// <summary>No request takes longer to arrive on a busy machine.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, Channel<HookRequest>> _received = new(StringComparer.Ordinal);

    private HookServer(X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                IPAddress.Loopback,
                0,
                listen =>
                {
                    if (certificate is not null)
                    {
                        listen.UseHttps(certificate);
                    }
                }
            )
        );
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Url =>
        _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Answers a request that was kept; without it the answer is 200.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public static async Task<HookServer> StartAsync(X509Certificate2? certificate = null)
    {
        var server = new HookServer(certificate);
        await server._application.StartAsync();
        return server;
    }

    /// <summary>The next request to a path; waits for it.</summary>
    public async Task<HookRequest> NextAsync(string path = "/") =>
        await ChannelOf(path).Reader.ReadAsync().AsTask().WaitAsync(_patience);

    /// <summary>Requests to a path that nobody has asked for.</summary>
    public int WaitingAt(string path = "/") => ChannelOf(path).Reader.Count;

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content);
        var request = new HookRequest(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.ToDictionary(
                header => header.Key,
                header => header.Value.ToString(),
                StringComparer.OrdinalIgnoreCase
            ),
            content.ToArray(),
            context.Connection.Id
        );

        // What the test decides once it has seen the request is for the requests after it.
        var answer = Answer;
        ChannelOf(context.Request.Path.Value!).Writer.TryWrite(request);
        await answer(context);
    }

    private Channel<HookRequest> ChannelOf(string path) => _received.GetOrAdd(path, _ => Channel.CreateUnbounded<HookRequest>());
}
