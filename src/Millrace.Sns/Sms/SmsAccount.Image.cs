using Millrace.Engine;

namespace Millrace.Sns.Sms;

/// <summary>An account's text messaging in a checkpoint.</summary>
public sealed partial class SmsAccount
{
    public override IResourceImage Capture() =>
        new Image(FreezeHandedOn(), [.. _attributes], [.. _optedOut], [.. _optedIn], [.. _sandbox.Values]);

    public override void Restore(BinaryReader reader)
    {
        RestoreHandedOn(reader);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            _attributes.Add(reader.ReadString(), reader.ReadString());
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            _optedOut.Add(reader.ReadString());
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            _optedIn.Add(reader.ReadString(), new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero));
        }

        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var number = SandboxNumber.Read(reader);
            _sandbox.Add(number.Number, number);
        }
    }

    private sealed record Image(
        Action<BinaryWriter> WriteHandedOn,
        KeyValuePair<string, string>[] Attributes,
        string[] OptedOut,
        KeyValuePair<string, DateTimeOffset>[] OptedIn,
        SandboxNumber[] Sandbox
    ) : IResourceImage
    {
        public void Write(BinaryWriter writer)
        {
            WriteHandedOn(writer);
            writer.Write(Attributes);
            writer.Write(OptedOut.Length);
            foreach (var number in OptedOut)
            {
                writer.Write(number);
            }

            writer.Write(OptedIn.Length);
            foreach (var (number, at) in OptedIn)
            {
                writer.Write(number);
                writer.Write(at.UtcTicks);
            }

            writer.Write(Sandbox.Length);
            foreach (var number in Sandbox)
            {
                number.Write(writer);
            }
        }
    }
}
