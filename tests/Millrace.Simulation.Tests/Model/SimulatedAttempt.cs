using Millrace.Sqs;

namespace Millrace.Simulation.Model;

/// <summary>A receive with a ReceiveRequestAttemptId, which can be repeated.</summary>
/// <param name="queue">The FIFO queue it asks.</param>
/// <param name="id">The id.</param>
/// <param name="firstAskedAt">None of its receives was decided before it.</param>
internal sealed class SimulatedAttempt(SimulatedQueue queue, string id, DateTimeOffset firstAskedAt)
{
    private const int Changed = -1;

    private static readonly TimeSpan _window = TimeSpan.FromSeconds(Limits.DeduplicationSeconds);

    private DateTimeOffset _givenAt;
    private List<(SimulatedMessage Message, string Handle, int HoldVersion)> _given = [];

    public SimulatedQueue Queue { get; } = queue;

    public string Id { get; } = id;

    /// <summary>The messages that its last answered receive gave.</summary>
    public IEnumerable<SimulatedMessage> Given => _given.Select(given => given.Message);

    /// <summary>The handles it must give again when it is asked now; null when it need not.</summary>
    public IReadOnlyList<string>? Owed(DateTimeOffset now) =>
        _given.Count > 0
        && now < firstAskedAt + _window
        && _given.TrueForAll(given =>
            given.Message.HoldVersion == given.HoldVersion && !given.Message.MayBeGone && now < given.Message.HeldUntil
        )
            ? [.. _given.Select(given => given.Handle)]
            : null;

    /// <summary>Whether a receive asked at a moment may give out a handle again that this attempt gave before.</summary>
    public bool MayRepeat(string handle, DateTimeOffset askedAt) =>
        askedAt < _givenAt + _window && _given.Exists(given => given.Handle == handle);

    /// <summary>A receive of it was answered.</summary>
    /// <param name="given">What it gave.</param>
    /// <param name="askedAt">When it was asked for; what was changed since need not be given again.</param>
    /// <param name="now">The time of the answer.</param>
    public void Gave(IReadOnlyList<(SimulatedMessage Message, string Handle)> given, long askedAt, DateTimeOffset now)
    {
        if (given.Count > 0 && !_given.Exists(earlier => earlier.Handle == given[0].Handle))
        {
            _givenAt = now;
        }

        _given =
        [
            .. given.Select(one =>
                (one.Message, one.Handle, one.Message.ChangedAt > askedAt ? Changed : one.Message.HoldVersion)
            ),
        ];
    }
}
