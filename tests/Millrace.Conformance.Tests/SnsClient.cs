using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>A small client of SNS, apart from the server's own codecs; answers are in the form in which the recordings keep them.</summary>
internal sealed class SnsClient(RunningServer server, string region = "us-east-1", string account = AwsClient.Account)
{
    /// <summary>Asks in the Query protocol, the only one SNS has.</summary>
    public async Task<JsonObject> CallAsync(string operation, JsonObject request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, server.Address + "/")
        {
            Content = new FormUrlEncodedContent(SnsQueryShape.Flatten(operation, request)),
        };
        return await SendAsync(message);
    }

    /// <summary>Asks with the parameters behind the question mark of the URL, as a link does, and nothing in the body.</summary>
    public async Task<JsonObject> CallByLinkAsync(string operation, JsonObject request)
    {
        using var parameters = new FormUrlEncodedContent(SnsQueryShape.Flatten(operation, request));
        var query = await parameters.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var message = new HttpRequestMessage(HttpMethod.Post, $"{server.Address}/?{query}");
        return await SendAsync(message);
    }

    private async Task<JsonObject> SendAsync(HttpRequestMessage message)
    {
        AwsClient.Sign(message, account, "sns", region);
        using var response = await server.Http.SendAsync(message, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var answer = SnsQueryShape.Read(text);
        answer["ResponseMetadata"] = AwsClient.MetadataOf(response);
        return answer;
    }
}
