using Millrace.Engine;

namespace Millrace.Sns.Push;

/// <summary>One app on one device, as its push service knows it by a token.</summary>
/// <param name="Number">Rises with every endpoint of the application; listings go by it.</param>
/// <param name="Attributes">Token, Enabled, and what else was given.</param>
internal sealed record PlatformEndpoint(int Number, Guid Id, IReadOnlyDictionary<string, string> Attributes)
{
    public string Token => Attributes[EndpointAttributes.Token];

    public bool IsEnabled => bool.Parse(Attributes[EndpointAttributes.Enabled]);

    public static PlatformEndpoint Read(BinaryReader reader)
    {
        var (number, id) = (reader.ReadInt32(), new Guid(reader.ReadBytes(16)));
        return new PlatformEndpoint(number, id, reader.ReadTexts());
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Number);
        writer.Write(Id.ToByteArray());
        writer.Write(Attributes);
    }
}
