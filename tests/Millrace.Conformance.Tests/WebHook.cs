using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Millrace.Conformance.Tests;

/// <summary>A web server that takes what is posted to it, on a port of its own.</summary>
internal sealed class WebHook : IAsyncDisposable
{
    /// <summary>How long a post may take on a machine that is busy with other suites.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Channel<Post> _posts = Channel.CreateUnbounded<Post>();
    private readonly WebApplication _application;

    private WebHook()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(TakeAsync);
    }

    public string Url =>
        _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()
        + "/sns-endpoint";

    public static async Task<WebHook> StartAsync()
    {
        var hook = new WebHook();
        await hook._application.StartAsync(TestContext.Current.CancellationToken);
        return hook;
    }

    /// <summary>What is posted next.</summary>
    /// <exception cref="TimeoutException">Nothing was.</exception>
    public Task<Post> NextAsync() => _posts.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(_patience);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()));
        await _posts.Writer.WriteAsync(new Post(await reader.ReadToEndAsync(context.RequestAborted), [.. headers]));
    }

    /// <summary>One request: its body, and its headers as they came.</summary>
    internal sealed record Post(string Body, IReadOnlyList<KeyValuePair<string, string>> Headers)
    {
        public JsonObject Envelope => JsonNode.Parse(Body)!.AsObject();

        /// <summary>All headers, their names as a web framework shows them: <c>X-Amz-Sns-Topic-Arn</c>.</summary>
        public JsonObject AllHeaders =>
            new(
                Headers.Select(header =>
                    KeyValuePair.Create(
                        string.Join(
                            '-',
                            header.Key.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant())
                        ),
                        (JsonNode?)header.Value
                    )
                )
            );

        /// <summary>The headers that are SNS's affair, in lower case: not those of the connection.</summary>
        public JsonObject OwnHeaders =>
            new(
                Headers
                    .Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), (JsonNode?)header.Value))
                    .Where(header => header.Key is not ("host" or "connection" or "content-length"))
            );
    }
}
