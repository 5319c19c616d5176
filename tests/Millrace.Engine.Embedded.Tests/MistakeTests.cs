using Millrace.Engine.Embedded.Tests.Notebooks;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>A mistake of the program's own costs what it concerns, and nothing besides.</summary>
public sealed class MistakeTests
{
    private readonly World _world = new();

    [Fact]
    public void A_call_that_its_target_fails_to_decide_on_comes_back_refused()
    {
        _world.Write("a", "a " + Notebook.Mistake);
        _world.Write("a", "fine");
        _world.Ask<GiveNote>(new NotebookRequest("a", "b", [1]));
        _world.Do<GiveNote>(new NotebookRequest("a", "b", [2]));

        Assert.Equal(["a " + Notebook.Mistake], _world.Read("a"));
        Assert.Equal(["fine"], _world.Read("b"));
        Assert.Contains("This note cannot be taken.", Assert.Single(_world.Mistakes), StringComparison.Ordinal);
        Assert.Null(_world.Failure);
        _world.Restart();
        _world.Settle();
        Assert.Empty(_world.Mistakes);
        Assert.Equal(0, _world.Engine.PendingCalls);
    }

    [Fact]
    public void What_is_due_and_fails_is_tried_again_each_minute_and_holds_up_nobody()
    {
        _world.Write("a", Notebook.FleetingMistake);
        _world.Write("b", Notebook.Fleeting);
        _world.Clock.Advance(Notebook.FleetingUntil - World.Start);
        Assert.Single(_world.Mistakes);
        Assert.Empty(_world.Read("b"));

        _world.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Single(_world.Mistakes);
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _world.Mistakes.Count);
        Assert.Null(_world.Failure);
    }

    /// <summary>The fact is in the journal by then: to go on would be to answer from a state that no restart has.</summary>
    [Fact]
    public void A_fact_that_memory_cannot_follow_ends_the_engine_and_refuses_the_next_start()
    {
        _world.Write("a", "before");
        Assert.Throws<FactNotAppliedException>(() => _world.Ask<WriteNote>(new NotebookRequest("a", Notebook.Mistake)));
        Assert.Contains("MR1005: NoteWritten at ", Assert.IsType<FactNotAppliedException>(_world.Failure).Message);
        while (_world.Engine.FlushNext()) { }

        var refused = Assert.Throws<FactNotAppliedException>(_world.Kill);
        Assert.Contains("This note cannot be kept.", refused.Message, StringComparison.Ordinal);
    }
}
