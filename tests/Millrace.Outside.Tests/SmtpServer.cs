using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;

namespace Millrace.Outside.Tests;

/// <summary>A small mail server on a port of its own: it keeps what it is told, and answers as the test says.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly List<string> _commands = [];
    private readonly List<string> _mails = [];
    private readonly Channel<string> _news = Channel.CreateUnbounded<string>();

    public SmtpServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Answers a command, or the greeting (an empty one), otherwise than with what it hopes for; null for that.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>With one, STARTTLS is offered.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The connection is TLS from the first byte.</summary>
    public bool BeginsWithTls { get; init; }

    /// <summary>The ways to sign in that are offered, such as <c>PLAIN LOGIN</c>.</summary>
    public string Ways { get; init; } = "";

    /// <summary>What was said to the server, in order; what came over TLS begins with a star.</summary>
    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (_commands)
            {
                return [.. _commands];
            }
        }
    }

    /// <summary>The mails that were taken.</summary>
    public IReadOnlyList<string> Mails
    {
        get
        {
            lock (_commands)
            {
                return [.. _mails];
            }
        }
    }

    /// <summary>The next mail that nobody has asked for, once it is there.</summary>
    public async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await _news.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var conversations = new List<Task>();
        try
        {
            while (true)
            {
                conversations.Add(ConverseAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(conversations);
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using var _ = client;
        Stream stream = client.GetStream();
        try
        {
            if (BeginsWithTls)
            {
                stream = await ProtectAsync(stream);
            }

            await SayAsync(stream, Answer("") ?? "220 mail.example ready");
            while (await ReadLineAsync(stream) is { } line)
            {
                lock (_commands)
                {
                    _commands.Add(stream is SslStream ? "*" + line : line);
                }

                var answer = Answer(line) ?? Usual(line, stream is SslStream);
                await SayAsync(stream, answer);
                if (line == "STARTTLS" && answer.StartsWith("220", StringComparison.Ordinal))
                {
                    stream = await ProtectAsync(stream);
                }

                if (line == "DATA" && answer.StartsWith("354", StringComparison.Ordinal))
                {
                    await TakeAsync(stream);
                }

                if (line == "QUIT")
                {
                    return;
                }
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or SocketException)
        {
            // The client went, or the test is over.
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }

    private async Task TakeAsync(Stream stream)
    {
        var mail = new StringBuilder();
        while (await ReadLineAsync(stream) is { } line && line != ".")
        {
            mail.Append(line).Append("\r\n");
        }

        lock (_commands)
        {
            _mails.Add(mail.ToString());
        }

        _news.Writer.TryWrite(mail.ToString());

        await SayAsync(stream, Answer(".") ?? "250 taken");
    }

    private string Usual(string line, bool isProtected) =>
        line.Split(' ')[0] switch
        {
            "EHLO" => "250-mail.example greets you\r\n250-SIZE 1000000\r\n"
                + (Certificate is null || isProtected ? "" : "250-STARTTLS\r\n")
                + (Ways.Length == 0 ? "" : $"250-AUTH {Ways}\r\n")
                + "250 8BITMIME",
            "STARTTLS" => Certificate is null ? "502 not here" : "220 go ahead",
            "AUTH" => line.StartsWith("AUTH PLAIN ", StringComparison.Ordinal) ? "235 welcome" : "334 VXNlcm5hbWU6",
            "MAIL" or "RCPT" => "250 fine",
            "DATA" => "354 go ahead",
            "QUIT" => "221 bye",

            // User and password of AUTH LOGIN come without a command.
            _ => Commands[^2] == "*AUTH LOGIN" ? "334 UGFzc3dvcmQ6" : "235 welcome",
        };

    private async Task<Stream> ProtectAsync(Stream stream)
    {
        var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = Certificate },
                _stop.Token
            );
            return tls;
        }
        catch (System.Security.Authentication.AuthenticationException failure)
        {
            throw new IOException("The client does not trust the certificate.", failure);
        }
    }

    private async Task SayAsync(Stream stream, string text) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), _stop.Token);

    private async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return null;
    }
}
