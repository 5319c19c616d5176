using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>
/// A small AWS client, apart from the server's own codecs: sends an operation in JSON or as a Query and shows the answer in the
/// form in which the recordings keep it (botocore's).
/// </summary>
public sealed class AwsClient(RunningServer server, bool isQuery)
{
    /// <summary>The account that the recordings show.</summary>
    public const string Account = "111111111111";

    /// <summary>Asks; <paramref name="path"/> stands in for the root, as a queue's own URL does.</summary>
    public async Task<JsonObject> CallAsync(string operation, JsonObject request, string path = "/")
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, server.Address + path);
        Sign(message, Account, "sqs", "us-east-1");
        if (isQuery)
        {
            message.Content = new FormUrlEncodedContent(QueryShape.Flatten(operation, request));
        }
        else
        {
            message.Headers.Add("X-Amz-Target", "AmazonSQS." + operation);
            message.Headers.Add("x-amzn-query-mode", "true");
            message.Content = new StringContent(request.ToJsonString(), Encoding.UTF8);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        }

        using var response = await server.Http.SendAsync(message, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var answer = isQuery ? QueryShape.Read(text) : ReadJson(response, text);
        answer["ResponseMetadata"] = MetadataOf(response);
        return answer;
    }

    /// <summary>Says who calls, and what, in which region; the signature itself is not asked for.</summary>
    internal static void Sign(HttpRequestMessage message, string account, string service, string region) =>
        message.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={account}/20261121/{region}/{service}/aws4_request, SignedHeaders=host, Signature=0"
        );

    internal static JsonObject MetadataOf(HttpResponseMessage response) =>
        new() { ["HTTPHeaders"] = new JsonObject(), ["HTTPStatusCode"] = (int)response.StatusCode };

    /// <summary>The metadata of an answer that is made of several.</summary>
    internal static JsonObject Succeeded => new() { ["HTTPHeaders"] = new JsonObject(), ["HTTPStatusCode"] = 200 };

    private static JsonObject ReadJson(HttpResponseMessage response, string text)
    {
        var body = text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
        if (response.IsSuccessStatusCode)
        {
            return body;
        }

        var legacy = response.Headers.GetValues("x-amzn-query-error").Single().Split(';');
        return new JsonObject
        {
            ["Error"] = new JsonObject
            {
                ["Code"] = legacy[0],
                ["Message"] = (string?)body["message"],
                ["QueryErrorCode"] = ((string)body["__type"]!).Split('#')[1],
                ["Type"] = legacy[1],
            },
        };
    }
}
