using Millrace.Engine.Embedded.Tests.Notebooks;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>Facts are read back from the journal, the newest first, also those of what is gone.</summary>
public sealed class JournalHistoryTests
{
    private readonly World _world = new();

    [Fact]
    public void The_newest_fact_of_a_kind_comes_first_and_says_what_it_is_about()
    {
        _world.Write("a", "one");
        _world.Write("b", "two");
        _world.Erase("a", 1);
        _world.Write("a", "three");

        var page = Read();

        Assert.Equal(["three", "two", "one"], Texts(page));
        Assert.Equal(
            [Notebook.IdOf("a"), Notebook.IdOf("b"), Notebook.IdOf("a")],
            page.Facts.Select(fact => fact.Resource!.Value)
        );
        Assert.Null(page.Next);
        Assert.Equal(page.Facts.OrderByDescending(fact => fact.Position), page.Facts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void Pages_follow_each_other_over_all_segments_without_a_gap(int most)
    {
        var written = Enumerable.Range(0, 60).Select(index => $"{index} {new string('x', 37 * (index % 13))}").ToList();
        foreach (var text in written)
        {
            _world.Write($"{text.Length % 3}", text);
        }

        Assert.True(_world.Engine.SegmentCount > 3);

        Assert.Equal(Enumerable.Reverse(written), All(most));
        _world.Kill();
        Assert.Equal(Enumerable.Reverse(written), All(most));
    }

    [Fact]
    public void Several_facts_of_one_frame_come_in_their_order_and_a_page_may_end_among_them()
    {
        Asked[] asked = [.. Enumerable.Range(0, 9).Select(index => _world.Ask<WriteNote>(new NotebookRequest("a", $"{index}")))];
        _world.Settle();
        Assert.All(asked, one => Assert.NotEmpty(one.Reply.Numbers));

        Assert.Equal(["8", "7", "6", "5"], Texts(Read(most: 4)));
        Assert.Equal(["4", "3"], Texts(Read(before: Read(most: 4).Next!.Value, most: 2)));
    }

    [Fact]
    public void Only_one_resource_is_asked_about()
    {
        for (var index = 0; index < 20; index++)
        {
            _world.Write($"{index % 4}", $"{index}");
        }

        Assert.Equal(["18", "14", "10", "6", "2"], Texts(Read(resource: Notebook.IdOf("2"))));
        Assert.Empty(Read(resource: Notebook.IdOf("absent")).Facts);
    }

    [Fact]
    public void What_is_not_durable_yet_is_not_told()
    {
        _world.Write("a", "durable");
        _world.Ask<WriteNote>(new NotebookRequest("a", "not yet"));

        Assert.Equal(["durable"], Texts(Read()));
    }

    [Fact]
    public void The_history_ends_where_the_journal_was_given_up()
    {
        var first = Enumerable.Range(0, 12).Select(_ => _world.Write("a", new string('a', 1000))).ToList();
        _world.Erase("a", first);
        _world.Engine.TakeCheckpoint();
        _world.Engine.Maintain();
        Assert.DoesNotContain("00000000.segment", _world.Disk.List());
        _world.Write("a", "after");

        var texts = All(5);

        Assert.Equal("after", texts[0]);
        Assert.InRange(texts.Count, 1, 1 + first.Count - 3);
    }

    [Fact]
    public void A_segment_that_is_missing_in_between_is_passed_over()
    {
        _world.Write("a", "oldest");
        _world.Erase("a", Enumerable.Range(0, 12).Select(_ => _world.Write("a", new string('a', 1000))).ToList());
        _world.Write("a", "youngest");
        _world.Engine.TakeCheckpoint();

        // The first segment has a live note and stays; those behind it have none.
        foreach (var number in _world.Engine.Segments.Numbers.Where(number => _world.Engine.Segments.LiveBytes(number) == 0))
        {
            _world.Engine.Segments.Drop(number);
        }

        var texts = All(100);
        Assert.Equal(("youngest", "oldest"), (texts[0], texts[^1]));
    }

    [Fact]
    public void A_note_that_was_copied_out_of_a_thin_segment_is_told_once_before_and_after_the_segment_is_gone()
    {
        _world.Write("a", "thin");
        _world.Erase("a", Enumerable.Range(0, 8).Select(_ => _world.Write("a", new string('a', 1000))).ToList());
        _world.Engine.TakeCheckpoint();

        // Somebody reads from the segment: it is rewritten, and stays.
        var pinned = new PayloadHandle(Read(before: 200).Facts[^1].Position, 1);
        _world.Engine.Segments.Pin(pinned);
        _world.Engine.Maintain();
        _world.Settle();
        Assert.Contains("00000000.segment", _world.Disk.List());
        Assert.Single(All(100), "thin");

        _world.Engine.Segments.Unpin(pinned);
        _world.Engine.Maintain();
        Assert.DoesNotContain("00000000.segment", _world.Disk.List());
        Assert.Single(All(100), "thin");
    }

    [Fact]
    public void A_resource_that_was_forgotten_keeps_its_name_while_this_process_lives()
    {
        var number = _world.Write("gone", "from a book that is gone");
        _world.Erase("gone", number);
        _world.Engine.TakeCheckpoint();

        Assert.Equal(Notebook.IdOf("gone"), Read().Facts[0].Resource);
        Assert.Equal(["from a book that is gone"], Texts(Read(resource: Notebook.IdOf("gone"))));
        _world.Restart();
        Assert.Null(Read().Facts[0].Resource);
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(0)]
    public void Before_the_beginning_there_is_nothing(long before)
    {
        _world.Write("a", "one");
        Assert.Equal((0, null), (Read(before: before).Facts.Count, Read(before: before).Next));
    }

    [Fact]
    public void A_message_that_looks_like_a_frame_is_not_taken_for_one()
    {
        _world.Write("a", "one");
        var frame = System.Text.Encoding.Latin1.GetString(_world.Disk["00000000.segment"].Content.AsSpan(0, 100));
        _world.Write("a", frame);
        _world.Write("a", "three");

        Assert.Equal(["three", frame, "one"], All(1));
    }

    [Fact]
    public void Any_position_may_be_asked_for_and_gives_only_what_lies_before_it()
    {
        for (var index = 0; index < 30; index++)
        {
            _world.Write("a", $"{index} {new string('x', index * 11)}");
        }

        var all = Read().Facts;
        for (var before = 0L; before <= _world.Engine.JournalHead + 10; before += 7)
        {
            var expected = all.Where(fact => fact.Position < before).Select(fact => fact.Position).ToList();
            var actual = Read(before: before).Facts.Select(fact => fact.Position).ToList();

            // In the middle of a record that record is not behind the position yet.
            Assert.Equal(expected.Skip(expected.Count - actual.Count), actual);
            Assert.InRange(expected.Count - actual.Count, 0, 1);
        }
    }

    private HistoryPage Read(ResourceId? resource = null, long before = long.MaxValue, int most = 100) =>
        _world.Engine.ReadBack(new HistoryRequest(NoteWritten.FactTag, resource, before, most));

    private List<string> All(int most)
    {
        var texts = new List<string>();
        for (long? before = long.MaxValue; before is not null; )
        {
            var page = Read(before: before.Value, most: most);
            Assert.InRange(page.Facts.Count, 0, most);
            Assert.True(page.Next is null || page.Next < before);
            texts.AddRange(Texts(page));
            before = page.Next;
        }

        return texts;
    }

    private static IEnumerable<string> Texts(HistoryPage page) => page.Facts.Select(fact => ((NoteWritten)fact.Fact).Text);
}
