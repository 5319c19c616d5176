using System.Net;
using Millrace.TestSupport;

namespace Millrace.Reliability.Tests;

/// <summary>A full disk refuses what is new with a clear error, keeps answering everything else, and is left behind by itself.</summary>
public sealed class FullDiskTests
{
    private const int DiskMegabytes = 40;
    private const int BodyCharacters = 200_000;

    /// <summary>A queue that stays empty: to wait on it for a second is the pause between two tries.</summary>
    private const string Pause = "pause";

    private static readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal)
    {
        ["MILLRACE_ENGINE__SEGMENTBYTES"] = (8 << 20).ToString(),
        ["MILLRACE_ENGINE__CACHEBYTES"] = (8 << 20).ToString(),
        ["MILLRACE_ENGINE__CHECKPOINTBYTES"] = (1 << 20).ToString(),
    };

    [Fact]
    public async Task A_full_disk_refuses_sends_answers_the_rest_and_recovers_when_consumers_have_made_room()
    {
        await using var disk = await MountAsync();
        await using var server = await StartAsync(disk);
        using var client = new SqsClient(server.Address);
        var url = await client.CreateQueueAsync("kept");

        var sent = await FillAsync(client, url);

        Assert.Equal((sent, 0), await client.CountAsync(url));
        var (ready, text) = await client.PageAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);
        Assert.Contains("\"full\"", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.PageAsync("/health/live")).Status);

        await DrainAsync(client, url, sent);
        await SendWhenThereIsRoomAsync(client, url);
        Assert.Equal(HttpStatusCode.OK, (await client.PageAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task A_server_killed_on_a_full_disk_starts_again_with_every_message_and_recovers_when_the_disk_grows()
    {
        await using var disk = await MountAsync();
        int sent;
        await using (var killed = await StartAsync(disk))
        {
            using var before = new SqsClient(killed.Address);
            sent = await FillAsync(before, await before.CreateQueueAsync("kept"));
            killed.Kill();
            await killed.EndAsync();
        }

        await using var server = await StartAsync(disk);
        using var client = new SqsClient(server.Address);
        var url = await client.CreateQueueAsync("kept");
        Assert.Equal((sent, 0), await client.CountAsync(url));

        await disk.GrowAsync(2 * DiskMegabytes);
        await SendWhenThereIsRoomAsync(client, url);
        await DrainAsync(client, url, sent + 1);
    }

    /// <summary>Who routes requests by readiness sends none while it is missing: it must not take a send to bring it back.</summary>
    [Fact]
    public async Task Readiness_comes_back_with_the_room_though_nobody_sends()
    {
        await using var disk = await MountAsync();
        await using var server = await StartAsync(disk);
        using var client = new SqsClient(server.Address);
        await FillAsync(client, await client.CreateQueueAsync("kept"));
        var pause = await client.CreateQueueAsync(Pause);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PageAsync("/health/ready")).Status);

        await disk.GrowAsync(2 * DiskMegabytes);

        for (var tries = 0; (await client.PageAsync("/health/ready")).Status != HttpStatusCode.OK; tries++)
        {
            Assert.True(tries < 20, "There is room, and the server is still not ready.");
            await client.ReceiveAsync(pause, waitSeconds: 1);
        }
    }

    private static async Task<SmallDisk> MountAsync()
    {
        var disk = await SmallDisk.TryMountAsync(DiskMegabytes);
        Assert.SkipWhen(disk is null, "A small disk cannot be mounted here: that takes root.");
        return disk!;
    }

    private static Task<ServerProcess> StartAsync(SmallDisk disk) =>
        ServerProcess.StartAsync(_environment, "--data", disk.Folder);

    /// <summary>Sends until the server refuses, and checks how it does; the number of messages it took.</summary>
    private static async Task<int> FillAsync(SqsClient client, string queueUrl)
    {
        await client.CreateQueueAsync(Pause);
        for (var sent = 0; ; sent++)
        {
            Assert.True(sent * BodyCharacters < DiskMegabytes << 20, "More was acknowledged than the disk can hold.");
            try
            {
                await client.SendAsync(queueUrl, Bodies.Of(sent, BodyCharacters));
            }
            catch (RefusedException refusal)
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refusal.Status);
                Assert.Contains("ServiceUnavailable", refusal.Message, StringComparison.Ordinal);
                Assert.Contains("disk is full", refusal.Message, StringComparison.Ordinal);
                return sent;
            }
        }
    }

    /// <summary>Receives and deletes so many messages, each exactly as it was sent.</summary>
    private static async Task DrainAsync(SqsClient client, string queueUrl, int sent)
    {
        var found = new HashSet<int>();
        while (await client.ReceiveAsync(queueUrl) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                var number = Bodies.NumberOf(message.Body);
                Assert.Equal(Bodies.Of(number, BodyCharacters), message.Body);
                Assert.True(found.Add(number), $"{number} was received twice.");
            }

            await client.DeleteBatchAsync(queueUrl, [.. messages.Select(message => message.ReceiptHandle)]);
        }

        Assert.Equal(Enumerable.Range(0, sent), found.Order());
    }

    /// <summary>Sends as a patient client does: what is refused is tried again.</summary>
    private static async Task SendWhenThereIsRoomAsync(SqsClient client, string queueUrl)
    {
        var number = (await client.CountAsync(queueUrl)).Visible;
        var pause = await client.CreateQueueAsync(Pause);
        for (var tries = 0; tries < 20; tries++)
        {
            try
            {
                await client.SendAsync(queueUrl, Bodies.Of(number, BodyCharacters));
                return;
            }
            catch (RefusedException refusal) when (refusal.Status == HttpStatusCode.ServiceUnavailable)
            {
                await client.ReceiveAsync(pause, waitSeconds: 1);
            }
        }

        Assert.Fail("There is room, and sends are still refused.");
    }
}
