namespace Millrace.Sqs;

/// <summary>A move task in a checkpoint.</summary>
internal sealed record MoveTaskImage(
    MoveTaskStarted Started,
    MoveTaskStatus Status,
    string? FailureReason,
    long Moved,
    int Moving,
    long PacedAt
)
{
    public static MoveTaskImage Of(MoveTask task) =>
        new(task.Started, task.Status, task.FailureReason, task.Moved, task.Moving, task.PacedAt);

    public void Write(BinaryWriter writer)
    {
        writer.Write(Started.Id.ToByteArray());
        writer.Write(Started.At);
        writer.Write(Started.DestinationArn ?? "");
        writer.Write(Started.PerSecond ?? 0);
        writer.Write(Started.ToMove);
        writer.Write(Started.LastNumber);
        writer.Write((byte)Status);
        writer.Write(FailureReason ?? "");
        writer.Write(Moved);
        writer.Write(Moving);
        writer.Write(PacedAt);
    }

    public static MoveTask Read(BinaryReader reader, int highestRate)
    {
        var id = new Guid(reader.ReadBytes(16));
        var at = reader.ReadInt64();
        var destination = reader.ReadString() is { Length: > 0 } arn ? arn : null;
        int? perSecond = reader.ReadInt32() is > 0 and var rate ? rate : null;
        var started = new MoveTaskStarted(id, at, destination, perSecond, reader.ReadInt64(), reader.ReadInt64());
        return new MoveTask(started, highestRate)
        {
            Status = (MoveTaskStatus)reader.ReadByte(),
            FailureReason = reader.ReadString() is { Length: > 0 } reason ? reason : null,
            Moved = reader.ReadInt64(),
            Moving = reader.ReadInt32(),
            PacedAt = reader.ReadInt64(),
        };
    }
}
