namespace Millrace.Api;

/// <summary>A structure of a model: it reads itself from any protocol, writes itself to any, and knows its constraints.</summary>
/// <remarks>
/// The implementations are generated. Readers and writers are structs, so that the just-in-time compiler makes one
/// specialised body per structure and protocol, without virtual calls.
/// </remarks>
public interface IShape<TSelf>
    where TSelf : class, IShape<TSelf>
{
    /// <summary>The structure's name and members.</summary>
    public static abstract StructureSchema Schema { get; }

    /// <summary>Reads one structure. Members the model does not know are skipped, as AWS does; absent ones stay null.</summary>
    public static abstract TSelf Read<TReader>(ref TReader reader)
        where TReader : struct, IShapeReader, allows ref struct;

    /// <summary>Writes the members that are not null, in the model's order.</summary>
    public static abstract void Write<TWriter>(ref TWriter writer, TSelf value)
        where TWriter : struct, IShapeWriter, allows ref struct;

    /// <summary>Adds to <paramref name="report"/> every constraint of the model the value breaks, in nested structures too.</summary>
    public static abstract void Check(TSelf value, ConstraintReport report);
}
