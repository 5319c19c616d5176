using System.Buffers;
using Microsoft.AspNetCore.Http;
using Millrace.Api;
using Millrace.Wire.Codecs;

namespace Millrace.Wire;

/// <summary>One protocol as one request speaks it: how the request is read, and how its answer or error is written.</summary>
internal interface IAnswerFormat
{
    string ContentType { get; }

    TRequest Read<TRequest>()
        where TRequest : class, IShape<TRequest>;

    void Write<TReply>(IBufferWriter<byte> output, string requestId, TReply reply)
        where TReply : class, IShape<TReply>;

    /// <summary>Writes the error and any header that goes with it; returns the status.</summary>
    int WriteError(IBufferWriter<byte> output, string requestId, AwsError error, IHeaderDictionary headers);
}

/// <summary>awsJson 1.0 and 1.1.</summary>
internal sealed class JsonFormat(ServiceModel service, ReadOnlyMemory<byte> body, bool queryMode) : IAnswerFormat
{
    public string ContentType { get; } =
        service.JsonVersion == "1.0" ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1";

    public TRequest Read<TRequest>()
        where TRequest : class, IShape<TRequest> => JsonCodec.Read<TRequest>(body);

    public void Write<TReply>(IBufferWriter<byte> output, string requestId, TReply reply)
        where TReply : class, IShape<TReply> => JsonCodec.Write(output, reply);

    public int WriteError(IBufferWriter<byte> output, string requestId, AwsError error, IHeaderDictionary headers)
    {
        JsonCodec.WriteError(output, service, error);
        if (service.IsQueryCompatible)
        {
            headers["x-amzn-query-error"] = error.QueryErrorHeader;
        }

        return queryMode ? error.QueryHttpStatus : error.HttpStatus;
    }
}

/// <summary>awsQuery with answers in XML, or in JSON for those who accept only that.</summary>
internal sealed class QueryFormat(ServiceModel service, string operation, QueryParameters parameters, bool json) : IAnswerFormat
{
    public string ContentType { get; } = json ? "application/json" : "text/xml";

    public TRequest Read<TRequest>()
        where TRequest : class, IShape<TRequest> => QueryCodec.Read<TRequest>(parameters);

    public void Write<TReply>(IBufferWriter<byte> output, string requestId, TReply reply)
        where TReply : class, IShape<TReply>
    {
        if (json)
        {
            QueryCodec.WriteJson(output, service, operation, requestId, reply);
        }
        else
        {
            QueryCodec.Write(output, service, operation, requestId, reply);
        }
    }

    public int WriteError(IBufferWriter<byte> output, string requestId, AwsError error, IHeaderDictionary headers)
    {
        if (json)
        {
            QueryCodec.WriteErrorJson(output, error, requestId);
        }
        else
        {
            QueryCodec.WriteError(output, service, error, requestId);
        }

        return error.QueryHttpStatus;
    }
}
