using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Millrace.Api;
using Millrace.Engine;
using Millrace.Wire.Codecs;
using Millrace.Wire.Signatures;

namespace Millrace.Wire;

/// <summary>The way of a request through the house: protocol, service and operation are found, it is executed, answered.</summary>
public sealed partial class RequestPipeline(
    IEngine engine,
    ServiceDirectory directory,
    CallerReader callers,
    HostNames hosts,
    RequestCounters counters,
    RequestMemory memory,
    ILogger<RequestPipeline> logger,
    RequestAuthentication? authentication = null
)
{
    /// <summary>Handles one request. Nothing that a client sends comes out as an exception.</summary>
    public Task HandleAsync(HttpContext context) =>
        ReadingThread.IsToPassOn(context.Connection.Id) ? HandleElsewhereAsync(context)
        : RequestBody.TryRead(context, out var body) ? RouteAsync(context, body)
        : ReadAndRouteAsync(context);

    private async Task HandleElsewhereAsync(HttpContext context)
    {
        await Task.Yield();
        await (RequestBody.TryRead(context, out var body) ? RouteAsync(context, body) : ReadAndRouteAsync(context));
    }

    private async Task ReadAndRouteAsync(HttpContext context)
    {
        try
        {
            if (await RequestBody.ReadAsync(context, memory) is not { } body)
            {
                await RefuseUnread(context, WireErrors.NoMemory);
                return;
            }

            try
            {
                await RouteAsync(context, body);
            }
            finally
            {
                body.GiveBack();
            }
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await RefuseUnread(context, CommonErrors.RequestEntityTooLarge);
        }
        catch (BadHttpRequestException failure)
        {
            await WritePlainAsync(context, failure.StatusCode, failure.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has left; there is nobody to tell.
        }
        catch (IOException) when (context.RequestAborted.IsCancellationRequested)
        {
            // As above, in the middle of a body.
        }
        catch (IOException failure)
        {
            // A chunk with a length beyond all numbers.
            await WritePlainAsync(context, StatusCodes.Status400BadRequest, failure.Message);
        }
    }

    private Task RouteAsync(HttpContext context, RequestBody body)
    {
        var request = context.Request;
        var scope = callers.Read(request);
        var target = request.Headers["X-Amz-Target"];
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding is not ["identity"])
        {
            return RefuseUnread(context, scope, body, target, WireErrors.Encoded(encoding.ToString()));
        }

        if (scope.Refusal is { } refusal)
        {
            return RefuseUnread(context, scope, body, target, refusal);
        }

        return target.Count > 0 ? RouteJson(context, scope, body, target[0]) : RouteQuery(context, scope, body);
    }

    private Task RefuseUnread(HttpContext context, AwsError error) =>
        RefuseUnread(context, callers.Read(context.Request), default, context.Request.Headers["X-Amz-Target"], error);

    /// <summary>Refuses a request whatever its body holds, in the protocol that its headers speak.</summary>
    private Task RefuseUnread(HttpContext context, CallerScope scope, RequestBody body, StringValues target, AwsError error)
    {
        IAnswerFormat format = directory.TryFindTarget(target, out var service, out _)
            ? new JsonFormat(service!.Model, default, context.Request.Headers["x-amzn-query-mode"] is ["true"])
            : new QueryFormat((service = FindUnread(scope)).Model, "", null!, AcceptsJson(context.Request));
        return new WireExchange(this, context, body, scope.Caller, service, format).RefuseAsync(error);
    }

    /// <summary>The service of a form that cannot be read: that of the credential scope, or any.</summary>
    private ServiceTable FindUnread(CallerScope scope) => directory.FindQuery(scope.Service, null, null) ?? directory.Services[0];

    private static bool AcceptsJson(HttpRequest request) =>
        request.Headers.Accept is [{ } accept] && accept.Contains("application/json", StringComparison.Ordinal);

    private Task RouteJson(HttpContext context, CallerScope scope, RequestBody body, string? target)
    {
        if (!directory.TryFindTarget(target, out var service, out var operation))
        {
            body.Dispose();
            return WritePlainAsync(context, StatusCodes.Status404NotFound, $"No service here has the target {target}.");
        }

        var queryMode = context.Request.Headers["x-amzn-query-mode"] is ["true"];
        var format = new JsonFormat(service!.Model, body.Bytes, queryMode);
        return service.Operations.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(operation, out var row)
            ? Run(context, scope, body, service, row, format)
            : new WireExchange(this, context, body, scope.Caller, service, format).RefuseAsync(
                Unknown(service, operation.ToString(), "UnknownOperationException")
            );
    }

    private Task RouteQuery(HttpContext context, CallerScope scope, RequestBody body)
    {
        var request = context.Request;
        var onResource = request.Path.HasValue && request.Path.Value is { Length: > 1 };
        var json = AcceptsJson(request);
        QueryParameters parameters;
        try
        {
            parameters = QueryParameters.Parse(body.Bytes, QueryOf(request, onResource));
        }
        catch (WireFormatException failure)
        {
            var unread = FindUnread(scope);
            return new WireExchange(this, context, body, scope.Caller, unread, Format(unread, "", null!)).RefuseAsync(
                failure.Error
            );
        }

        var action = parameters.Action;
        var service = directory.FindQuery(scope.Service, action, parameters.Version) ?? directory.Services[0];
        var format = Format(service, action ?? "", parameters);
        if (action is null)
        {
            return Refuse(Named(service, "UnknownOperationException", "The request names no Action.", 404));
        }

        return service.Operations.TryGetValue(action, out var row) && (!onResource || row.NamesResource)
            ? Run(context, scope, body, service, row, format)
            : Refuse(Unknown(service, action, "InvalidAction"));

        Task Refuse(AwsError error) => new WireExchange(this, context, body, scope.Caller, service, format).RefuseAsync(error);

        QueryFormat Format(ServiceTable table, string operation, QueryParameters given) =>
            new(table.Model, operation, given, json);
    }

    /// <summary>
    /// Runs an operation in the name of its caller, who is authenticated first, or, where that is off, has come by a name of this server's
    /// and is not a page.
    /// </summary>
    private Task Run(
        HttpContext context,
        CallerScope scope,
        RequestBody body,
        ServiceTable service,
        OperationRow row,
        IAnswerFormat format
    )
    {
        var caller = scope.Caller;
        var refusal = authentication is null
            ? hosts.Refusal(context.Request) ?? ForeignPage.Refusal(context.Request, row)
            : authentication.Refusal(context.Request, body.Bytes, service, row, ref caller);
        var exchange = new WireExchange(this, context, body, caller, service, format);
        return refusal is null ? row.RunAsync(exchange) : exchange.RefuseAsync(refusal);
    }

    /// <summary>
    /// The query string of a request; on a resource's own path (old clients post to the queue URL) the path stands in for the
    /// parameter that names it, and the parameter, when it is there, wins.
    /// </summary>
    private static byte[] QueryOf(HttpRequest request, bool onResource)
    {
        var query = request.QueryString.HasValue ? request.QueryString.Value![1..] : "";
        return Encoding.UTF8.GetBytes(onResource ? $"QueueUrl={Uri.EscapeDataString(request.Path.Value!)}&{query}" : query);
    }

    /// <summary>What the model knows but this server does not offer is named as such; what nobody knows is not.</summary>
    private static AwsError Unknown(ServiceTable service, string operation, string code) =>
        service.Model.Operations.ContainsKey(operation) && !service.Operations.ContainsKey(operation)
            ? Named(service, "UnsupportedOperation", $"This server does not offer {operation} yet.", 400)
            : Named(service, code, $"The action {operation} is not valid for this endpoint.", 400);

    private static AwsError Named(ServiceTable service, string shape, string message, int status) =>
        service.Model.Errors.TryGetValue(shape, out var error)
            ? error.WithMessage(message)
            : new AwsError(shape, shape, status, status, Fault.Sender, message);

    private static Task WritePlainAsync(HttpContext context, int status, string text)
    {
        if (context.Response.HasStarted)
        {
            return Task.CompletedTask;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text);
    }
}
