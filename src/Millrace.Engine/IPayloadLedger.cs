namespace Millrace.Engine;

/// <summary>Counts, per journal segment, the bytes that some resource may still read back.</summary>
public interface IPayloadLedger
{
    /// <summary>The record at this place must stay readable.</summary>
    void Hold(PayloadHandle payload);

    /// <summary>The record at this place is not needed any more.</summary>
    void Release(PayloadHandle payload);
}

/// <summary>The ledger of a resource that belongs to no engine, as in a unit test.</summary>
internal sealed class NoLedger : IPayloadLedger
{
    public static NoLedger Instance { get; } = new();

    public void Hold(PayloadHandle payload) { }

    public void Release(PayloadHandle payload) { }
}
