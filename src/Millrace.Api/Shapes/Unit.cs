namespace Millrace.Api;

/// <summary>The input or output of an operation that has none (Smithy's word for it).</summary>
public sealed class Unit : IShape<Unit>
{
    private Unit() { }

    /// <summary>The only value.</summary>
    public static Unit Value { get; } = new();

    public static StructureSchema Schema { get; } = new("Unit", []);

    public static Unit Read<TReader>(ref TReader reader)
        where TReader : struct, IShapeReader, allows ref struct
    {
        reader.BeginStructure();
        while (reader.NextMember(out _))
        {
            reader.SkipValue();
        }

        return Value;
    }

    public static void Write<TWriter>(ref TWriter writer, Unit value)
        where TWriter : struct, IShapeWriter, allows ref struct
    {
        writer.BeginStructure();
        writer.EndStructure();
    }

    public static void Check(Unit value, ConstraintReport report) { }
}
