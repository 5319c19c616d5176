using System.Buffers;
using Millrace.Api;

namespace Millrace.Wire.Codecs;

/// <summary>The forms and XML answers of awsQuery, and its answers in JSON.</summary>
/// <remarks>
/// Source: Smithy, AWS Query protocol; SQS API Reference, Making Query API requests and Common errors. The JSON form,
/// which <c>Accept: application/json</c> asks for, is what API Gateway shows of its SQS integrations.
/// </remarks>
public static class QueryCodec
{
    /// <summary>Reads a request from its form.</summary>
    /// <exception cref="WireFormatException">MalformedQueryString or MalformedInput: see the overload and <see cref="QueryParameters.Parse"/>.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> form)
        where T : class, IShape<T> => Read<T>(QueryParameters.Parse(form));

    /// <summary>Reads a request from its parameters; those that are no members (Action, Version, a signature) are passed over.</summary>
    /// <exception cref="WireFormatException">MalformedInput: the parameters do not form the model's structure.</exception>
    public static T Read<T>(QueryParameters parameters)
        where T : class, IShape<T>
    {
        Span<QueryShapeReader.Frame> frames = stackalloc QueryShapeReader.Frame[WireLimits.DepthMax];
        var reader = new QueryShapeReader(new QueryTree(parameters), frames);
        return T.Read(ref reader);
    }

    /// <summary>Writes an answer in XML; <paramref name="value"/> null writes no members.</summary>
    /// <remarks>
    /// The Result element is there exactly when the operation has an output, and is empty (<c>&lt;ReceiveMessageResult/></c>)
    /// when no member is set.
    /// </remarks>
    public static void Write<T>(IBufferWriter<byte> output, ServiceModel service, string operation, string requestId, T? value)
        where T : class, IShape<T>
    {
        var writer = new XmlShapeWriter(output);
        BeginDocument(ref writer, service, operation, "Response");
        if (service.Operations[operation].ResultWrapper is { } result)
        {
            writer.BeginResult(result);
            if (value is not null)
            {
                T.Write(ref writer, value);
            }

            writer.EndResult(result);
        }

        writer.Raw("<ResponseMetadata><RequestId>"u8);
        writer.Text(requestId);
        writer.Raw("</RequestId></ResponseMetadata></"u8);
        writer.Raw(operation);
        writer.Raw("Response>"u8);
        writer.Flush();
    }

    /// <summary>Writes an error in XML.</summary>
    public static void WriteError(IBufferWriter<byte> output, ServiceModel service, AwsError error, string requestId)
    {
        var writer = new XmlShapeWriter(output);
        BeginDocument(ref writer, service, "Error", "Response");
        writer.Raw("<Error><Type>"u8);
        writer.Raw(FaultName(error));
        writer.Raw("</Type><Code>"u8);
        writer.Text(error.Code);
        writer.Raw("</Code><Message>"u8);
        writer.Text(error.QueryMessage ?? error.Message);
        writer.Raw("</Message>"u8);
        if (service.HasErrorDetail)
        {
            writer.Raw("<Detail/>"u8);
        }

        writer.Raw("</Error><RequestId>"u8);
        writer.Text(requestId);
        writer.Raw("</RequestId></ErrorResponse>"u8);
        writer.Flush();
    }

    /// <summary>Writes an answer in JSON: <c>{"XResponse":{"XResult":{…},"ResponseMetadata":{"RequestId":"…"}}}</c>.</summary>
    /// <remarks>Members that are not set are null and maps are lists of pairs, as AWS writes them here.</remarks>
    public static void WriteJson<T>(
        IBufferWriter<byte> output,
        ServiceModel service,
        string operation,
        string requestId,
        T? value
    )
        where T : class, IShape<T>
    {
        var writer = new JsonShapeWriter<QueryJson>(output);
        writer.Raw("{"u8);
        writer.WriteString(operation + "Response");
        writer.Raw(":{"u8);
        if (service.Operations[operation].ResultWrapper is { } result)
        {
            writer.WriteString(result);
            writer.Raw(":"u8);
            if (value is null)
            {
                writer.Raw("{}"u8);
            }
            else
            {
                T.Write(ref writer, value);
            }

            writer.Raw(","u8);
        }

        writer.Raw("\"ResponseMetadata\":{\"RequestId\":"u8);
        writer.WriteString(requestId);
        writer.Raw("}}}"u8);
        writer.Flush();
    }

    /// <summary>Writes an error in JSON: <c>{"Error":{"Type":"Sender","Code":"…","Message":"…"},"RequestId":"…"}</c>.</summary>
    public static void WriteErrorJson(IBufferWriter<byte> output, AwsError error, string requestId)
    {
        var writer = new JsonShapeWriter<QueryJson>(output);
        writer.Raw("{\"Error\":{\"Type\":"u8);
        writer.WriteString(FaultName(error));
        writer.Raw(",\"Code\":"u8);
        writer.WriteString(error.Code);
        writer.Raw(",\"Message\":"u8);
        writer.WriteString(error.QueryMessage ?? error.Message);
        writer.Raw("},\"RequestId\":"u8);
        writer.WriteString(requestId);
        writer.Raw("}"u8);
        writer.Flush();
    }

    private static string FaultName(AwsError error) => error.Fault == Fault.Sender ? "Sender" : "Receiver";

    private static void BeginDocument(ref XmlShapeWriter writer, ServiceModel service, string name, string suffix)
    {
        writer.Raw("<?xml version=\"1.0\"?><"u8);
        writer.Raw(name);
        writer.Raw(suffix);
        if (service.XmlNamespace is { } xmlNamespace)
        {
            writer.Raw(" xmlns=\""u8);
            writer.Raw(xmlNamespace);
            writer.Raw("\""u8);
        }

        writer.Raw(">"u8);
    }
}
