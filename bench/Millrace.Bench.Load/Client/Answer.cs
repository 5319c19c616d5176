using System.Text;

namespace Millrace.Bench.Load.Client;

/// <summary>One HTTP/1.1 answer, still in the receive buffer: valid until the connection reads again.</summary>
/// <remarks>
/// The least a client can do and still notice a wrong answer: the status, the length, the body as bytes.
/// <para>Errors: <see cref="LoadException"/> for what is no HTTP/1.1 answer with a Content-Length (chunked answers are not read).</para>
/// </remarks>
public readonly ref struct Answer
{
    private Answer(int status, ReadOnlySpan<byte> body)
    {
        Status = status;
        Body = body;
    }

    public int Status { get; }

    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Reads the answer at the start of <paramref name="received"/>, if all of it has arrived.</summary>
    /// <param name="received">What has arrived so far.</param>
    /// <param name="answer">The answer, when the method returns true.</param>
    /// <param name="bytes">The length of the whole answer; 0 while its head is incomplete.</param>
    public static bool TryRead(ReadOnlySpan<byte> received, out Answer answer, out int bytes)
    {
        answer = default;
        bytes = 0;
        var headEnd = received.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
        {
            return false;
        }

        var head = received[..(headEnd + 2)];
        var bodyBytes = ContentLength(head);
        bytes = headEnd + 4 + bodyBytes;
        if (received.Length < bytes)
        {
            return false;
        }

        answer = new Answer(StatusOf(head), received.Slice(headEnd + 4, bodyBytes));
        return true;
    }

    /// <summary>Throws unless the status is 200, quoting what came instead.</summary>
    public void RequireSuccess()
    {
        if (Status != 200)
        {
            throw Unexpected("status 200");
        }
    }

    /// <summary>The error to throw when this answer lacks what it must hold.</summary>
    public LoadException Unexpected(string wanted) =>
        new($"Expected {wanted}, got status {Status}: {Encoding.UTF8.GetString(Body[..Math.Min(Body.Length, 400)])}");

    private static int StatusOf(ReadOnlySpan<byte> head)
    {
        // "HTTP/1.1 200 OK"
        if (head.Length < 12 || !head.StartsWith("HTTP/1.1 "u8) || !int.TryParse(head.Slice(9, 3), out var status))
        {
            throw new LoadException("The server's answer does not start with an HTTP/1.1 status line.");
        }

        return status;
    }

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        var name = "Content-Length:"u8;
        for (var rest = head; ; )
        {
            var lineEnd = rest.IndexOf("\r\n"u8);
            if (lineEnd < 0)
            {
                throw new LoadException("The server's answer has no Content-Length; this client does not read chunked answers.");
            }

            var line = rest[..lineEnd];
            if (line.Length > name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name))
            {
                return int.TryParse(line[name.Length..].Trim((byte)' '), out var bytes) && bytes >= 0
                    ? bytes
                    : throw new LoadException("The server's answer has a Content-Length that is no number.");
            }

            rest = rest[(lineEnd + 2)..];
        }
    }
}
