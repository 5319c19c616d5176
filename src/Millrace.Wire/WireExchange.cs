using System.Buffers;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Millrace.Api;
using Millrace.Engine;
using Millrace.Wire.Codecs;

namespace Millrace.Wire;

/// <summary>One request with its service and protocol found: read, executed, answered. The body is its own, and given back at the end.</summary>
internal sealed class WireExchange(
    RequestPipeline pipeline,
    HttpContext context,
    RequestBody body,
    Caller caller,
    ServiceTable service,
    IAnswerFormat format
) : IOperationRunner
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _spare;

    [ThreadStatic]
    private static ConstraintReport? _emptyReport;

    private readonly string _requestId = RequestIds.Next();

    public async Task RunAsync<TRequest, TReply>(OperationRow<TRequest, TReply> row)
        where TRequest : class, IShape<TRequest>
        where TReply : class, IShape<TReply>
    {
        Answer<TReply> answer;
        TRequest? request = null;
        if (row.Waits)
        {
            pipeline.Counters.BeginWait();
        }

        try
        {
            if (row.TakesLong)
            {
                // Away from the thread that reads other connections.
                await Task.Yield();
            }

            request = format.Read<TRequest>();
            answer = Broken(request) is { } refusal
                ? new Answer<TReply>(null, refusal)
                : await row.ExecuteAsync(
                    pipeline.Engine,
                    request,
                    caller,
                    row.Waits ? context.RequestAborted : CancellationToken.None
                );
        }
        catch (WireFormatException failure)
        {
            answer = new Answer<TReply>(null, failure.Error);
        }
#pragma warning disable CA1031 // A mistake of ours is logged and answered as AWS answers its own; the server goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            RequestPipeline.LogFailed(pipeline.Logger, failure, row.Name, _requestId);
            answer = new Answer<TReply>(null, WireErrors.InternalFailure);
        }
        finally
        {
            if (row.Waits)
            {
                pipeline.Counters.EndWait();
            }
        }

        if (!row.Waits || !context.RequestAborted.IsCancellationRequested)
        {
            Write(row.Name, answer);
        }
        else if (answer.Value is not null)
        {
            await row.UnansweredAsync(pipeline.Engine, request!, caller, answer.Value);
        }

        body.Dispose();
    }

    public Task RefuseAsync(AwsError error)
    {
        Write("", new Answer<Unit>(null, error));
        body.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>The error for the constraints that a request breaks. A report that stayed empty serves the thread's next request too.</summary>
    private AwsError? Broken<TRequest>(TRequest request)
        where TRequest : class, IShape<TRequest>
    {
        var report = _emptyReport ?? new ConstraintReport();
        _emptyReport = null;
        TRequest.Check(request, report);
        if (report.IsEmpty)
        {
            _emptyReport = report;
            return null;
        }

        return report.ToError(service.Model);
    }

    private void Write<TReply>(string operation, Answer<TReply> answer)
        where TReply : class, IShape<TReply>
    {
        var output = Interlocked.Exchange(ref _spare, null) ?? new ArrayBufferWriter<byte>(4096);
        var status = StatusCodes.Status200OK;
        if (answer.Error is { } error)
        {
            status = format.WriteError(output, _requestId, error, context.Response.Headers);
        }
        else
        {
            format.Write(output, _requestId, answer.Value!);
        }

        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = format.ContentType;
        response.Headers["x-amzn-RequestId"] = _requestId;
        response.ContentLength = output.WrittenCount;
        response.BodyWriter.Write(output.WrittenSpan);
        if (output.Capacity <= 64 * 1024)
        {
            output.ResetWrittenCount();
            _spare = output;
        }

        pipeline.Counters.Count(service.Model.Name, operation, status);
        if (pipeline.Logger.IsEnabled(LogLevel.Trace))
        {
            RequestPipeline.LogAnswered(pipeline.Logger, operation, status, _requestId);
        }
    }
}
