using System.Buffers;
using System.Text;
using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Wire.Codecs;

namespace Millrace.Wire.Tests.Codecs;

/// <summary>Texts in, texts out: what every codec test needs.</summary>
internal static class Bytes
{
    public static ReadOnlyMemory<byte> Of(string text) => Encoding.UTF8.GetBytes(text);

    public static string Written(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static T ReadJson<T>(string body)
        where T : class, IShape<T> => JsonCodec.Read<T>(Of(body));

    public static string WriteJson<T>(T value)
        where T : class, IShape<T> => Written(output => JsonCodec.Write(output, value));

    public static T ReadQuery<T>(string form)
        where T : class, IShape<T> => QueryCodec.Read<T>(Of(form));

    public static string WriteQuery<T>(string operation, T? value)
        where T : class, IShape<T> => Written(output => QueryCodec.Write(output, SqsModel.Service, operation, "r-1", value));

    public static string WriteQueryJson<T>(string operation, T? value)
        where T : class, IShape<T> => Written(output => QueryCodec.WriteJson(output, SqsModel.Service, operation, "r-1", value));
}
