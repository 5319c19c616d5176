using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Millrace.Engine.Embedded;
using Millrace.Wire;

namespace Millrace.Aids;

/// <summary>What investigators and testers ask outside the API of AWS, under <c>/_millrace/</c>; see docs/aids.md.</summary>
/// <remarks>Whatever is asked, the answer is JSON, and nothing that a client sends comes out as an exception.</remarks>
internal sealed partial class AidPages : IDisposable
{
    private const string Root = "/_millrace";

    private readonly bool _areOpen;
    private readonly HostNames? _hosts;
    private readonly ILogger _logger;
    private readonly QueueAid _queues;
    private readonly SendsAid _sends;
    private readonly ClockAid _clock;
    private readonly MetricsAid _metrics;
    private readonly OutboxAid _outbox;

    /// <param name="areOpen">Whether they answer at all; when not, they say how to change that.</param>
    /// <param name="hosts">The names under which they answer; null where authentication is on, and names do not count.</param>
    public AidPages(
        EmbeddedEngine engine,
        MovableClock clock,
        AidsOptions options,
        bool areOpen,
        HostNames? hosts,
        ILogger logger
    )
    {
        _areOpen = areOpen;
        _hosts = hosts;
        _logger = logger;
        _queues = new QueueAid(engine);
        _sends = new SendsAid(engine);
        _metrics = new MetricsAid(engine);
        _outbox = new OutboxAid(engine);
        _clock = new ClockAid(engine, clock, options.Clock);
    }

    public void Dispose() => _clock.Dispose();

    /// <summary>Handles the request when it is for one of the aids.</summary>
    public bool TryHandle(HttpContext context, out Task handled)
    {
        var isAid = context.Request.Path.StartsWithSegments(Root, StringComparison.Ordinal, out var rest);
        handled = isAid ? HandleAsync(context, rest.Value ?? "") : Task.CompletedTask;
        return isAid;
    }

    private async Task HandleAsync(HttpContext context, string path)
    {
        try
        {
            // An aid may take its time, on another thread than the one that reads connections.
            await Task.Yield();
            Admit(context.Request);
            await RouteAsync(context, path.Trim('/').Split('/'));
        }
        catch (AidRefusedException refusal)
        {
            await RefuseAsync(context, refusal.Status, refusal.Code, refusal.Message);
        }
        catch (BadHttpRequestException refusal)
        {
            await RefuseAsync(context, refusal.StatusCode, "BadRequest", refusal.Message);
        }
        catch (Exception failure)
            when (failure is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The client has left; there is nobody to tell.
        }
#pragma warning disable CA1031 // A mistake of ours is logged and told as such; the server goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(_logger, failure, context.Request.Method, path);
            await RefuseAsync(context, 500, "InternalFailure", "The server made a mistake; its log says which.");
        }
    }

    private Task RouteAsync(HttpContext context, string[] path) =>
        path switch
        {
            ["clock"] => context.Request.Method == HttpMethods.Post
                ? _clock.MoveAsync(context)
                : Only(context, HttpMethods.Get, "GET, HEAD, POST", _clock.ShowAsync),
            ["sqs", "queues"] => Read(context, _queues.ListAsync),
            ["sqs", "queues", var account, var name] => Read(context, at => _queues.ShowAsync(at, account, name)),
            ["sqs", "queues", var account, var name, "messages"] => Read(context, at => _queues.PeekAsync(at, account, name)),
            ["sqs", "queues", var account, var name, "pause"] => Change(context, at => _queues.PauseAsync(at, account, name)),
            ["sqs", "queues", var account, var name, "resume"] => Change(context, at => _queues.ResumeAsync(at, account, name)),
            ["metrics", "sqs", var account, var name] => Read(context, at => _metrics.ShowAsync(at, account, name)),
            ["sqs", "sends"] => Read(context, _sends.ListAsync),
            ["outbox"] => Read(context, _outbox.ListAsync),
            ["sns", "audits"] => Read(context, _outbox.ShowAuditsAsync),
            ["sns", "opt-outs"] => Change(context, _outbox.OptOutAsync),
            _ => throw new AidRefusedException(404, "NotFound", "There is no such aid; docs/aids.md lists them."),
        };

    private static Task Read(HttpContext context, Func<HttpContext, Task> aid) =>
        Only(context, HttpMethods.Get, "GET, HEAD", aid);

    private static Task Change(HttpContext context, Func<HttpContext, Task> aid) => Only(context, HttpMethods.Post, "POST", aid);

    private static Task Only(HttpContext context, string method, string allowed, Func<HttpContext, Task> aid)
    {
        var asked = HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method;
        if (asked == method)
        {
            return aid(context);
        }

        context.Response.Headers.Allow = allowed;
        throw new AidRefusedException(405, "MethodNotAllowed", $"This aid takes {allowed}.");
    }

    private void Admit(HttpRequest request)
    {
        if (!_areOpen)
        {
            throw new AidRefusedException(
                403,
                "AidsNotOpen",
                "The aids show every message and ask for no signature, so they answer only on loopback without authentication. "
                    + "Where everybody who reaches this server may use them, set aids.mode to On."
            );
        }

        if (_hosts?.Refusal(request) is { } refusal)
        {
            throw new AidRefusedException(refusal);
        }

        // A page that a browser on this machine shows can send requests here, too; only one from here may. A link changes nothing.
        if (ForeignPage.Asks(request) && !ForeignPage.IsLink(request))
        {
            throw new AidRefusedException(403, "ForeignOrigin", "The request comes from a page of another server.");
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string code, string message) =>
        context.Response.HasStarted
            ? Task.CompletedTask
            : AidJson.WriteAsync(
                context,
                status,
                writer =>
                {
                    writer.WriteString("error", code);
                    writer.WriteString("message", message);
                }
            );

    [LoggerMessage(EventId = 20, Level = LogLevel.Error, Message = "The aid {Method} {Path} failed")]
    private static partial void LogFailed(ILogger logger, Exception failure, string method, string path);
}
