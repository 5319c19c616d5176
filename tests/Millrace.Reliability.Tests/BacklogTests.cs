using Millrace.TestSupport;

namespace Millrace.Reliability.Tests;

/// <summary>Messages wait on the disk; memory holds a few bytes of each.</summary>
public sealed class BacklogTests
{
    private const int Batches = 340;
    private const int BatchMessages = 4;
    private const int BodyCharacters = 220_000;

    /// <summary>Two hundred megabytes for the managed heap, as a hexadecimal number; the messages are three hundred.</summary>
    private static readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal)
    {
        ["DOTNET_GCHeapHardLimit"] = 200_000_000.ToString("X"),
    };

    [Fact]
    public async Task A_backlog_larger_than_the_memory_is_taken_survives_a_kill_and_is_given_back_whole()
    {
        var folder = Directory.CreateTempSubdirectory("millrace-backlog-");
        try
        {
            await using (var first = await ServerProcess.StartAsync(_environment, "--data", folder.FullName))
            {
                using var producer = new SqsClient(first.Address);
                var queue = await producer.CreateQueueAsync("deep");
                for (var batch = 0; batch < Batches; batch++)
                {
                    var numbers = Enumerable.Range(batch * BatchMessages, BatchMessages);
                    await producer.SendBatchAsync(queue, [.. numbers.Select(number => Bodies.Of(number, BodyCharacters))]);
                }

                first.Kill();
                await first.EndAsync();
            }

            await using var second = await ServerProcess.StartAsync(_environment, "--data", folder.FullName);
            using var consumer = new SqsClient(second.Address);
            var url = await consumer.CreateQueueAsync("deep");
            var found = new HashSet<int>();
            while (await consumer.ReceiveAsync(url) is { Count: > 0 } messages)
            {
                Assert.All(messages, message => Assert.True(found.Add(NumberOf(message)), "Received twice."));
                await consumer.DeleteBatchAsync(url, [.. messages.Select(message => message.ReceiptHandle)]);
            }

            Assert.Equal(Enumerable.Range(0, Batches * BatchMessages), found.Order());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int NumberOf(ReceivedMessage message)
    {
        var number = Bodies.NumberOf(message.Body);
        Assert.Equal(Bodies.Of(number, BodyCharacters), message.Body);
        return number;
    }
}
