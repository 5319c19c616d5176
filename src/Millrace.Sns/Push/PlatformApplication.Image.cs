using Millrace.Engine;

namespace Millrace.Sns.Push;

/// <summary>An application in a checkpoint.</summary>
public sealed partial class PlatformApplication
{
    public override IResourceImage Capture() =>
        new Image(FreezeHandedOn(), Exists, [.. _attributes], _lastEndpoint, [.. _endpoints.Values]);

    public override void Restore(BinaryReader reader)
    {
        RestoreHandedOn(reader);
        Exists = reader.ReadBoolean();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            _attributes.Add(reader.ReadString(), reader.ReadString());
        }

        var last = reader.ReadInt32();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            Add(PlatformEndpoint.Read(reader));
        }

        _lastEndpoint = last;
    }

    private sealed record Image(
        Action<BinaryWriter> WriteHandedOn,
        bool Exists,
        KeyValuePair<string, string>[] Attributes,
        int LastEndpoint,
        PlatformEndpoint[] Endpoints
    ) : IResourceImage
    {
        public void Write(BinaryWriter writer)
        {
            WriteHandedOn(writer);
            writer.Write(Exists);
            writer.Write(Attributes);
            writer.Write(LastEndpoint);
            writer.Write(Endpoints.Length);
            foreach (var endpoint in Endpoints)
            {
                endpoint.Write(writer);
            }
        }
    }
}
