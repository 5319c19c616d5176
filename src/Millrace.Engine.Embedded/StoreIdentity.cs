using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Millrace.Engine.Embedded;

/// <summary>What was fixed when a store was created; the file <c>store.json</c>.</summary>
/// <param name="Format">The layout of everything in the folder; another one is refused.</param>
/// <param name="Salt">Mixed into every frame, so that bytes from elsewhere are never taken for the journal's.</param>
/// <param name="Check">A checksum of the others: with one digit wrong the whole journal would look like none at all.</param>
internal sealed record StoreIdentity(int Format, int Partitions, int SegmentBytes, uint Salt, uint Check)
{
    private const int CurrentFormat = 1;
    private const string Name = "store.json";

    /// <summary>Reads the store's identity, or gives a new store one.</summary>
    public static StoreIdentity OpenOrCreate(IDisk disk, EngineOptions options, UInt128 randomness)
    {
        // A store gets its identity before anything else. Under a new one, the frames that are there would look like none.
        if (!disk.List().Contains(Name) && disk.List().FirstOrDefault(Segments.IsName) is { } orphan)
        {
            throw new JournalDamagedException(Name, 0, $"the file is missing, but {orphan} is there");
        }

        if (disk.List().Contains(Name))
        {
            using var existing = disk.Open(Name);
            var text = new byte[existing.Length];
            existing.Read(0, text);
            return Checked(Parse(text));
        }

        var created = new StoreIdentity(CurrentFormat, options.Partitions, options.SegmentBytes, (uint)randomness, 0);
        created = created with { Check = created.Checksum() };
        using (var file = disk.Open(Name + ".new"))
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(created, StoreIdentityJson.Default.StoreIdentity);
            file.SetLength(bytes.Length);
            file.Write(0, bytes);
            file.Flush();
        }

        disk.Rename(Name + ".new", Name);
        disk.FlushFolder();
        return created;
    }

    private static StoreIdentity Parse(byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, StoreIdentityJson.Default.StoreIdentity)
                ?? throw new JournalDamagedException(Name, 0, "it is empty");
        }
        catch (JsonException failure)
        {
            throw new JournalDamagedException(Name, failure.BytePositionInLine ?? 0, "it is not the JSON that was written");
        }
    }

    private static StoreIdentity Checked(StoreIdentity identity)
    {
        if (identity.Format != CurrentFormat)
        {
            throw new JournalDamagedException(Name, 0, $"it has format {identity.Format}; this program reads {CurrentFormat}");
        }

        return identity.Check == identity.Checksum()
            ? identity
            : throw new JournalDamagedException(Name, 0, "it does not match its checksum");
    }

    private uint Checksum()
    {
        Span<byte> fields = stackalloc byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(fields, Format);
        BinaryPrimitives.WriteInt32LittleEndian(fields[4..], Partitions);
        BinaryPrimitives.WriteInt32LittleEndian(fields[8..], SegmentBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[12..], Salt);
        return Frame.Checksum(fields);
    }
}

/// <summary>Serialisation of <see cref="StoreIdentity"/> without reflection.</summary>
[JsonSerializable(typeof(StoreIdentity))]
internal sealed partial class StoreIdentityJson : JsonSerializerContext;
