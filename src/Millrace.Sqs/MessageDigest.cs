using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Millrace.Engine;

namespace Millrace.Sqs;

/// <summary>The MD5s with which SQS lets clients check what was stored.</summary>
/// <remarks>Source: SQS Developer Guide, "Calculating the MD5 message digest for message attributes".</remarks>
internal static class MessageDigest
{
    private const byte StringValue = 1;
    private const byte BinaryValue = 2;

    /// <summary>One for each thread: making one costs more than hashing a short body.</summary>
    [ThreadStatic]
    private static IncrementalHash? _md5;

    public static byte[] OfBody(ReadOnlySpan<byte> body)
    {
        var md5 = _md5 ??= IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(body);
        return md5.GetHashAndReset();
    }

    public static string Hex(ReadOnlySpan<byte> md5) => Convert.ToHexStringLower(md5);

    /// <summary>The digest of attributes sorted by name; null of none.</summary>
    public static string? OfAttributes(IReadOnlyList<StoredAttribute> sorted)
    {
        if (sorted.Count == 0)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var attribute in sorted)
        {
            Append(hash, Encoding.UTF8.GetBytes(attribute.Name));
            Append(hash, Encoding.UTF8.GetBytes(attribute.DataType));
            hash.AppendData([attribute.IsBinary ? BinaryValue : StringValue]);
            Append(hash, attribute.Value.Span);
        }

        return Hex(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
