using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Millrace.Aids;
using Millrace.Authentication;
using Millrace.Engine;
using Millrace.Engine.Embedded;
using Millrace.Outside;
using Millrace.Sns;
using Millrace.Sqs;
using Millrace.Wire;

namespace Millrace;

/// <summary>The running program: store, services, HTTP server, from the start to a graceful stop.</summary>
public sealed partial class Server : IAsyncDisposable
{
    private readonly StoreLock _lock;
    private readonly EmbeddedEngine _engine;
    private readonly WebApplication _application;
    private readonly RequestPipeline _pipeline;
    private readonly StatusPages _status;
    private readonly NotificationSigner _signer;
    private readonly Gatekeeper? _gatekeeper;
    private readonly OutsideHands _hands;
    private readonly MillraceOptions _options;
    private readonly AidPages _aids;
    private readonly ILogger<Server> _logger;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Scheme, host and port for links in what the server sends; known once it listens.</summary>
    private string _publicUrl = "";

    private Server(MillraceOptions options, TimeProvider time)
    {
        var started = time.GetTimestamp();
        _options = options;
        var clock = new MovableClock(time);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        AddLogging(builder.Logging, options.Log);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.WebHost.UseKestrelCore();
        // Reading, deciding and writing one request stay on one thread; only the flush hands it over. See docs/performance.md.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Server.RequestBytesMax;
            kestrel.Limits.MaxConcurrentConnections = options.Server.ConnectionsMax;
            kestrel.Listen(IPAddress.Parse(options.Server.Bind), options.Server.Port);
        });
        _application = builder.Build();
        _logger = _application.Services.GetRequiredService<ILogger<Server>>();
        _gatekeeper = Gatekeeper.Of(options.Authentication, _application.Services.GetRequiredService<ILoggerFactory>(), time);
        _lock = StoreLock.Take(options.Server.Data);
        _signer = new NotificationSigner(
            options.Server.Data,
            () => options.Sns.CertificateUrl.Length > 0 ? options.Sns.CertificateUrl : _publicUrl,
            time
        );
        _hands = new OutsideHands(options.Outside, TimeProvider.System, LogUnreached);
        IReadOnlyList<ServiceTable> services =
        [
            SqsService.Create(options.Limits.Sqs),
            SnsService.Create(
                new NotificationComposer(_signer, () => _publicUrl),
                new SnsSettings { HasMailServer = options.Outside.Smtp.Host.Length > 0, IsInSmsSandbox = options.Sns.SmsSandbox }
            ),
        ];
        try
        {
            _engine = EmbeddedEngine.Open(
                EngineEnvironment.OnThisMachine(options.Server.Data, clock, ServiceFacts.Of(services)) with
                {
                    Authorizer = _gatekeeper?.Authorizer,
                    Hands = _hands.ByKind,
                },
                options.Engine
            );
        }
        catch
        {
            _lock.Dispose();
            throw;
        }

        _engine.Failed += OnEngineFailed;
        _engine.Mistaken += (what, failure) => LogMistake(_logger, failure, what);

        // A store whose clock was moved is ahead of the machine's: its time goes on, rather than stand still until the machine's has
        // caught up.
        clock.Step(_engine.LastTurnAt);
        var directory = new ServiceDirectory(services);
        var counters = new RequestCounters();
        var memory = new RequestMemory(options.Server.RequestBytesInFlightMax);
        var hosts = HostNamesOf(options.Server);
        _pipeline = new RequestPipeline(
            _engine,
            directory,
            new CallerReader(),
            hosts,
            counters,
            memory,
            _application.Services.GetRequiredService<ILogger<RequestPipeline>>(),
            _gatekeeper?.Requests
        );
        var hostsOfPages = _gatekeeper is null ? hosts : null;
        _status = new StatusPages(_engine, directory, counters, memory, _signer, hostsOfPages);
        _aids = new AidPages(
            _engine,
            clock,
            options.Aids,
            options.Aids.AreOpen(options.Server, _gatekeeper is not null),
            hostsOfPages,
            _logger
        );
        var opening = time.GetElapsedTime(started).TotalMilliseconds;
        LogOpened(_logger, options.Server.Data, _engine.ResourceCount, opening);
        if (_engine.TornBytes > 0)
        {
            LogTorn(_logger, _engine.TornBytes);
        }

        if (_engine.Partitions != options.Engine.Partitions)
        {
            LogFixed(_logger, "engine.partitions", _engine.Partitions, options.Engine.Partitions);
        }

        if (_engine.SegmentBytes != options.Engine.SegmentBytes)
        {
            LogFixed(_logger, "engine.segmentBytes", _engine.SegmentBytes, options.Engine.SegmentBytes);
        }

        if (clock.Ahead > TimeSpan.FromSeconds(1))
        {
            LogAhead(_logger, clock.Ahead);
        }
    }

    /// <summary>Where the server listens, with the port it was given.</summary>
    public string Address =>
        _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Runs until the process is told to stop; the exit code.</summary>
    public static async Task<int> RunAsync(MillraceOptions options)
    {
        await using var server = new Server(options, TimeProvider.System);
        await server.StartAsync();
        await server._application.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>A server inside this process, on a clock of the caller's choice.</summary>
    public static async Task<Server> StartAsync(MillraceOptions options, TimeProvider time)
    {
        var server = new Server(options, time);
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Answers what waits, finishes what runs, closes the journal.</summary>
    public async ValueTask DisposeAsync()
    {
        _engine.StopTakingTurns();
        await _application.StopAsync();
        await _application.DisposeAsync();
        await _engine.DisposeAsync();
        _hands.Dispose();
        _signer.Dispose();
        _aids.Dispose();
        _lock.Dispose();
    }

    private async Task StartAsync()
    {
        _application.Run(HandleAsync);
        _application.Lifetime.ApplicationStopping.Register(() =>
        {
            LogStopping(_logger);
            _status.IsStopping = true;
            _engine.StopTakingTurns();
        });
        try
        {
            await _application.StartAsync();
        }
        catch (SocketException failure)
        {
            // The web server names address and port itself only when somebody else is listening there.
            throw new IOException($"Cannot listen on {_options.Server.Bind}:{_options.Server.Port}: {failure.Message}.", failure);
        }

        _publicUrl =
            _options.Server.PublicUrl.Length > 0
                ? _options.Server.PublicUrl.TrimEnd('/')
                : string.Create(CultureInfo.InvariantCulture, $"http://localhost:{new Uri(Address).Port}");

        // Deliveries left from before are made at once, and what they send names the port: so the engine starts when that is known.
        _engine.Start();
        _started.SetResult();
        LogListening(_logger, Address);
    }

    private Task HandleAsync(HttpContext context) => _started.Task.IsCompleted ? RouteAsync(context) : HandleLaterAsync(context);

    private async Task HandleLaterAsync(HttpContext context)
    {
        await _started.Task;
        await RouteAsync(context);
    }

    private Task RouteAsync(HttpContext context) =>
        _gatekeeper?.Operators.Refuses(context) == true ? OperatorGate.RefuseAsync(context)
        : _status.TryHandle(context, out var handled) || _aids.TryHandle(context, out handled) ? handled
        : _pipeline.HandleAsync(context);

    /// <summary>Rule 4: a failed write or flush is final. What is in memory may not be on the disk, so nothing may go on.</summary>
    private void OnEngineFailed(Exception failure)
    {
        if (failure is JournalDamagedException)
        {
            // Found by somebody who needed it, after a start that had found nothing: the next start says the same.
            LogDamaged(_logger, failure);
            Environment.FailFast(failure.Message, failure);
        }

        if (failure is FactNotAppliedException)
        {
            LogNotApplied(_logger, failure);
            Environment.FailFast(failure.Message, failure);
        }

        LogEngineFailed(_logger, failure);
        Environment.FailFast("MR1004: the journal cannot be written; see the log and docs/errors/MR1004.md.", failure);
    }

    /// <summary>In one line, without a trace: it is the endpoint's trouble, and can come with every delivery.</summary>
    private void LogUnreached(string host, Exception failure) =>
        LogUnreached(
            _logger,
            host,
            failure.InnerException is { } reason ? $"{failure.Message} {reason.Message}" : failure.Message
        );

    /// <summary>
    /// The names that lead here: the machine's, in full and its first part, the one others are told (<c>server.publicUrl</c>), and what is listed.
    /// </summary>
    private static HostNames HostNamesOf(ServerOptions options)
    {
        var machine = Dns.GetHostName();
        var isPublic = Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var publicUrl);
        return new HostNames(
            options.HostNames,
            isPublic ? [machine, machine.Split('.')[0], publicUrl!.IdnHost] : [machine, machine.Split('.')[0]],
            !options.IsOnLoopback
        );
    }

    private static void AddLogging(ILoggingBuilder logging, LogOptions options)
    {
        logging.SetMinimumLevel(options.Level);
        // Were any level of these on, hosting would make an activity and a scope for every request.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // A start that failed is told in one line by Program, not by a stack trace: mostly the port is taken.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddFilter("Microsoft", options.Level > LogLevel.Warning ? options.Level : LogLevel.Warning);
        if (options.Format == LogFormat.Json)
        {
            logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            });
        }
    }
}
