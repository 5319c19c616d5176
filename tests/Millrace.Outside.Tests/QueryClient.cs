using System.Net;
using System.Xml.Linq;

namespace Millrace.Outside.Tests;

/// <summary>Calls operations as forms (the Query protocol), in the name of an account and in a region.</summary>
/// <param name="secret">What requests are signed with, the account being the access key as well; null to leave signatures out.</param>
internal sealed class QueryClient(Func<string> address, string account, string region, string? secret = null)
{
    /// <summary>Keeps no connection: a server that was started again may listen where another one was before.</summary>
    private static readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });

    public string Account => account;

    /// <summary>An ARN of SNS or SQS in the client's account and region.</summary>
    public string Arn(string service, string name) => $"arn:aws:{service}:{region}:{account}:{name}";

    /// <summary>The answer to an operation that succeeds, without namespaces.</summary>
    public async Task<XElement> CallAsync(string service, string action, params (string Name, string Value)[] parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address())
        {
            Content = new FormUrlEncodedContent([
                new("Action", action),
                .. parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)),
            ]),
        };
        if (secret is null)
        {
            request.Headers.TryAddWithoutValidation(
                "Authorization",
                $"AWS4-HMAC-SHA256 Credential={account}/20260101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=00"
            );
        }
        else
        {
            var content = await request.Content.ReadAsByteArrayAsync();
            new RequestSigner(service, account, secret, TimeProvider.System).Sign(request, content, region);
        }

        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{action}: {text}");
        return Plain(XElement.Parse(text));
    }

    /// <summary>Opens a link as whoever reads a message does: a GET without credentials.</summary>
    public static async Task<(HttpStatusCode Status, XElement Answer)> VisitAsync(string url)
    {
        using var answer = await _http.GetAsync(url);
        return (answer.StatusCode, Plain(XElement.Parse(await answer.Content.ReadAsStringAsync())));
    }

    /// <summary>A map of attributes out of an answer: entries of key and value, or of Name and Value.</summary>
    public static Dictionary<string, string> Map(XElement answer) =>
        answer
            .Descendants()
            .Where(element => element.Element("key") is not null)
            .ToDictionary(entry => entry.Element("key")!.Value, entry => entry.Element("value")!.Value, StringComparer.Ordinal);

    private static XElement Plain(XElement element) =>
        new(element.Name.LocalName, element.HasElements ? element.Elements().Select(Plain) : (object)element.Value);
}
