using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Millrace.Wire;

/// <summary>A request's whole body in one rented piece of memory, so that the codecs can slice it.</summary>
/// <param name="memory">Where what it holds is counted; null for a small body, whose number the connections bound.</param>
internal readonly struct RequestBody(byte[]? rented, int length, RequestMemory? memory = null) : IDisposable
{
    /// <summary>One block of the server's own buffers: what is longer seldom comes in one piece.</summary>
    private const int SmallBytesMax = 4096;

    /// <summary>Rented at once for a body that says it is at least as long; more only when so much has come.</summary>
    private const int FirstBytesMax = 64 * 1024;

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

    /// <summary>Reads the body as it comes; null, with the rest of it left unread, when there is no memory for it.</summary>
    /// <exception cref="BadHttpRequestException">It is longer than allowed, or ends before its time.</exception>
    public static async ValueTask<RequestBody?> ReadAsync(HttpContext context, RequestMemory memory)
    {
        var told = context.Request.ContentLength;
        if (told == 0)
        {
            return default(RequestBody);
        }

        // What says it is small is: Kestrel hands over no more of it than it said.
        var counted = told <= SmallBytesMax ? null : memory;
        var isTooLong = told > context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        if (!isTooLong && counted?.HasRoomFor(told ?? 1) == false)
        {
            return null;
        }

        var reader = context.Request.BodyReader;
        var body = new RequestBody(null, 0, counted);
        try
        {
            while (true)
            {
                // No token: Kestrel ends the read by itself when the client goes, and asking for the token would make one.
                var read = await reader.ReadAsync();
                var hasRoom = body.TryAppend(read.Buffer, (int)Math.Min(told ?? SmallBytesMax, FirstBytesMax), out var longer);
                body = longer;
                reader.AdvanceTo(read.Buffer.End);
                if (!hasRoom)
                {
                    body.Dispose();
                    body.GiveBack();
                    return null;
                }

                if (read.IsCompleted)
                {
                    return body;
                }
            }
        }
        catch
        {
            body.Dispose();
            body.GiveBack();
            throw;
        }
    }

    /// <summary>Returns the rented memory. The exchange that is answered does it, and where one fails the collector does.</summary>
    public void Dispose()
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Counts what it held no more. Whoever read it does it, whatever becomes of the request: what is not given back is lost.</summary>
    public void GiveBack() => memory?.GiveBack(rented?.Length ?? 0);

    /// <summary>The body with more bytes at its end, which takes this one's place; false when there is no memory, and this one stays.</summary>
    /// <param name="least">Bytes worth renting at once.</param>
    private bool TryAppend(in ReadOnlySequence<byte> more, int least, out RequestBody longer)
    {
        longer = this;
        var needed = length + (int)more.Length;
        var room = rented;
        if (room is null || room.Length < needed)
        {
            room = ArrayPool<byte>.Shared.Rent(Math.Max(needed, rented is null ? least : rented.Length * 2));
            if (memory?.TryTake(room.Length) == false)
            {
                ArrayPool<byte>.Shared.Return(room);
                return false;
            }

            Bytes.CopyTo(room);
            Dispose();
            GiveBack();
        }

        more.CopyTo(room.AsSpan(length));
        longer = new RequestBody(room, needed, memory);
        return true;
    }
}
