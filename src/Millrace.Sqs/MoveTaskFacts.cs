using Millrace.Engine;

namespace Millrace.Sqs;

/// <summary>A task began to move the messages of this dead-letter queue away.</summary>
/// <param name="At">Milliseconds since the epoch.</param>
/// <param name="DestinationArn">Where they go; null: each to the queue it came from.</param>
/// <param name="PerSecond">The rate that was asked for; null for the highest.</param>
/// <param name="ToMove">Messages in the queue at that time.</param>
/// <param name="LastNumber">The last message that is meant; later ones stay.</param>
public sealed record MoveTaskStarted(Guid Id, long At, string? DestinationArn, int? PerSecond, long ToMove, long LastNumber)
    : IFact
{
    public const ushort FactTag = 0x0120;

    public ushort Tag => FactTag;

    public void Write(FactWriter writer)
    {
        writer.Id(Id);
        writer.Int64(At);
        writer.OptionalText(DestinationArn);
        writer.OptionalInt(PerSecond);
        writer.Int64(ToMove);
        writer.Int64(LastNumber);
    }

    public static IFact Read(ref FactReader reader) =>
        new MoveTaskStarted(
            reader.Id(),
            reader.Int64(),
            reader.OptionalText(),
            reader.OptionalInt(),
            reader.Int64(),
            reader.Int64()
        );
}

/// <summary>The running task takes a message away; nobody receives it here any more.</summary>
/// <param name="CallNumber">The number of the call that takes it there.</param>
/// <param name="PacedAt">Microseconds since the epoch for which this move was planned; the next follows from it.</param>
public sealed record MessageMoving(long Number, string TargetArn, long CallNumber, long PacedAt) : ICallingFact
{
    public const ushort FactTag = 0x0121;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public IEnumerable<Call> CallsOf(Resource source) =>
        source is Queue queue && queue.LeavingCall(CallNumber) is { } call ? [call] : [];

    public void Write(FactWriter writer)
    {
        writer.Int64(Number);
        writer.Text(TargetArn);
        writer.Int64(CallNumber);
        writer.Int64(PacedAt);
    }

    public static IFact Read(ref FactReader reader) =>
        new MessageMoving(reader.Int64(), reader.Text(), reader.Int64(), reader.Int64());
}

/// <summary>The running task moves nothing more: done, cancelled, or failed for a reason.</summary>
public sealed record MoveTaskEnded(MoveTaskStatus Status, string? FailureReason) : IFact
{
    public const ushort FactTag = 0x0122;

    public ushort Tag => FactTag;

    public bool AllowedWhenFull => true;

    public void Write(FactWriter writer)
    {
        writer.Byte((byte)Status);
        writer.OptionalText(FailureReason);
    }

    public static IFact Read(ref FactReader reader) => new MoveTaskEnded((MoveTaskStatus)reader.Byte(), reader.OptionalText());
}
