using System.Text;
using Millrace.Engine.Embedded.Tests.Notebooks;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>The real folder, its lock, and the engine with its own threads on it.</summary>
public sealed class FileDiskTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("millrace-engine-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_reads_back_what_was_written_at_any_offset()
    {
        var disk = new FileDisk(_folder);
        using var file = disk.Open("one");
        file.Write(5, "hello"u8);
        file.Flush();
        Assert.Equal(10, file.Length);
        var read = new byte[20];
        Assert.Equal(8, file.Read(2, read));
        Assert.Equal("\0\0\0hello"u8, read.AsSpan(0, 8));
        file.SetLength(7);
        Assert.Equal(2, file.Read(5, read));
        Assert.Equal(0, file.Read(100, read));
    }

    [Fact]
    public void Reserved_space_is_there_at_once_and_reads_as_zeros()
    {
        var disk = new FileDisk(_folder);
        using var file = disk.Open("one", reserve: 100_000);
        Assert.Equal(100_000, file.Length);
        var read = new byte[100_000];
        Assert.Equal(100_000, file.Read(0, read));
        Assert.Equal(-1, read.AsSpan().IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void A_reserved_file_keeps_what_was_written_from_front_to_back_also_when_it_is_opened_again()
    {
        const int Bytes = 4 * 1024 * 1024;
        var chance = new Random(1);
        var expected = new byte[Bytes];
        var disk = new FileDisk(_folder);
        var file = disk.Open("one", reserve: Bytes);
        try
        {
            // Old bytes everywhere, as in a segment that is used again.
            var old = new byte[Bytes];
            old.AsSpan().Fill(0xEE);
            file.Write(0, old);
            var at = 0;
            for (var turn = 0; ; turn++)
            {
                // Mostly what a few messages need; now and then more than goes to the disk in one piece.
                var some = new byte[turn % 50 == 49 ? chance.Next(700_000) : chance.Next(1, 10_000)];
                if (at + some.Length > Bytes)
                {
                    break;
                }

                chance.NextBytes(some);
                file.Write(at, some);
                some.CopyTo(expected, at);
                at += some.Length;
                file.Flush();
                var read = new byte[at];
                Assert.Equal(at, file.Read(0, read));
                Assert.True(read.AsSpan().SequenceEqual(expected.AsSpan(0, at)), $"turn {turn}, {at} bytes");
                if (turn % 20 == 19)
                {
                    file.Dispose();
                    file = disk.Open("one", reserve: Bytes);
                }
            }

            Assert.True(at > Bytes / 2);
            Assert.Equal(Bytes, file.Length);
        }
        finally
        {
            file.Dispose();
        }
    }

    [Fact]
    public void A_reserved_file_is_written_past_the_systems_cache_where_the_file_system_can()
    {
        var path = Path.Combine(_folder, "one");
        using (var file = new FileDisk(_folder).Open("one", reserve: UncachedWriter.BlockBytes))
        {
            file.Write(0, "hello"u8);
            var isUncached = IsOpenUncached(path);
            using var writer = UncachedWriter.TryOpen(path);
            Assert.Equal(writer is not null, isUncached);
        }

        Assert.False(IsOpenUncached(path));
    }

    [Fact]
    public void What_lies_before_a_write_and_beyond_its_last_block_stays()
    {
        const int Block = UncachedWriter.BlockBytes;
        var old = new byte[3 * Block];
        old.AsSpan().Fill(0xEE);
        var disk = new FileDisk(_folder);
        using (var before = disk.Open("one", reserve: old.Length))
        {
            before.Write(0, old);
        }

        using var file = disk.Open("one", reserve: old.Length);
        file.Write(Block + 10, "ne"u8);
        file.Write(Block + 12, "ws"u8);
        var content = new byte[old.Length];
        Assert.Equal(old.Length, file.Read(0, content));
        Assert.Equal(old[..(Block + 10)], content[..(Block + 10)]);
        Assert.Equal("news"u8, content.AsSpan(Block + 10, 4));
        Assert.Equal(old[(2 * Block)..], content[(2 * Block)..]);
    }

    [Fact]
    public void More_space_than_there_is_is_refused_and_leaves_no_file()
    {
        var disk = new FileDisk(_folder);
        var failure = Record.Exception(() => disk.Open("huge", reserve: 1L << 60));
        Assert.IsAssignableFrom<IOException>(failure);
        Assert.Empty(disk.List());
    }

    [Fact]
    public void Names_are_changed_and_listed()
    {
        var disk = new FileDisk(_folder);
        disk.Open("one").Dispose();
        disk.Open("two").Dispose();
        disk.Rename("one", "two");
        disk.FlushFolder();
        Assert.Equal(["two"], disk.List());
        disk.Delete("two");
        Assert.Empty(disk.List());
    }

    [Fact]
    public void A_second_server_is_kept_away_until_the_first_has_gone()
    {
        var first = StoreLock.Take(_folder);
        var refused = Assert.Throws<StoreInUseException>(() => StoreLock.Take(_folder));
        Assert.Contains("MR1002", refused.Message, StringComparison.Ordinal);
        Assert.Contains(_folder, refused.Message, StringComparison.Ordinal);
        first.Dispose();
        StoreLock.Take(_folder).Dispose();
    }

    [Fact]
    public async Task An_engine_with_its_threads_keeps_what_many_wrote_at_once()
    {
        var caller = new Caller("000000000000", "us-east-1", "AIDATEST", "");
        var token = TestContext.Current.CancellationToken;
        await using (var engine = Open())
        {
            await Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(writer =>
                        Task.Run(
                            async () =>
                            {
                                for (var number = 0; number < 100; number++)
                                {
                                    var answer = await engine.ExecuteAsync<WriteNote, Notebook, NotebookRequest, NotebookReply>(
                                        new NotebookRequest($"book {writer % 3}", $"{writer}-{number}"),
                                        caller,
                                        token
                                    );
                                    Assert.Null(answer.Error);
                                }
                            },
                            token
                        )
                    )
            );
            Assert.Equal(engine.JournalHead, engine.JournalDurable);
        }

        await using var again = Open();
        var texts = new List<string>();
        for (var book = 0; book < 3; book++)
        {
            var answer = await again.ExecuteAsync<ReadNotes, Notebook, NotebookRequest, NotebookReply>(
                new NotebookRequest($"book {book}"),
                caller,
                token
            );
            texts.AddRange(answer.Value!.Texts);
        }

        Assert.Equal(800, texts.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(800, texts.Count);
    }

    [Fact]
    public void A_damaged_real_file_stops_the_start_by_its_name_and_offset()
    {
        using (var stream = File.Create(Path.Combine(_folder, "store.json")))
        {
            stream.Write(Encoding.UTF8.GetBytes("{}"));
        }

        var damage = Assert.Throws<JournalDamagedException>(() => Open());
        Assert.Contains("store.json at offset 0", damage.Message, StringComparison.Ordinal);
    }

    /// <summary>Whether this process has a file open with O_DIRECT. Source: proc_pid_fdinfo(5), whose flags are octal.</summary>
    private static bool IsOpenUncached(string path) =>
        UncachedWriter.DirectFlag is { } direct
        && Directory
            .GetFiles("/proc/self/fd")
            .Where(descriptor => string.Equals(new FileInfo(descriptor).LinkTarget, path, StringComparison.Ordinal))
            .Select(descriptor => File.ReadLines($"/proc/self/fdinfo/{Path.GetFileName(descriptor)}"))
            .Select(lines => lines.First(line => line.StartsWith("flags:", StringComparison.Ordinal))["flags:".Length..])
            .Any(flags => (Convert.ToInt32(flags.Trim(), 8) & direct) != 0);

    private EmbeddedEngine Open()
    {
        var engine = EmbeddedEngine.Open(
            EngineEnvironment.OnThisMachine(_folder, TimeProvider.System, Notebook.ServiceFacts),
            new EngineOptions
            {
                SegmentBytes = 64 * 1024,
                CacheBytes = 256 * 1024,
                CheckpointBytes = 128 * 1024,
            }
        );
        engine.Start();
        return engine;
    }
}
