using System.Runtime.CompilerServices;
using Millrace.Engine.Embedded.Tests.Notebooks;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>Requests that wait on a resource.</summary>
public sealed class WaitingTests
{
    private readonly World _world = new();

    [Fact]
    public void A_wait_ends_at_its_deadline_and_not_before()
    {
        var waiting = _world.Ask<ReadNotes>(new NotebookRequest("a", WaitSeconds: 10));
        _world.Clock.Advance(TimeSpan.FromSeconds(9.999));
        _world.Settle();
        Assert.False(waiting.IsAnswered);

        _world.Clock.Advance(TimeSpan.FromSeconds(0.001));
        _world.Settle();
        Assert.Empty(waiting.Reply.Texts);
    }

    [Fact]
    public void A_change_wakes_all_who_wait_for_it_once_it_is_durable()
    {
        var first = _world.Ask<ReadNotes>(new NotebookRequest("a", WaitSeconds: 10));
        var second = _world.Ask<ReadNotes>(new NotebookRequest("a", WaitSeconds: 20));
        var elsewhere = _world.Ask<ReadNotes>(new NotebookRequest("b", WaitSeconds: 20));
        _world.Ask<WriteNote>(new NotebookRequest("a", "hello"));
        _world.Dispatcher.RunAll();
        Assert.False(first.IsAnswered);

        _world.Settle();
        Assert.Equal(["hello"], first.Reply.Texts);
        Assert.Equal(["hello"], second.Reply.Texts);
        Assert.False(elsewhere.IsAnswered);
    }

    [Fact]
    public void A_client_that_leaves_ends_its_wait()
    {
        using var gone = new CancellationTokenSource();
        var waiting = _world.Ask<ReadNotes>(new NotebookRequest("a", WaitSeconds: 10), gone.Token);
        gone.Cancel();
        _world.Settle();
        Assert.NotNull(waiting.Answer.Error);
    }

    [Fact]
    public void A_stop_answers_who_waits_and_refuses_who_comes_after()
    {
        var waiting = _world.Ask<ReadNotes>(new NotebookRequest("a", WaitSeconds: 10));
        _world.Engine.StopTakingTurns();
        _world.Settle();
        Assert.Empty(waiting.Reply.Texts);

        var late = _world.Answer<WriteNote>(new NotebookRequest("a", "late"));
        Assert.Equal(EngineErrors.Stopping, late.Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_wait_that_ended_early_is_kept_by_nobody(bool answered)
    {
        var waited = WaitFor(answered);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(waited.IsAlive);
        GC.KeepAlive(_world);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference WaitFor(bool answered)
    {
        var request = new NotebookRequest("a", WaitSeconds: 3600);
        using var gone = new CancellationTokenSource();
        var waiting = _world.Ask<ReadNotes>(request, gone.Token);
        if (answered)
        {
            _world.Ask<WriteNote>(new NotebookRequest("a", "hello"));
        }
        else
        {
            gone.Cancel();
        }

        _world.Settle();
        Assert.True(waiting.IsAnswered);
        return new WeakReference(request);
    }

    [Fact]
    public void A_resource_that_was_only_asked_leaves_nothing_behind()
    {
        Assert.Empty(_world.Read("nobody"));
        Assert.Equal(0, _world.Engine.ResourceCount);
        Assert.Equal(0, _world.Engine.JournalHead);
    }
}
