using System.Text.Json;
using System.Text.Json.Serialization;

namespace Millrace.Engine.Embedded;

/// <summary>What was fixed when a store was created; the file <c>store.json</c>.</summary>
/// <param name="Format">The layout of everything in the folder; another one is refused.</param>
/// <param name="Salt">Mixed into every frame, so that bytes from elsewhere are never taken for the journal's.</param>
internal sealed record StoreIdentity(int Format, int Partitions, int SegmentBytes, uint Salt)
{
    private const int CurrentFormat = 1;
    private const string Name = "store.json";

    /// <summary>Reads the store's identity, or gives a new store one.</summary>
    public static StoreIdentity OpenOrCreate(IDisk disk, EngineOptions options, UInt128 randomness)
    {
        if (disk.List().Contains(Name))
        {
            using var existing = disk.Open(Name);
            var text = new byte[existing.Length];
            existing.Read(0, text);
            var identity =
                JsonSerializer.Deserialize(text, StoreIdentityJson.Default.StoreIdentity)
                ?? throw new JournalDamagedException(Name, 0, "it is empty");
            return identity.Format == CurrentFormat
                ? identity
                : throw new JournalDamagedException(
                    Name,
                    0,
                    $"it has format {identity.Format}; this program reads {CurrentFormat}"
                );
        }

        var created = new StoreIdentity(CurrentFormat, options.Partitions, options.SegmentBytes, (uint)randomness);
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
}

/// <summary>Serialisation of <see cref="StoreIdentity"/> without reflection.</summary>
[JsonSerializable(typeof(StoreIdentity))]
internal sealed partial class StoreIdentityJson : JsonSerializerContext;
