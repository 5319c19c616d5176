namespace Millrace.Api.Generator.Model;

/// <summary>Where a member, item, key or value names its shape, with the traits of that use.</summary>
internal sealed class ShapeReference
{
    private readonly JsonValue _value;

    public ShapeReference(JsonValue value)
    {
        _value = value;
        Target = value.Text ?? value.TextOf("shape") ?? "";
    }

    /// <summary>The name of the shape.</summary>
    public string Target { get; }

    /// <summary>The name on the wire; null when the model leaves it to the protocol.</summary>
    public string? LocationName => _value.TextOf("locationName");

    public string? Location => _value.TextOf("location");

    public string? TimestampFormat => _value.TextOf("timestampFormat");

    public bool IsFlattened => _value.Flag("flattened");
}
