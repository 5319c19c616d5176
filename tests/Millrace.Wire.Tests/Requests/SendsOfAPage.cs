namespace Millrace.Wire.Tests.Requests;

/// <summary>What a page in a browser can send: a form's request and a script's.</summary>
internal static class SendsOfAPage
{
    /// <summary>Sends a message in each of the two ways, and checks that both arrive, or that both are refused and change nothing.</summary>
    /// <param name="from">Makes a request one of the page's.</param>
    /// <returns>The text of the refusal; null where both arrived.</returns>
    public static async Task<string?> CheckAsync(PipelineServer server, Func<WireRequest, WireRequest> from, bool areRefused)
    {
        var queue = await server.CreateQueueAsync();
        var form = await from(WireRequest.Get($"/?Action=SendMessage&MessageBody=form&QueueUrl={queue}")).SendAsync(server);
        var json = await from(WireRequest.Json("SendMessage", $$"""{"QueueUrl":"{{queue}}","MessageBody":"json"}"""))
            .SendAsync(server);

        Assert.Equal(areRefused ? (403, 403) : (200, 200), (form.Status, json.Status));
        if (areRefused)
        {
            Assert.Equal("AccessDenied", form.Xml("Code"));
            Assert.Equal("com.amazon.coral.service#AccessDeniedException", (string?)json.Json["__type"]);
            Assert.Equal(form.Xml("Message"), (string?)json.Json["message"]);
        }

        var left = await WireRequest.Form($"Action=ReceiveMessage&MaxNumberOfMessages=10&QueueUrl={queue}").SendAsync(server);
        Assert.Equal(areRefused ? 0 : 2, left.Body.Split("<Message>").Length - 1);
        return areRefused ? form.Xml("Message") : null;
    }
}
