using System.Buffers;
using System.Text.Json;
using Millrace.Api;

namespace Millrace.Wire.Codecs;

/// <summary>The bodies of awsJson 1.0 and 1.1.</summary>
/// <remarks>Source: Smithy, AWS JSON 1.0 and 1.1 protocols; the error texts are those of AWS's own front end.</remarks>
public static class JsonCodec
{
    /// <summary>Reads a request; an empty body is an empty structure.</summary>
    /// <remarks>UTF-8 members without escapes are slices of <paramref name="body"/>, which must stay unchanged as long as they are used.</remarks>
    /// <exception cref="WireFormatException">SerializationException: no JSON, another type than the model's, or beyond <see cref="WireLimits"/>.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> body)
        where T : class, IShape<T>
    {
        if (body.IsEmpty)
        {
            body = EmptyObject;
        }

        try
        {
            var reader = new JsonShapeReader(body);
            var value = T.Read(ref reader);
            reader.End();
            return value;
        }
        catch (JsonException exception)
        {
            throw new WireFormatException(
                CommonErrors.SerializationException,
                $"The body is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}."
            );
        }
    }

    /// <summary>Writes an answer.</summary>
    public static void Write<T>(IBufferWriter<byte> output, T value)
        where T : class, IShape<T>
    {
        var writer = new JsonShapeWriter<AwsJson>(output);
        T.Write(ref writer, value);
        writer.Flush();
    }

    /// <summary>Writes an error: <c>{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"…"}</c>.</summary>
    public static void WriteError(IBufferWriter<byte> output, ServiceModel service, AwsError error)
    {
        var json = new Utf8Output(output);
        json.Write("{\"__type\":"u8);
        JsonText.Write(ref json, $"{error.ShapeNamespace ?? service.ShapeNamespace}#{error.Shape}");
        json.Write(",\"message\":"u8);
        JsonText.Write(ref json, error.Message);
        json.Write((byte)'}');
        json.Flush();
    }

    private static ReadOnlyMemory<byte> EmptyObject { get; } = "{}"u8.ToArray();
}
