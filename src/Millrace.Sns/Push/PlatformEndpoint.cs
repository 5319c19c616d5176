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
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            attributes.Add(reader.ReadString(), reader.ReadString());
        }

        return new PlatformEndpoint(number, id, attributes);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Number);
        writer.Write(Id.ToByteArray());
        SubscriptionImage.Write(writer, Attributes);
    }
}
