namespace Millrace.Engine;

/// <summary>Where a fact lies in the journal: all that memory keeps of a payload.</summary>
/// <param name="Position">The logical position of the fact's record: segment number times segment size, plus offset.</param>
/// <param name="Length">Bytes of the whole record, head included.</param>
public readonly record struct PayloadHandle(long Position, int Length)
{
    /// <summary>True for the default value: no payload.</summary>
    public bool IsNone => Length == 0;
}
