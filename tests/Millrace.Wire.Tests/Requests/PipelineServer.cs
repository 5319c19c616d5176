using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Millrace.Engine;
using Millrace.Engine.Embedded;
using Millrace.Sqs;
using Millrace.Wire.Tests.Requests;

[assembly: AssemblyFixture(typeof(PipelineServer))]

namespace Millrace.Wire.Tests.Requests;

/// <summary>The request pipeline behind a real HTTP server, with SQS as its service and a small limit on bodies.</summary>
public sealed class PipelineServer : IAsyncLifetime
{
    public const int RequestBytesMax = 64 * 1024;

    /// <summary>Operations that the model knows and this server does not offer.</summary>
    private static readonly string[] Withheld = ["AddPermission", "StartMessageMoveTask"];

    private readonly string _data = Path.Combine(Path.GetTempPath(), $"millrace-wire-{Guid.NewGuid():N}");
    private WebApplication? _application;
    private EmbeddedEngine? _engine;
    private int _queues;

    public RequestCounters Counters { get; } = new();

    /// <summary>Of its own size when a test wants one that is full.</summary>
    public RequestMemory Memory { get; init; } = new(RequestBytesMax * 64);

    public RequestPipeline Pipeline { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var sqs = SqsService.Table;
        IReadOnlyList<ServiceTable> services =
        [
            new ServiceTable(sqs.Model, [.. sqs.Operations.Values.Where(row => !Withheld.Contains(row.Name))], sqs.Facts),
        ];
        Directory.CreateDirectory(_data);
        _engine = EmbeddedEngine.Open(
            EngineEnvironment.OnThisMachine(_data, TimeProvider.System, ServiceFacts.Of(services)),
            new EngineOptions()
        );
        _engine.Start();
        Pipeline = new RequestPipeline(
            _engine,
            new ServiceDirectory(services),
            new CallerReader(),
            new HostNames("queues.example", [], beyondLoopback: false),
            Counters,
            Memory,
            NullLogger<RequestPipeline>.Instance
        );

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = RequestBytesMax;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        _application = builder.Build();
        _application.Run(Pipeline.HandleAsync);
        await _application.StartAsync();
        Address = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient { BaseAddress = new Uri(Address) };
    }

    /// <summary>Makes a queue that no other test knows; its name.</summary>
    public async Task<string> CreateQueueAsync()
    {
        var name = $"queue-{Interlocked.Increment(ref _queues)}";
        var answer = await WireRequest.Json("CreateQueue", $$"""{"QueueName":"{{name}}"}""").SendAsync(this);
        Assert.Equal(200, answer.Status);
        return name;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _application!.DisposeAsync();
        await _engine!.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}
