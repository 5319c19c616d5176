using System.Net;
using System.Net.Sockets;

namespace Millrace.Bench.Load.Client;

/// <summary>One request and its answer on a connection of its own, blocking: for setting up and for asking whether a server is there.</summary>
public static class SingleExchange
{
    private const int TimeoutMs = 30_000;

    /// <summary>Sends one request and waits for its answer.</summary>
    /// <exception cref="SocketException">Nobody listens, or the connection broke.</exception>
    /// <exception cref="LoadException">The answer is no HTTP/1.1 answer.</exception>
    public static (int Status, byte[] Body) Send(int port, ReadOnlySpan<byte> request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = TimeoutMs,
            SendTimeout = TimeoutMs,
        };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        while (!request.IsEmpty)
        {
            request = request[socket.Send(request)..];
        }

        var received = new byte[64 * 1024];
        var receivedBytes = 0;
        while (true)
        {
            var count = socket.Receive(received, receivedBytes, received.Length - receivedBytes, SocketFlags.None);
            if (count == 0)
            {
                throw new LoadException("The server closed the connection before it had answered.");
            }

            receivedBytes += count;
            if (Answer.TryRead(received.AsSpan(0, receivedBytes), out var answer, out _))
            {
                return (answer.Status, answer.Body.ToArray());
            }

            if (receivedBytes == received.Length)
            {
                Array.Resize(ref received, received.Length * 2);
            }
        }
    }
}
