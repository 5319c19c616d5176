using System.Text.Json.Nodes;

namespace Millrace.Tests;

/// <summary>What was sent where, read back from the journal.</summary>
public sealed class SendsAidTests : IAsyncLifetime
{
    private AidServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await AidServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_newest_sends_of_all_queues_come_first_also_of_messages_that_are_deleted()
    {
        await _server.CreateAsync("one");
        await _server.CreateAsync("two");
        var first = await _server.SendAsync("one", "first");
        await _server.SendAsync("two", "second");
        await _server.ReceiveAsync("one", delete: true);

        var page = await _server.GetAsync("sqs/sends");

        Assert.Equal(["second", "first"], Bodies(page));
        var oldest = page["sends"]![1]!;
        Assert.Equal((AidServer.ArnOf("one"), first), ((string)oldest["queueArn"]!, (string)oldest["messageId"]!));
        Assert.Equal(("sender", "000000000000"), ((string)oldest["by"]!, (string)oldest["senderId"]!));
        Assert.Null(page["next"]);

        await _server.StartAgainAsync();
        Assert.Equal(["second", "first"], Bodies(await _server.GetAsync("sqs/sends")));
    }

    [Fact]
    public async Task Sends_come_by_queue_and_by_page()
    {
        await _server.CreateAsync("one");
        await _server.CreateAsync("two");
        for (var index = 0; index < 10; index++)
        {
            await _server.SendAsync(index % 2 == 0 ? "one" : "two", $"{index}");
        }

        var first = await _server.GetAsync($"sqs/sends?queue={AidServer.ArnOf("one")}&limit=2");
        Assert.Equal(["8", "6"], Bodies(first));
        var second = await _server.GetAsync($"sqs/sends?queue={AidServer.ArnOf("one")}&limit=2&before={first["next"]}");
        Assert.Equal(["4", "2"], Bodies(second));
        Assert.Empty(Bodies(await _server.GetAsync("sqs/sends?before=0")));
    }

    [Fact]
    public async Task Of_a_long_body_the_beginning_is_shown_and_how_long_it_is()
    {
        await _server.CreateAsync("one");
        await _server.SendAsync("one", new string('ä', 1_000));

        var send = (await _server.GetAsync("sqs/sends"))["sends"]![0]!;
        Assert.Equal((2_000, 512), ((int)send["bodyBytes"]!, ((string)send["body"]!).Length));
        Assert.Equal(1_000, ((string)(await _server.GetAsync("sqs/sends?bodyBytes=2000"))["sends"]![0]!["body"]!).Length);
    }

    [Fact]
    public async Task A_message_that_died_is_listed_again_where_it_arrived()
    {
        await _server.CreateAsync("dead");
        await _server.CreateAsync(
            "one",
            ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{AidServer.ArnOf("dead")}}","maxReceiveCount":1}""")
        );
        await _server.SendAsync("one", "poison");
        await _server.ReceiveAsync("one", visibilitySeconds: 0);
        Assert.Empty(await _server.ReceiveAsync("one"));
        Assert.Equal(["poison"], await _server.ReceiveAsync("dead", waitSeconds: 20));

        var sends = (await _server.GetAsync("sqs/sends"))["sends"]!.AsArray();

        Assert.Equal(["redrivePolicy", "sender"], sends.Select(send => (string)send!["by"]!));
        Assert.Equal([AidServer.ArnOf("dead"), AidServer.ArnOf("one")], sends.Select(send => (string)send!["queueArn"]!));
        Assert.Equal(AidServer.ArnOf("one"), (string)sends[0]!["deadLetterQueueSourceArn"]!);
    }

    private static IEnumerable<string> Bodies(JsonNode page) => page["sends"]!.AsArray().Select(send => (string)send!["body"]!);
}
