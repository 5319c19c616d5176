using Millrace.TestSupport.Simulated;

namespace Millrace.Tests;

/// <summary>A clock that runs with the machine's and can be moved forward, timers included.</summary>
public sealed class MovableClockTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly SimulatedClock _machine = new(_start);
    private readonly MovableClock _clock;
    private readonly List<(string Name, TimeSpan At)> _rings = [];

    public MovableClockTests() => _clock = new MovableClock(_machine);

    [Fact]
    public void It_runs_with_the_machines_clock_and_keeps_the_lead_it_was_given()
    {
        Assert.Equal(_start, _clock.GetUtcNow());
        Assert.False(_clock.Step(_start.AddHours(1)));
        _machine.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(_start.AddHours(1).AddSeconds(5), _clock.GetUtcNow());
        Assert.Equal((TimeSpan.FromHours(1), _start.AddSeconds(5)), (_clock.Ahead, _clock.MachineTime));
    }

    [Fact]
    public void What_was_measured_before_a_move_includes_it()
    {
        var started = _clock.GetTimestamp();
        _machine.Advance(TimeSpan.FromSeconds(2));
        _clock.Step(_clock.GetUtcNow().AddMinutes(1));

        Assert.Equal(TimeSpan.FromSeconds(62), _clock.GetElapsedTime(started));
    }

    [Fact]
    public void It_is_not_moved_backwards()
    {
        _clock.Step(_start.AddMinutes(1));
        Assert.False(_clock.Step(_start));
        Assert.Equal(_start.AddMinutes(1), _clock.GetUtcNow());
    }

    [Fact]
    public void It_runs_on_when_the_machines_clock_is_set_back_and_follows_it_when_it_is_set_forward()
    {
        var machine = new ClockThatIsSet(_machine);
        var clock = new MovableClock(machine);
        Assert.Equal(_start, clock.GetUtcNow());
        machine.SetBy(TimeSpan.FromHours(-1));
        _machine.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(_start.AddSeconds(5), clock.GetUtcNow());

        machine.SetBy(TimeSpan.FromHours(3));
        Assert.Equal(_start.AddHours(2).AddSeconds(5), clock.GetUtcNow());
        clock.Step(clock.GetUtcNow().AddMinutes(1));
        Assert.Equal(_start.AddHours(2).AddSeconds(65), clock.GetUtcNow());
    }

    [Fact]
    public void A_move_stops_at_every_timer_on_the_way_in_their_order()
    {
        using var late = Timer("late", 30);
        using var early = Timer("early", 10);
        using var beyond = Timer("beyond", 61);

        Move(TimeSpan.FromSeconds(60));

        Assert.Equal([("early", TimeSpan.FromSeconds(10)), ("late", TimeSpan.FromSeconds(30))], _rings);
        Assert.Equal(_start.AddSeconds(60), _clock.GetUtcNow());
        Move(TimeSpan.FromSeconds(1));
        Assert.Equal(("beyond", TimeSpan.FromSeconds(61)), _rings[^1]);
    }

    [Fact]
    public void A_timer_that_is_set_during_a_move_rings_in_it()
    {
        ITimer? second = null;
        using var first = _clock.CreateTimer(
            _ => second = Timer("second", 5),
            null,
            TimeSpan.FromSeconds(10),
            Timeout.InfiniteTimeSpan
        );

        Move(TimeSpan.FromSeconds(60));

        Assert.Equal([("second", TimeSpan.FromSeconds(15))], _rings);
        second!.Dispose();
    }

    [Fact]
    public void After_a_move_a_timer_rings_when_the_rest_of_its_time_has_run()
    {
        using var timer = Timer("timer", 60);
        Move(TimeSpan.FromSeconds(50));
        _machine.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Empty(_rings);
        _machine.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal([("timer", TimeSpan.FromSeconds(60))], _rings);
    }

    [Fact]
    public void A_timer_that_rang_in_a_move_does_not_ring_again_when_the_machine_gets_there()
    {
        using var timer = Timer("timer", 10);
        Move(TimeSpan.FromSeconds(10));
        _machine.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(_rings);
    }

    [Fact]
    public void A_timer_can_be_set_anew_and_stopped()
    {
        using var timer = Timer("timer", 10);
        timer.Change(TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan);
        Move(TimeSpan.FromSeconds(19));
        Assert.Empty(_rings);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Move(TimeSpan.FromSeconds(60));
        _machine.Advance(TimeSpan.FromSeconds(60));
        Assert.Empty(_rings);
    }

    [Fact]
    public void A_timer_with_a_period_rings_at_every_one_that_a_move_passes()
    {
        using var timer = Timer("beat", 10, periodSeconds: 20);
        Move(TimeSpan.FromSeconds(55));
        Assert.Equal([10, 30, 50], _rings.Select(ring => ring.At.TotalSeconds));
        _machine.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(70, _rings[^1].At.TotalSeconds);
    }

    [Fact]
    public void A_delay_ends_when_the_clock_is_moved_past_it()
    {
        var delay = Task.Delay(TimeSpan.FromDays(1), _clock, TestContext.Current.CancellationToken);
        Move(TimeSpan.FromHours(23));
        Assert.False(delay.IsCompleted);
        Move(TimeSpan.FromHours(1));
        Assert.True(delay.IsCompleted);
    }

    private ITimer Timer(string name, double seconds, double? periodSeconds = null) =>
        _clock.CreateTimer(
            _ => _rings.Add((name, _clock.GetUtcNow() - _start)),
            null,
            TimeSpan.FromSeconds(seconds),
            periodSeconds is { } period ? TimeSpan.FromSeconds(period) : Timeout.InfiniteTimeSpan
        );

    private void Move(TimeSpan by)
    {
        var until = _clock.GetUtcNow() + by;
        while (_clock.Step(until)) { }
    }

    /// <summary>A machine whose clock somebody sets, while its timestamps go on as they were.</summary>
    private sealed class ClockThatIsSet(TimeProvider machine) : TimeProvider
    {
        private TimeSpan _by;

        public override long TimestampFrequency => machine.TimestampFrequency;

        public void SetBy(TimeSpan by) => _by += by;

        public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() + _by;

        public override long GetTimestamp() => machine.GetTimestamp();
    }
}
