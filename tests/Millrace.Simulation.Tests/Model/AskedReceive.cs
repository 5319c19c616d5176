namespace Millrace.Simulation.Model;

/// <summary>A receive that was asked for, with what must be known of its queue at that time to judge the answer.</summary>
/// <param name="From">The queue asked.</param>
/// <param name="At">The decision was not before it.</param>
/// <param name="VisibilitySeconds">For how long it was asked to hide messages; null for as long as the queue says.</param>
/// <param name="Attempt">Whose ReceiveRequestAttemptId it has; null for none.</param>
internal sealed record AskedReceive(SimulatedQueue From, DateTimeOffset At, int? VisibilitySeconds, SimulatedAttempt? Attempt)
{
    /// <summary>When it was asked for, as <see cref="Promises.Tick"/> counts.</summary>
    public required long Tick { get; init; }

    private readonly int _visibilityMark = From.Visibility.Mark;
    private readonly int _delayMark = From.Delay.Mark;
    private readonly int _mostReceivesMark = From.MostReceives.Mark;

    /// <summary>For how long its messages are hidden at least, in seconds.</summary>
    public int LeastVisibility => VisibilitySeconds ?? From.Visibility.Since(_visibilityMark).Min();

    /// <summary>The shortest delay that the queue may have had when it was decided, in seconds.</summary>
    public int LeastDelay => From.Delay.Since(_delayMark).Min();

    /// <summary>The highest maxReceiveCount that the queue may have had when it was decided.</summary>
    public int MostReceives => From.MostReceives.Since(_mostReceivesMark).Max();
}
