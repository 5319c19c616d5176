using Millrace.Api.Sqs;

namespace Millrace.Simulation.Model;

/// <summary>Receives that are asked again by their ReceiveRequestAttemptId.</summary>
internal sealed partial class Promises
{
    public int RepeatsSeen { get; private set; }

    /// <summary>A receive with an attempt id is asked; the handles it must give, or null when that is open.</summary>
    public static IReadOnlyList<string>? Attempting(AskedReceive asked)
    {
        var owed = asked.Attempt!.Owed(asked.At);
        var until = asked.At.AddSeconds(asked.LeastVisibility);
        foreach (var message in asked.Attempt.Given)
        {
            // Answered or not, it may hide them anew, and for a shorter time.
            message.VisibilityChanges.Add((asked.At, until));
            message.HeldUntil = until < message.HeldUntil ? until : message.HeldUntil;
        }

        return owed;
    }

    /// <summary>It was answered, and the answer judged like any receive's.</summary>
    public void Attempted(AskedReceive asked, IReadOnlyList<Message> batch, IReadOnlyList<string>? owed, DateTimeOffset now)
    {
        if (owed is not null)
        {
            ARepeatedReceiveGivesTheSameBatch(owed, [.. batch.Select(received => received.ReceiptHandle!)], asked);
            RepeatsSeen++;
        }

        asked.Attempt!.Gave([.. batch.Select(received => (MessageOf(received), received.ReceiptHandle!))], asked.Tick, now);
    }

    private static void ARepeatedReceiveGivesTheSameBatch(
        IReadOnlyList<string> owed,
        IReadOnlyList<string> given,
        AskedReceive asked
    ) =>
        Hold(
            owed.SequenceEqual(given, StringComparer.Ordinal),
            $"attempt {asked.Attempt!.Id} at {asked.From.Name} gave {owed.Count} messages and gives {given.Count}, not the same"
        );
}
