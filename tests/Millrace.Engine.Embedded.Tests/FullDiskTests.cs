using Millrace.Engine.Embedded.Tests.Notebooks;

namespace Millrace.Engine.Embedded.Tests;

/// <summary>A full disk is an answer, not an end.</summary>
public sealed class FullDiskTests
{
    private readonly World _world = new();

    [Fact]
    public void A_full_disk_refuses_what_is_new_and_goes_on_with_reading_and_erasing()
    {
        var written = Fill();
        Assert.True(_world.Engine.IsFull);
        Assert.Equal(EngineErrors.DiskFull, _world.Answer<WriteNote>(Large).Error);
        Assert.Equal(written, _world.Read("a").Count);
        _world.Erase("a", 1);
        Assert.Equal(written - 1, _world.Read("a").Count);
        Assert.Null(_world.Failure);
    }

    [Fact]
    public void A_refused_write_leaves_nothing()
    {
        Fill();
        var state = _world.Describe();
        Assert.Equal(EngineErrors.DiskFull, _world.Answer<WriteNote>(Large).Error);
        Assert.Equal(EngineErrors.DiskFull, _world.Answer<WriteNote>(Large with { Book = "new" }).Error);
        Assert.Equal(state, _world.Describe());
        _world.Kill();
        Assert.Equal(state, _world.Describe());
    }

    [Fact]
    public void Erasing_and_upkeep_make_room_again_on_a_disk_that_grows_no_larger()
    {
        var written = Fill();
        _world.Erase("a", [.. Enumerable.Range(1, written).Select(number => (long)number)]);
        _world.Disk.Capacity += 2000;
        _world.Engine.Maintain();
        _world.Settle();
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_world.Answer<WriteNote>(Large).Error);
    }

    [Fact]
    public void When_there_is_room_again_writes_are_taken_within_a_quarter_of_a_second()
    {
        Fill();
        _world.Disk.Capacity = long.MaxValue;
        _world.Clock.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Null(_world.Answer<WriteNote>(Large).Error);
        Assert.False(_world.Engine.IsFull);
    }

    [Fact]
    public void When_there_is_room_again_the_upkeep_finds_out_though_nobody_writes()
    {
        Fill();
        _world.Engine.Maintain();
        Assert.True(_world.Engine.IsFull);
        _world.Disk.Capacity = long.MaxValue;
        _world.Engine.Maintain();
        Assert.False(_world.Engine.IsFull);
    }

    private static NotebookRequest Large => new("a", new string('x', 1000));

    private int Fill()
    {
        _world.Write("a", "first");
        _world.Disk.Capacity = _world.Disk.UsedBytes + (2 * World.SegmentBytes);
        var written = 1;
        while (_world.Answer<WriteNote>(Large).Error is null)
        {
            written++;
        }

        return written;
    }
}
