namespace Millrace.Sns;

/// <summary>How far a subscription's replay has come, and what it is still to be given; by the numbers of messages.</summary>
/// <param name="From">The first message that the replay covers; it covers all from there on that its policy lets through.</param>
/// <param name="OwedFrom">
/// The first that was published after the policy was set. What the policy lets through of those is kept back to come behind the older
/// ones, and the subscription is to have it whatever becomes of the replay.
/// </param>
/// <param name="StillOwed">What earlier policies let through and kept back like that, and has not reached it; ascending.</param>
/// <param name="GivenTo">The last message that the replay has come to.</param>
internal sealed record ReplayProgress(long From, long OwedFrom, IReadOnlyList<MessageRange> StillOwed, long GivenTo)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(From);
        writer.Write(OwedFrom);
        writer.Write(StillOwed.Count);
        foreach (var (first, last) in StillOwed)
        {
            writer.Write(first);
            writer.Write(last);
        }

        writer.Write(GivenTo);
    }

    public static ReplayProgress Read(BinaryReader reader)
    {
        var (from, owedFrom) = (reader.ReadInt64(), reader.ReadInt64());
        var stillOwed = new MessageRange[reader.ReadInt32()];
        for (var index = 0; index < stillOwed.Length; index++)
        {
            stillOwed[index] = new MessageRange(reader.ReadInt64(), reader.ReadInt64());
        }

        return new ReplayProgress(from, owedFrom, stillOwed, reader.ReadInt64());
    }
}
