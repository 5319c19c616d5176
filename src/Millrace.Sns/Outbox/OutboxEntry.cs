using Millrace.Engine;

namespace Millrace.Sns.Outbox;

/// <summary>One notification in an outbox, as far as memory holds it; its text is in the fact that kept it.</summary>
internal sealed record OutboxEntry(long Number, long At, string Protocol, string Endpoint, PayloadHandle Payload)
{
    public MailStatus Mail { get; init; }

    /// <summary>The call that hands it to the mail server; zero for none.</summary>
    public long CallNumber { get; init; }

    /// <summary>Calls to the mail server that failed.</summary>
    public int Attempts { get; init; }

    /// <summary>When the mail server is asked next, in milliseconds since the epoch; zero while its call is recorded to be made.</summary>
    public long DueAt { get; init; }

    /// <summary>What the mail server said last; null when it has not refused.</summary>
    public string? MailError { get; init; }

    public static OutboxEntry Read(BinaryReader reader) =>
        new(
            reader.ReadInt64(),
            reader.ReadInt64(),
            reader.ReadString(),
            reader.ReadString(),
            new PayloadHandle(reader.ReadInt64(), reader.ReadInt32())
        )
        {
            Mail = (MailStatus)reader.ReadByte(),
            CallNumber = reader.ReadInt64(),
            Attempts = reader.ReadInt32(),
            DueAt = reader.ReadInt64(),
            MailError = reader.ReadString() is { Length: > 0 } error ? error : null,
        };

    public void Write(BinaryWriter writer)
    {
        writer.Write(Number);
        writer.Write(At);
        writer.Write(Protocol);
        writer.Write(Endpoint);
        writer.Write(Payload.Position);
        writer.Write(Payload.Length);
        writer.Write((byte)Mail);
        writer.Write(CallNumber);
        writer.Write(Attempts);
        writer.Write(DueAt);
        writer.Write(MailError ?? "");
    }
}
