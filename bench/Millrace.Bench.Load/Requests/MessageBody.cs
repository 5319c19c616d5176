using System.Security.Cryptography;
using System.Text;

namespace Millrace.Bench.Load.Requests;

/// <summary>Message bodies as applications send them: a small JSON event, filled up to an exact size.</summary>
public static class MessageBody
{
    /// <summary>A JSON event of exactly this many bytes of ASCII, from 128 on.</summary>
    public static string OfBytes(int bytes)
    {
        const string Head =
            """{"eventType":"OrderPlaced","orderId":"8f14e45f-ceea-467f-9b1d-2b0c6ad0e0a1","customer":48151623,"total":42.5,"note":" """;
        const string Tail = "\"}";
        var start = Head.TrimEnd();
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, start.Length + Tail.Length);
        return start + new string('x', bytes - start.Length - Tail.Length) + Tail;
    }

    /// <summary>The MD5 an SQS answer must name for this body, as lower-case hex in UTF-8.</summary>
    public static byte[] Md5(string body) =>
        Encoding.UTF8.GetBytes(Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(body))));
}
