using System.Net;
using System.Net.Sockets;

namespace Millrace.Bench.Load.Client;

/// <summary>One keep-alive HTTP/1.1 connection with at most one request on its way.</summary>
public sealed class Connection : IDisposable
{
    private const int AnswerBytesMax = 16 * 1024 * 1024;
    private const int SendWaitMicroseconds = 5_000_000;

    private readonly Socket _socket;
    private readonly IConversation _conversation;
    private byte[] _received = new byte[1024];
    private int _receivedBytes;

    public Connection(int port, IConversation conversation)
    {
        _conversation = conversation;
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        _socket.Blocking = false;
    }

    public SafeSocketHandle Handle => _socket.SafeHandle;

    /// <summary>True from a request until the whole answer has arrived.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Whether its conversation may rest after the last answer.</summary>
    public bool MayRest => _conversation.MayRest;

    /// <summary>When the request on its way was handed to the kernel, as a Stopwatch timestamp.</summary>
    public long AskedAt { get; private set; }

    /// <summary>Sends the conversation's next request; does nothing when it has none.</summary>
    public void Ask(long now)
    {
        var request = _conversation.Next().Span;
        if (request.IsEmpty)
        {
            return;
        }

        AskedAt = now;
        IsWaiting = true;
        while (true)
        {
            var sent = _socket.Send(request, SocketFlags.None, out var error);
            if (error is not (SocketError.Success or SocketError.WouldBlock))
            {
                throw new LoadException($"Sending a request failed: {error}.");
            }

            request = request[sent..];
            if (request.IsEmpty)
            {
                return;
            }

            // Requests fit the socket's buffer; a server that stops reading in the middle of one is the exception.
            if (!_socket.Poll(SendWaitMicroseconds, SelectMode.SelectWrite))
            {
                throw new LoadException("The server did not read a request for five seconds.");
            }
        }
    }

    /// <summary>Reads what has arrived; true when that completed the answer and the conversation has taken it.</summary>
    public bool Take()
    {
        var count = _socket.Receive(_received.AsSpan(_receivedBytes), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            return false;
        }

        if (error != SocketError.Success || count == 0)
        {
            throw new LoadException($"The server closed a connection ({error}).");
        }

        if (!IsWaiting)
        {
            throw new LoadException("The server sent bytes nobody asked for.");
        }

        _receivedBytes += count;
        if (!Answer.TryRead(_received.AsSpan(0, _receivedBytes), out var answer, out var bytes))
        {
            MakeRoom(bytes);
            return false;
        }

        if (bytes != _receivedBytes)
        {
            throw new LoadException($"The server sent {_receivedBytes - bytes} bytes more than its answer's Content-Length.");
        }

        _receivedBytes = 0;
        IsWaiting = false;
        _conversation.Take(answer);
        return true;
    }

    public void Dispose() => _socket.Dispose();

    private void MakeRoom(int bytesNeeded)
    {
        if (bytesNeeded <= _received.Length && _receivedBytes < _received.Length)
        {
            return;
        }

        var wanted = Math.Max(bytesNeeded, _received.Length * 2);
        if (wanted > AnswerBytesMax)
        {
            throw new LoadException($"An answer is larger than {AnswerBytesMax} bytes.");
        }

        Array.Resize(ref _received, wanted);
    }
}
