namespace Millrace.Engine;

/// <summary>Something that happened. Written once, replayed for years: new fields go at the end, old readings stay.</summary>
public interface IFact
{
    /// <summary>The number of this kind of fact in the journal, fixed for ever.</summary>
    ushort Tag { get; }

    /// <summary>
    /// True for facts that help to make room or let consumers go on (receive, delete, expire): they are still
    /// recorded in the last stretch of a full disk, where new payloads are refused.
    /// </summary>
    bool AllowedWhenFull => false;

    /// <summary>Writes the fields in the order in which the registered reader takes them back.</summary>
    void Write(FactWriter writer);
}

/// <summary>Reads one kind of fact back.</summary>
/// <param name="reader">Stands at the first field; the memory behind it may be kept.</param>
public delegate IFact FactReading(ref FactReader reader);
