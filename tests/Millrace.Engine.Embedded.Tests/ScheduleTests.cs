using Millrace.Engine.Embedded.Tests.Notebooks;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>What falls due by itself.</summary>
public sealed class ScheduleTests
{
    private readonly World _world = new(partitions: 1);

    /// <summary>A backlog that expires takes many turns; whoever asks meanwhile need not wait for the last of them.</summary>
    [Fact]
    public void Others_have_their_turns_between_the_pieces_of_what_takes_long()
    {
        for (var number = 0; number < 5; number++)
        {
            _world.Write("a", Notebook.Fleeting);
        }

        var left = new List<int>();
        while (_world.Clock.RingNext(Notebook.FleetingUntil))
        {
            left.Add(_world.Read("a").Count);
        }

        Assert.Equal([4, 3, 2, 1, 0], left);
        Assert.Equal(Notebook.FleetingUntil, _world.Clock.Now);
    }
}
