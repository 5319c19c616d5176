using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using Millrace.Engine;

namespace Millrace.Outside;

/// <summary>
/// The way out for HTTP requests: connections are kept, redirects are not followed, no proxy is asked, an answer is read only a little
/// way, and everything ends within a time.
/// </summary>
/// <param name="options">Time and certificates.</param>
/// <param name="rules">Which addresses may be connected to; null for any.</param>
/// <param name="time">The clock that the time to answer is measured on.</param>
/// <param name="failed">Is told the host that was not reached, and why; null for nobody.</param>
internal sealed class HttpDoor(
    OutsideOptions options,
    AddressRules? rules,
    TimeProvider time,
    Action<string, Exception>? failed = null
) : IDisposable
{
    /// <summary>An answer is read so far that its connection can be used again, and no further.</summary>
    private const int AnswerBytesMax = 64 * 1024;

    /// <summary>Of an answer's headers, in KiB.</summary>
    private const int AnswerHeaderKilobytesMax = 16;

    /// <summary>A name may lead elsewhere after a while, and what was allowed there be forbidden here.</summary>
    private static readonly TimeSpan _connectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpMessageInvoker _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = (context, gone) => ConnectAsync(context.DnsEndPoint, rules, gone),
            MaxResponseDrainSize = AnswerBytesMax,
            MaxResponseHeadersLength = AnswerHeaderKilobytesMax,
            PooledConnectionLifetime = _connectionLifetime,
            SslOptions = Tls.Options(options.VerifyCertificates),
            UseCookies = false,
            UseProxy = false,
        }
    );

    /// <summary>Sends a request. Never throws but when the server stops.</summary>
    /// <param name="make">Makes the request, with its content; what it throws is a refusal that is final. It is disposed of here.</param>
    /// <param name="judge">Makes of an answer null, when it says that the request was taken, or the refusal.</param>
    /// <param name="stopping">The server stops.</param>
    public async ValueTask<CallRefusal?> SendAsync(
        Func<HttpRequestMessage> make,
        Func<HttpResponseMessage, CancellationToken, ValueTask<CallRefusal?>> judge,
        CancellationToken stopping
    )
    {
        HttpRequestMessage request;
        try
        {
            request = make();
        }
#pragma warning disable CA1031 // Whatever an endpoint provokes is a failed delivery, and no more.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            failed?.Invoke("", failure);
            return new CallRefusal("InvalidEndpoint", "No request can be made of the endpoint.");
        }

        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            request.Version = HttpVersion.Version11;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            using var answer = await _http.SendAsync(request, ended.Token);
            return await judge(answer, ended.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return new CallRefusal("Timeout", $"There was no answer within {options.TimeoutSeconds} seconds.", IsTransient: true);
        }
#pragma warning disable CA1031 // Whatever an endpoint provokes is a failed delivery, and no more.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            failed?.Invoke(request.RequestUri?.Host ?? "", failure);
            return Refusal(failure);
        }
        finally
        {
            request.Dispose();
        }
    }

    /// <summary>The beginning of an answer.</summary>
    public static async ValueTask<byte[]> ReadStartAsync(HttpResponseMessage answer, int bytesMax, CancellationToken ended)
    {
        var start = new byte[bytesMax];
        await using var stream = await answer.Content.ReadAsStreamAsync(ended);
        var count = await stream.ReadAtLeastAsync(start, bytesMax, throwOnEndOfStream: false, ended);
        return start[..count];
    }

    public void Dispose() => _http.Dispose();

    /// <summary>
    /// What the subscriber is told. Not what a name leads to, nor what was found there: whoever may subscribe could map the network
    /// that this server is in.
    /// </summary>
    private static CallRefusal Refusal(Exception failure) =>
        failure switch
        {
            HttpRequestException { InnerException: AddressForbiddenException } => new CallRefusal(
                "AddressForbidden",
                "The options under outside forbid deliveries to this endpoint's address."
            ),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new CallRefusal(
                "SecureConnectionFailed",
                failure.InnerException?.Message ?? failure.Message,
                IsTransient: true
            ),
            _ => new CallRefusal("EndpointUnreachable", "The endpoint could not be reached, or did not answer in HTTP.", true),
        };

    /// <summary>Connects to one of the addresses that a name leads to now and that are allowed; what is checked is what is connected to.</summary>
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, AddressRules? rules, CancellationToken gone)
    {
        var addresses = IPAddress.TryParse(target.Host, out var address)
            ? [address]
            : await Dns.GetHostAddressesAsync(target.Host, gone);
        var allowed = Array.FindAll(addresses, address => rules?.Allows(address) != false);
        if (allowed.Length == 0 && addresses.Length > 0)
        {
            throw new AddressForbiddenException(target.Host, addresses[0]);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, gone);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
