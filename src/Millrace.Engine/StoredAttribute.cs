namespace Millrace.Engine;

/// <summary>One message attribute as it is recorded.</summary>
/// <param name="DataType">With the custom suffix, as in <c>Number.float</c>.</param>
/// <param name="Value">UTF-8 for text and numbers, the bytes themselves for binary.</param>
public sealed record StoredAttribute(string Name, string DataType, ReadOnlyMemory<byte> Value)
{
    /// <summary>True for Binary and its custom types.</summary>
    public bool IsBinary => DataType.StartsWith("Binary", StringComparison.Ordinal);

    public void Write(FactWriter writer)
    {
        writer.Text(Name);
        writer.Text(DataType);
        writer.Bytes(Value.Span);
    }

    public static StoredAttribute Read(ref FactReader reader) => new(reader.Text(), reader.Text(), reader.Bytes());
}
