using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Millrace.Wire;

/// <summary>A request's whole body in one rented piece of memory, so that the codecs can slice it.</summary>
internal readonly struct RequestBody(byte[]? rented, int length) : IDisposable
{
    public ReadOnlyMemory<byte> Bytes => rented.AsMemory(0, length);

    public static async ValueTask<RequestBody> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength == 0)
        {
            return default;
        }

        var reader = context.Request.BodyReader;
        var room = (int)Math.Min(context.Request.ContentLength ?? 4096, 64 * 1024);
        var rented = ArrayPool<byte>.Shared.Rent(Math.Max(room, 512));
        var length = 0;
        try
        {
            while (true)
            {
                // No token: Kestrel ends the read by itself when the client goes, and asking for the token would make one.
                var read = await reader.ReadAsync();
                var more = (int)read.Buffer.Length;
                if (rented.Length - length < more)
                {
                    rented = Grow(rented, length, length + more);
                }

                read.Buffer.CopyTo(rented.AsSpan(length));
                length += more;
                reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return new RequestBody(rented, length);
                }
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(rented);
            throw;
        }
    }

    public void Dispose()
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static byte[] Grow(byte[] rented, int length, int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(rented.Length * 2, needed));
        rented.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(rented);
        return larger;
    }
}
