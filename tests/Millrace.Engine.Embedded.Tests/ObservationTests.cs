using Millrace.Engine.Embedded.Tests.Notebooks;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>What a resource is told so that it can observe itself: time before each turn, replies after their facts.</summary>
public sealed class ObservationTests
{
    private readonly World _world = new();

    [Fact]
    public void Time_is_told_before_a_turn_changes_anything_and_a_reply_after_its_facts()
    {
        _world.Write("a", "one");
        _world.Clock.Advance(TimeSpan.FromSeconds(5));
        _world.Write("a", "two");
        _world.Clock.Advance(TimeSpan.FromSeconds(5));

        var observed = Observations("a");

        Assert.Equal(2, observed.Numbers[0]);
        Assert.Equal(["00:00 0", "00:05 1", "00:10 2"], observed.Texts);
    }

    [Fact]
    public void A_request_that_waits_is_observed_once_when_it_is_answered()
    {
        var read = _world.Ask<ReadNotes>(new NotebookRequest("a", WaitSeconds: 20));
        Assert.Equal(0, Observations("a").Numbers[0]);
        _world.Write("a", "at last");
        Assert.Equal(["at last"], read.Reply.Texts);
        Assert.Equal(2, Observations("a").Numbers[0]);
    }

    [Fact]
    public void What_the_journal_does_not_take_is_not_observed()
    {
        _world.Write("a", "one");
        _world.Disk.Capacity = _world.Disk.UsedBytes;
        while (_world.Answer<WriteNote>(new NotebookRequest("a", new string('x', 1000))).Error is null) { }

        var notes = _world.Read("a").Count;
        Assert.Equal(notes + 1, Observations("a").Numbers[0]);
    }

    [Fact]
    public void A_call_that_is_taken_is_observed_once_and_one_that_is_refused_never()
    {
        _world.Write("a", "note");
        _world.Write("a", "stay here");
        _world.Do<GiveNote>(new NotebookRequest("a", "b", [1]));
        _world.Do<GiveNote>(new NotebookRequest("a", "b", [2]));
        Assert.Equal([0, 1], Observations("b").Numbers);
        _world.Kill();
        Assert.Equal([0], Observations("b").Numbers);
    }

    [Fact]
    public void A_listing_tells_time_too()
    {
        _world.Write("a", "one");
        _world.Clock.Advance(TimeSpan.FromSeconds(5));
        _world.List();
        Assert.Contains("00:05 1", Observations("a").Texts);
    }

    [Fact]
    public void A_replay_observes_nothing()
    {
        _world.Write("a", "one");
        _world.Kill();
        var observed = Observations("a");
        Assert.Equal((0, 1), (observed.Numbers[0], observed.Texts.Count));
    }

    private NotebookReply Observations(string book) => _world.Do<ReadObservations>(new NotebookRequest(book));
}
