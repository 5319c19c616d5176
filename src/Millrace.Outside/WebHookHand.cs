using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Millrace.Engine;

namespace Millrace.Outside;

/// <summary>Brings POSTs to web hooks: calls of kind <c>http</c>.</summary>
/// <remarks>
/// Taken with a status of 2xx. 5xx, 429, and no answer at all can be tried again; every other status is final.
/// <para>Source: SNS Developer Guide, "Fanout to HTTP/S endpoints"; headers as recorded from AWS.</para>
/// </remarks>
public sealed class WebHookHand : IHand, IDisposable
{
    /// <summary>The kind of target that this hand reaches.</summary>
    public const string TargetKind = "http";

    private readonly HttpDoor _door;

    /// <param name="options">Where requests may go, and how long they may take.</param>
    /// <param name="time">The clock that the time to answer is measured on.</param>
    /// <param name="failed">Is told the host that was not reached, and why; null for nobody.</param>
    public WebHookHand(OutsideOptions options, TimeProvider time, Action<string, Exception>? failed = null)
    {
        _door = new HttpDoor(options, new AddressRules(options), time, failed);
    }

    public ValueTask<CallRefusal?> MakeAsync(Call call, object request, CancellationToken stopping)
    {
        var hook = (WebRequest)request;
        return
            Uri.TryCreate(hook.Url, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? _door.SendAsync(() => Message(hook, url), static (answer, _) => ValueTask.FromResult(Judge(answer)), stopping)
            : ValueTask.FromResult<CallRefusal?>(new CallRefusal("InvalidEndpoint", "The endpoint is no URL."));
    }

    public void Dispose() => _door.Dispose();

    private static HttpRequestMessage Message(WebRequest hook, Uri url)
    {
        // User and password leave in their header and nowhere else: not in the request line, nor in what a failure says.
        var message = new HttpRequestMessage(
            HttpMethod.Post,
            url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)
        )
        {
            Content = new ReadOnlyMemoryContent(hook.Content),
        };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", hook.ContentType);
        foreach (var (name, value) in hook.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip,deflate");
        message.Headers.TryAddWithoutValidation("Connection", "Keep-Alive");
        if (url.UserInfo.Length > 0)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Basic(url.UserInfo));
        }

        return message;
    }

    /// <summary>User and password as basic authentication has them (RFC 7617); a URL without a password has an empty one.</summary>
    private static string Basic(string userInfo)
    {
        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        var user = Uri.UnescapeDataString(colon < 0 ? userInfo : userInfo[..colon]);
        var password = colon < 0 ? "" : Uri.UnescapeDataString(userInfo[(colon + 1)..]);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
    }

    private static CallRefusal? Judge(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        return status is >= 200 and < 300
            ? null
            : new CallRefusal(
                status.ToString(CultureInfo.InvariantCulture),
                $"The endpoint answered {status} {answer.ReasonPhrase}".TrimEnd(),
                IsTransient: status is >= 500 or 429
            );
    }
}
