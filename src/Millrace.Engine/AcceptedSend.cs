namespace Millrace.Engine;

/// <summary>A send that was accepted, as its duplicates are answered.</summary>
/// <param name="Key">Scope and deduplication id, hashed.</param>
/// <param name="Number">The message's number, from which its sequence number follows.</param>
/// <param name="AcceptedAt">Milliseconds since the epoch.</param>
public readonly record struct AcceptedSend(UInt128 Key, Guid MessageId, long Number, long AcceptedAt);
