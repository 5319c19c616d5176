using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Millrace.Engine.Embedded;
using Millrace.Wire;

namespace Millrace;

/// <summary>The pages for operators and their tools: health, metrics, and what scripts that wait for an emulator ask.</summary>
/// <param name="hosts">The names under which the metrics, which name queues, are shown; null where authentication is on. Whoever checks health may call the server anything.</param>
internal sealed class StatusPages(
    EmbeddedEngine engine,
    ServiceDirectory directory,
    RequestCounters counters,
    RequestMemory memory,
    NotificationSigner signer,
    HostNames? hosts
)
{
    /// <summary>Set when a stop has begun: alive, but not ready any more.</summary>
    public bool IsStopping { get; set; }

    /// <summary>Handles the request when it is for one of the pages.</summary>
    public bool TryHandle(HttpContext context, out Task handled)
    {
        handled = Task.CompletedTask;
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            return false;
        }

        switch (context.Request.Path.Value)
        {
            case "/health" or "/health/ready":
                handled = ReadyAsync(context);
                return true;
            case "/health/live":
                handled = WriteAsync(context, 200, "application/json", "{\"status\":\"live\"}\n");
                return true;
            case "/metrics":
                handled = hosts?.Refusal(context.Request) is { } refusal
                    ? WriteAsync(context, refusal.HttpStatus, "text/plain; charset=utf-8", refusal.Message + "\n")
                    : MetricsAsync(context);
                return true;
            case "/_localstack/health":
                handled = WriteAsync(context, 200, "application/json", EmulatorHealth());
                return true;
            case { } path when path.StartsWith(NotificationSigner.PathPrefix, StringComparison.Ordinal):
                handled =
                    path == signer.CertificatePath
                        ? WriteAsync(context, 200, "application/x-pem-file", signer.CertificatePem)
                        : WriteAsync(context, 404, "text/plain", "There is no such certificate.\n");
                return true;
            default:
                return false;
        }
    }

    private Task ReadyAsync(HttpContext context)
    {
        var status =
            IsStopping ? "stopping"
            : engine.IsFull ? "full"
            : "ready";
        var body = $$"""{"status":"{{status}}","live":true,"ready":{{(status == "ready" ? "true" : "false")}}}""" + "\n";
        return WriteAsync(context, status == "ready" ? 200 : 503, "application/json", body);
    }

    /// <summary>In the layout that waiting scripts search with grep: a blank after each colon; running once a service was used.</summary>
    private string EmulatorHealth()
    {
        var used = counters.Read().Select(count => count.Service).ToHashSet();
        var services = directory.Services.Select(service =>
            $"\"{service.Model.Name}\": \"{(used.Contains(service.Model.Name) ? "running" : "available")}\""
        );
        return $"{{\"services\": {{{string.Join(", ", services)}}}, \"edition\": \"millrace\", \"version\": \"{Version}\"}}\n";
    }

    private async Task MetricsAsync(HttpContext context)
    {
        // Not on the thread that reads other connections: many queues take their time.
        await Task.Yield();
        var text = new StringBuilder(Metrics());
        await QueueSeries.WriteAsync(engine, text);
        await WriteAsync(context, 200, "text/plain; version=0.0.4; charset=utf-8", text.ToString());
    }

    private string Metrics()
    {
        var text = new StringBuilder();
        Family("millrace_requests_total", "counter", "Requests answered, by service, operation and HTTP status.");
        foreach (var (service, operation, status, count) in counters.Read())
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"millrace_requests_total{{service=\"{service}\",operation=\"{operation}\",status=\"{status}\"}} {count}\n"
            );
        }

        One(
            "millrace_requests_waiting",
            "gauge",
            "Requests that may wait, such as long polls, and are not answered.",
            counters.Waiting
        );
        One("millrace_request_body_bytes", "gauge", "Bytes held by the bodies of requests above 4 KiB.", memory.Held);
        One("millrace_journal_bytes_total", "counter", "Bytes flushed to the journal since the start.", engine.FlushedBytes);
        One("millrace_journal_flushes_total", "counter", "Flushes of the journal since the start.", engine.Flushes);
        One(
            "millrace_journal_pending_bytes",
            "gauge",
            "Bytes that wait for a flush.",
            engine.JournalHead - engine.JournalDurable
        );
        One("millrace_journal_segments", "gauge", "Files of the journal.", engine.SegmentCount);
        One("millrace_journal_full", "gauge", "1 while the disk has no room.", engine.IsFull ? 1 : 0);
        One(
            "millrace_checkpoint_lag_bytes",
            "gauge",
            "Bytes a restart would replay.",
            engine.JournalHead - engine.CheckpointPosition
        );
        One("millrace_resources", "gauge", "Resources in memory.", engine.ResourceCount);
        One("millrace_calls_pending", "gauge", "Calls between resources that are recorded and not settled.", engine.PendingCalls);
        One("millrace_managed_heap_bytes", "gauge", "Bytes of the managed heap.", GC.GetTotalMemory(forceFullCollection: false));
        One("millrace_allocated_bytes_total", "counter", "Bytes allocated since the start.", GC.GetTotalAllocatedBytes());
        Family("millrace_collections_total", "counter", "Garbage collections since the start, by generation.");
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"millrace_collections_total{{generation=\"{generation}\"}} {GC.CollectionCount(generation)}\n"
            );
        }

        One("process_resident_memory_bytes", "gauge", "Resident memory.", Environment.WorkingSet);
        return text.ToString();

        void Family(string name, string type, string help) =>
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

        void One(string name, string type, string help, long value)
        {
            Family(name, type, help);
            text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");
        }
    }

    private static string Version { get; } = typeof(StatusPages).Assembly.GetName().Version!.ToString(3);

    private static Task WriteAsync(HttpContext context, int status, string type, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
