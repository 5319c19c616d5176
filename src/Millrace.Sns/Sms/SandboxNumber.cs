namespace Millrace.Sns.Sms;

/// <summary>A number in the SMS sandbox.</summary>
/// <param name="Code">The one-time password that was sent last.</param>
/// <param name="IsVerified">Whoever has the number has told a one-time password.</param>
/// <param name="TriedAt">When somebody last tried to verify it, or a password was last sent.</param>
/// <param name="SentAt">When passwords were sent, the newest last, up to as many as count for a limit.</param>
internal sealed record SandboxNumber(
    string Number,
    string Code,
    bool IsVerified,
    DateTimeOffset TriedAt,
    IReadOnlyList<DateTimeOffset> SentAt
)
{
    /// <summary>With another password sent.</summary>
    public SandboxNumber Sent(string code, DateTimeOffset at) =>
        this with
        {
            Code = code,
            TriedAt = at,
            SentAt = [.. SentAt.TakeLast(Limits.SandboxCodesMax - 1), at],
        };

    /// <summary>Passwords sent within the time that the limit counts.</summary>
    public int SentWithinLimit(DateTimeOffset now) =>
        SentAt.Count(at => now - at < TimeSpan.FromSeconds(Limits.SandboxPauseSeconds));

    public static SandboxNumber Read(BinaryReader reader)
    {
        var (number, code, isVerified) = (reader.ReadString(), reader.ReadString(), reader.ReadBoolean());
        var triedAt = ReadTime(reader);
        var sentAt = new DateTimeOffset[reader.ReadInt32()];
        for (var index = 0; index < sentAt.Length; index++)
        {
            sentAt[index] = ReadTime(reader);
        }

        return new SandboxNumber(number, code, isVerified, triedAt, sentAt);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Number);
        writer.Write(Code);
        writer.Write(IsVerified);
        writer.Write(TriedAt.UtcTicks);
        writer.Write(SentAt.Count);
        foreach (var at in SentAt)
        {
            writer.Write(at.UtcTicks);
        }
    }

    private static DateTimeOffset ReadTime(BinaryReader reader) => new(reader.ReadInt64(), TimeSpan.Zero);
}
