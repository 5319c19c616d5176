using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Millrace.Wire;

/// <summary>A request's whole body in one rented piece of memory, so that the codecs can slice it.</summary>
internal readonly struct RequestBody(byte[]? rented, int length) : IDisposable
{
    /// <summary>One block of the server's own buffers: what is longer seldom comes in one piece.</summary>
    private const int SmallBytesMax = 4096;

    public ReadOnlyMemory<byte> Bytes => rented.AsMemory(0, length);

    /// <summary>
    /// Takes the body when it is small and all of it is here already, as most are: nothing is set up for a wait then. Where it
    /// returns false nothing is taken, and <see cref="ReadAsync"/> finds out why.
    /// </summary>
    public static bool TryRead(HttpContext context, out RequestBody body)
    {
        body = default;
        if (context.Request.ContentLength == 0)
        {
            return true;
        }

        if (context.Request.ContentLength is not <= SmallBytesMax)
        {
            return false;
        }

        var reader = context.Request.BodyReader;
        try
        {
            if (!reader.TryRead(out var read))
            {
                return false;
            }

            if (!read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start);
                return false;
            }

            var length = (int)read.Buffer.Length;
            var rented = ArrayPool<byte>.Shared.Rent(length);
            read.Buffer.CopyTo(rented);
            reader.AdvanceTo(read.Buffer.End);
            body = new RequestBody(rented, length);
            return true;
        }
        catch (BadHttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Reads the body as it comes.</summary>
    /// <exception cref="BadHttpRequestException">It is longer than allowed, or ends before its time.</exception>
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
