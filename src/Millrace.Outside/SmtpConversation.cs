using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Millrace.Outside;

/// <summary>One connection to a mail server: protected, signed in, and one mail handed over.</summary>
/// <remarks>
/// Small because mails are: the client in the framework knows no TLS from the first byte and takes its check of certificates from the
/// process, and the one that is recommended instead cannot be restored where this is built.
/// <para>Source: RFC 5321; STARTTLS RFC 3207; AUTH RFC 4954, PLAIN RFC 4616.</para>
/// </remarks>
internal sealed class SmtpConversation : IAsyncDisposable
{
    /// <summary>RFC 5321, section 4.5.3.1.5: a reply line has up to 512 bytes; some servers say more.</summary>
    private const int ReplyLineBytesMax = 4096;

    /// <summary>Lines of one reply; a greeting that lists what a server can do has about ten.</summary>
    private const int ReplyLinesMax = 100;

    /// <summary>The server takes a mail for a user who is elsewhere, and forwards it: RFC 5321, section 4.2.3.</summary>
    private const int WillForward = 251;

    private readonly byte[] _received = new byte[ReplyLineBytesMax];
    private Stream _stream;
    private int _receivedBytes;
    private HashSet<string> _offers = [];

    private SmtpConversation(Stream stream)
    {
        _stream = stream;
    }

    /// <summary>Connects, protects the connection and signs in.</summary>
    /// <param name="name">How this side calls itself.</param>
    /// <exception cref="SmtpRefusalException">The server does not want this; later it may.</exception>
    public static async Task<SmtpConversation> BeginAsync(
        SmtpOptions options,
        bool verifyCertificates,
        string name,
        CancellationToken ended
    )
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var conversation = new SmtpConversation(Stream.Null);
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, ended);
            conversation._stream = new NetworkStream(socket, ownsSocket: true);
            var tls = Tls.Options(verifyCertificates, options.Host);
            if (options.Security == SmtpSecurity.Tls)
            {
                await conversation.ProtectAsync(tls, ended);
            }

            await conversation.ExpectAsync([220], ended);
            await conversation.GreetAsync(name, ended);
            if (options.Security == SmtpSecurity.StartTls)
            {
                await conversation.AskAsync("STARTTLS", 220, ended);
                await conversation.ProtectAsync(tls, ended);
                await conversation.GreetAsync(name, ended);
            }

            if (options.User.Length > 0)
            {
                await conversation.SignInAsync(options.User, options.Password.Reveal(), ended);
            }

            return conversation;
        }
        catch
        {
            await conversation.DisposeAsync();
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Hands over one mail and says good-bye.</summary>
    /// <param name="text">The mail, its lines ending in CR LF, none of them beginning with a dot.</param>
    /// <exception cref="SmtpRefusalException">The server does not want it.</exception>
    public async Task SendAsync(string from, string to, byte[] text, CancellationToken ended)
    {
        await AskAsync($"MAIL FROM:<{from}>", 250, ended, isAboutMail: true);
        await AskAsync($"RCPT TO:<{to}>", [250, WillForward], isAboutMail: true, ended);
        await AskAsync("DATA", 354, ended, isAboutMail: true);
        await _stream.WriteAsync(text, ended);
        await AskAsync(".", 250, ended, isAboutMail: true);

        try
        {
            await _stream.WriteAsync("QUIT\r\n"u8.ToArray(), ended);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // The mail is taken, whether or not the server hears the farewell.
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task GreetAsync(string name, CancellationToken ended)
    {
        var lines = await AskAsync($"EHLO {name}", 250, ended);
        _offers = lines.Skip(1).Select(line => line.ToUpperInvariant()).ToHashSet(StringComparer.Ordinal);
    }

    private async Task SignInAsync(string user, string password, CancellationToken ended)
    {
        var ways = _offers.FirstOrDefault(offer => offer.StartsWith("AUTH ", StringComparison.Ordinal)) ?? "";
        if (ways.Contains(" PLAIN", StringComparison.Ordinal))
        {
            await AskAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", 235, ended);
        }
        else
        {
            await AskAsync("AUTH LOGIN", 334, ended);
            await AskAsync(Base64(user), 334, ended);
            await AskAsync(Base64(password), 235, ended);
        }
    }

    private async Task ProtectAsync(SslClientAuthenticationOptions options, CancellationToken ended)
    {
        // What somebody on the way has put behind the server's go-ahead must not be taken for something said in confidence.
        _receivedBytes = 0;
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        await tls.AuthenticateAsClientAsync(options, ended);
    }

    private Task<List<string>> AskAsync(string line, int expected, CancellationToken ended, bool isAboutMail = false) =>
        AskAsync(line, [expected], isAboutMail, ended);

    private async Task<List<string>> AskAsync(string line, int[] expected, bool isAboutMail, CancellationToken ended)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), ended);
        return await ExpectAsync(expected, ended, isAboutMail);
    }

    /// <summary>The texts of a reply that has one of the expected codes.</summary>
    private async Task<List<string>> ExpectAsync(int[] expected, CancellationToken ended, bool isAboutMail = false)
    {
        var texts = new List<string>();
        while (texts.Count < ReplyLinesMax)
        {
            var line = await ReadLineAsync(ended);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code))
            {
                break;
            }

            texts.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
            {
                return expected.Contains(code)
                    ? texts
                    : throw new SmtpRefusalException(code, string.Join(' ', texts), isTransient: !isAboutMail || code < 500);
            }
        }

        throw new IOException("The server does not speak SMTP.");
    }

    private async Task<string> ReadLineAsync(CancellationToken ended)
    {
        while (true)
        {
            var end = _received.AsSpan(0, _receivedBytes).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = Encoding.Latin1.GetString(_received, 0, end).TrimEnd('\r');
                _receivedBytes -= end + 1;
                _received.AsSpan(end + 1, _receivedBytes).CopyTo(_received);
                return line;
            }

            var count =
                _receivedBytes < _received.Length ? await _stream.ReadAsync(_received.AsMemory(_receivedBytes), ended) : 0;
            _receivedBytes +=
                count > 0 ? count : throw new IOException("The server ended the conversation in the middle of a reply.");
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
