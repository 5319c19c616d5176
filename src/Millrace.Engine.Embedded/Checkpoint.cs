namespace Millrace.Engine.Embedded;

/// <summary>One resource as a checkpoint holds it.</summary>
internal sealed record ResourcePicture(
    uint Number,
    ResourceId Id,
    IReadOnlyList<KeyValuePair<ResourceId, long>> CallsTaken,
    IResourceImage Image
);

/// <summary>All resources of one partition, frozen at one position of the journal.</summary>
/// <param name="Position">Facts of this partition before it are in the pictures; those at or after it are replayed.</param>
internal sealed record PartitionImage(long Position, uint LastNumber, IReadOnlyList<ResourcePicture> Resources);

/// <summary>
/// The state of all partitions in one file, so that a start replays only what came after. Written beside the old one and
/// put in its place by a rename, once the journal is durable up to everything it speaks of.
/// </summary>
internal static class Checkpoint
{
    private const string Name = "checkpoint";
    private const string NewName = "checkpoint.new";

    /// <summary>Rises when the layout of any picture changes; an unknown one is refused, not guessed at.</summary>
    private const int Version = 4;

    /// <summary>Writes and flushes the file under its working name; returns its bytes.</summary>
    /// <exception cref="DiskFullException">There is no room for it; the part that was written does not keep the room it had.</exception>
    public static long Write(IDisk disk, IReadOnlyList<PartitionImage> partitions, long ticks)
    {
        try
        {
            return WriteAll(disk, partitions, ticks);
        }
        catch (DiskFullException)
        {
            disk.Delete(NewName);
            throw;
        }
    }

    private static long WriteAll(IDisk disk, IReadOnlyList<PartitionImage> partitions, long ticks)
    {
        using var file = disk.Open(NewName);
        using var stream = new CheckpointStream(file, NewName, writing: true);
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write(ticks);
        writer.Write(partitions.Count);
        foreach (var partition in partitions)
        {
            writer.Write(partition.Position);
            writer.Write(partition.LastNumber);
            writer.Write(partition.Resources.Count);
            foreach (var resource in partition.Resources)
            {
                writer.Write(resource.Number);
                Write(writer, resource.Id);
                writer.Write(resource.CallsTaken.Count);
                foreach (var (source, number) in resource.CallsTaken)
                {
                    Write(writer, source);
                    writer.Write(number);
                }

                resource.Image.Write(writer);
            }
        }

        writer.Flush();
        stream.Complete();
        return file.Length;
    }

    /// <summary>Puts the written file in the place of the one before.</summary>
    public static void Publish(IDisk disk)
    {
        disk.Rename(NewName, Name);
        disk.FlushFolder();
    }

    /// <summary>Restores all partitions; their positions, or zeros when there is no checkpoint yet.</summary>
    public static (long[] Positions, long Ticks) Read(IDisk disk, IReadOnlyList<Partition> partitions)
    {
        var positions = new long[partitions.Count];
        if (!disk.List().Contains(Name))
        {
            return (positions, 0);
        }

        using var file = disk.Open(Name);
        using var stream = new CheckpointStream(file, Name, writing: false);
        using var reader = new BinaryReader(stream);
        var version = reader.ReadInt32();
        if (version != Version)
        {
            throw new JournalDamagedException(Name, 0, $"it has layout {version}; this program reads layout {Version}");
        }

        var ticks = reader.ReadInt64();
        var count = reader.ReadInt32();
        if (count != partitions.Count)
        {
            throw new JournalDamagedException(Name, 0, $"it has {count} partitions, the store {partitions.Count}");
        }

        for (var index = 0; index < count; index++)
        {
            positions[index] = reader.ReadInt64();
            partitions[index].Restore(reader);
        }

        return (positions, ticks);
    }

    private static void Write(BinaryWriter writer, ResourceId id)
    {
        writer.Write(id.Kind);
        writer.Write(id.Arn);
    }
}
