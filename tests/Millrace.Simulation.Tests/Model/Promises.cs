using System.Globalization;
using System.Runtime.CompilerServices;
using Millrace.Api.Sqs;

namespace Millrace.Simulation.Model;

/// <summary>
/// What Millrace promises, each promise a check with a name, against what clients were told. Here: the checks of any history; a
/// message is judged in the other parts.
/// </summary>
internal sealed partial class Promises
{
    private readonly List<SimulatedMessage> _messages = [];

    public IReadOnlyList<SimulatedMessage> Messages => _messages;

    /// <summary>Counts what was asked and what was told: a clock that never stands still.</summary>
    public long Tick { get; private set; }

    public int AttributesSet { get; set; }

    public long NextTick() => ++Tick;

    /// <summary>The end of a history: everything was drained from all queues, and this is what came.</summary>
    public void NothingAcknowledgedIsLost(IReadOnlySet<int> drained, DateTimeOffset now)
    {
        foreach (var message in _messages)
        {
            if (message.IsAcknowledged && !message.IsDuplicate)
            {
                var owed = message.Home.IsFifo ? SendsThatItMayRepeat(message) : [message];
                Hold(
                    owed.Exists(one => one.MayBeGone || one.MayBeExpired(now) || drained.Contains(one.Number)),
                    $"message {message.Number} sent to {message.Home.Name} at {message.SentAt:O} was acknowledged and is lost"
                );
            }
        }
    }

    /// <summary>The end of a history: of a batch that was never answered, all messages are there or none is.</summary>
    public void BatchesAreWhole(IReadOnlySet<int> drained)
    {
        foreach (var message in _messages)
        {
            if (
                message.Batch is { } batch
                && batch[0] == message
                && batch.All(one => !one.IsAcknowledged && !one.IsRefused && !one.MayBeGone)
                && message.Home.Retention.TotalDays > 1
            )
            {
                var there = batch.Count(one => drained.Contains(one.Number) || one.WasSeen);
                Hold(
                    there == 0 || there == batch.Count,
                    $"{there} of {batch.Count} messages are there of the unanswered batch that begins with message {message.Number}"
                );
            }
        }
    }

    public static void NothingIsDoubled(bool isFirst, string body) =>
        Hold(isFirst, $"'{Start(body)}' is in the queues more than once");

    public static void ReplayEqualsLiveState(string live, string replayed) =>
        Hold(
            string.Equals(live, replayed, StringComparison.Ordinal),
            $"the state after a replay differs from the live one:\n{Difference(live, replayed)}"
        );

    public static void ASettledServerHasAnswered(bool isAnswered) =>
        Hold(isAnswered, "everything is flushed, and a request that waits for nothing has no answer");

    public static void LongPollsEndInTime(DateTimeOffset deadline, DateTimeOffset now) =>
        Hold(deadline >= now, $"a long poll that was to end at {deadline:O} still waits at {now:O}");

    public static void EveryEntryIsAnswered(int entries, int successful, int failed) =>
        Hold(successful + failed == entries, $"a batch of {entries} has {successful} successes and {failed} failures");

    public static void EntriesFailAlone(string? failed, string? bad) =>
        Hold(
            string.Equals(failed, bad, StringComparison.Ordinal),
            $"entry '{bad}' of a batch was wrong, and '{failed}' was refused"
        );

    public static void AttributesAreAsTheyWereSet(SimulatedQueue queue, string name, int value, IEnumerable<int> possible) =>
        Hold(possible.Contains(value), $"{queue.Name} says that its {name} is {value}, which is not what it was set to");

    public static void TheEngineLives(Exception? failure) => Hold(failure is null, $"the engine failed: {failure}");

    private static void Hold(bool isHeld, string what, [CallerMemberName] string promise = "")
    {
        if (!isHeld)
        {
            throw new InvariantException(promise, what);
        }
    }

    private static int NumberOf(string body) => int.Parse(body.AsSpan(0, body.IndexOf(':')), CultureInfo.InvariantCulture);

    private static string Start(string body) => body[..Math.Min(body.Length, 20)];

    private static string Difference(string live, string replayed)
    {
        var (left, right) = (live.Split('\n'), replayed.Split('\n'));
        return string.Join('\n', left.Except(right).Take(5).Select(line => "live:     " + line))
            + "\n"
            + string.Join('\n', right.Except(left).Take(5).Select(line => "replayed: " + line));
    }
}
