using Millrace.TestSupport;

namespace Millrace.Reliability.Tests;

/// <summary>What the server makes of a journal that is not what it wrote.</summary>
public sealed class DamagedJournalTests : IDisposable
{
    private static readonly Dictionary<string, string> _smallFiles = new(StringComparer.Ordinal)
    {
        ["MILLRACE_ENGINE__SEGMENTBYTES"] = (8 << 20).ToString(),
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("millrace-damage-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(20)]
    [InlineData(36)]
    [InlineData(40)]
    [InlineData(100)]
    public async Task One_bit_in_the_middle_stops_the_start_which_names_file_and_offset(int offsetInFrame)
    {
        await FillAsync("first", "second", "third", "fourth");
        var journal = new JournalFile(_folder.FullName);
        var (offset, _) = journal.Frames[^2];

        journal.Flip(offset + offsetInFrame);

        await Refusal.AssertAsync(_folder.FullName, "MR1001", JournalFile.Name, $"at offset {offset}:");
    }

    /// <summary>An orderly stop leaves a checkpoint, and nothing is replayed: the bodies in the journal are looked at all the same.</summary>
    [Fact]
    public async Task One_bit_of_a_backlog_that_a_checkpoint_covers_stops_the_start()
    {
        await FillAsync([.. Enumerable.Range(0, 90).Select(number => Bodies.Of(number, 200_000))]);
        await using (var server = await ServerProcess.StartAsync("--data", _folder.FullName))
        {
            Assert.Equal(0, await server.TerminateAsync());
        }

        var journal = new JournalFile(_folder.FullName);
        var (offset, _) = journal.Frames[^2];
        journal.Flip(offset + 100_000);

        await Refusal.AssertAsync(_folder.FullName, "MR1001", JournalFile.Name, $"at offset {offset}:");
    }

    [Fact]
    public async Task A_batch_that_never_reached_the_disk_before_one_that_did_stops_the_start()
    {
        await FillAsync("first", "second", "third");
        var journal = new JournalFile(_folder.FullName);
        var (offset, length) = journal.Frames[^2];

        journal.Blank(offset, length);

        await Refusal.AssertAsync(_folder.FullName, "MR1001", JournalFile.Name, $"at offset {offset}:");
    }

    [Theory]
    [InlineData("00000000.segment")]
    [InlineData("00000001.segment")]
    public async Task A_file_missing_from_the_journal_stops_the_start(string name)
    {
        await FillAsync([.. Enumerable.Range(0, 90).Select(number => Bodies.Of(number, 200_000))]);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "00000002.segment")), "Three files were to be filled.");

        File.Delete(Path.Combine(_folder.FullName, name));

        await Refusal.AssertAsync(_folder.FullName, "MR1001", name, "missing");
    }

    [Fact]
    public async Task A_journal_without_the_identity_of_its_store_stops_the_start()
    {
        await FillAsync("first");

        File.Delete(Path.Combine(_folder.FullName, "store.json"));

        await Refusal.AssertAsync(_folder.FullName, "MR1001", "store.json", "missing");
    }

    [Fact]
    public async Task A_damaged_checkpoint_stops_the_start()
    {
        await using (var server = await ServerProcess.StartAsync("--data", _folder.FullName))
        {
            using var client = new SqsClient(server.Address);
            await client.CreateQueueAsync("kept");
            Assert.Equal(0, await server.TerminateAsync());
        }

        var path = Path.Combine(_folder.FullName, "checkpoint");
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[bytes.Length / 2] ^= 0x80;
        await File.WriteAllBytesAsync(path, bytes);

        await Refusal.AssertAsync(_folder.FullName, "MR1001", "checkpoint", "at offset 0:");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(39)]
    [InlineData(41)]
    [InlineData(-1)]
    public async Task A_last_batch_that_was_written_in_part_is_cut_and_everything_before_it_is_there(int bytesWritten)
    {
        await FillAsync("first", "second", "cut off by a power failure before it was acknowledged");
        var journal = new JournalFile(_folder.FullName);
        var (offset, length) = journal.Frames[^1];
        var written = bytesWritten < 0 ? length + bytesWritten : bytesWritten;

        journal.Blank(offset + written, length - written);

        await FillAsync("third");
        await using var server = await ServerProcess.StartAsync("--data", _folder.FullName);
        using var client = new SqsClient(server.Address);
        var found = await client.ReceiveAsync(await client.CreateQueueAsync("kept"));
        Assert.Equal(["first", "second", "third"], found.Select(message => message.Body));
    }

    /// <summary>Starts a server, sends messages one after the other, a batch of the journal each, and kills it.</summary>
    private async Task FillAsync(params string[] bodies)
    {
        await using var server = await ServerProcess.StartAsync(_smallFiles, "--data", _folder.FullName);
        using var client = new SqsClient(server.Address);
        var url = await client.CreateQueueAsync("kept");
        foreach (var body in bodies)
        {
            await client.SendAsync(url, body);
        }

        server.Kill();
        await server.EndAsync();
    }
}
