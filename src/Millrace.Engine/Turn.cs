using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Millrace.Engine;

/// <summary>What a decision may know besides state and request: the time, the caller, fresh identifiers.</summary>
/// <param name="Now">The time of this turn, in UTC; never earlier than that of the turn before on the same partition.</param>
/// <param name="AskedAt">The time of the turn in which this request was first decided: a long poll's start.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Seed">128 bits that no other turn has, the source of every identifier it makes.</param>
/// <param name="SecretKey">32 bytes that this process drew and nobody sees, the source of what nobody may guess.</param>
/// <param name="Answer">What another resource answered to this decision's question; null before it was asked.</param>
public readonly record struct Turn(
    DateTimeOffset Now,
    DateTimeOffset AskedAt,
    Caller Caller,
    UInt128 Seed,
    object? Answer = null,
    ReadOnlyMemory<byte> SecretKey = default
)
{
    /// <summary>A fresh identifier in the form of a random (version 4) UUID; the same salt gives the same identifier.</summary>
    public Guid NewId(int salt)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Draw((ulong)salt * 2));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Draw(((ulong)salt * 2) + 1));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>
    /// 256 fresh bits that cannot be told from any number of identifiers and other secrets: HMAC-SHA-256 of seed and salt. Identifiers
    /// are mixed quickly instead, and what is mixed can be unmixed.
    /// </summary>
    public byte[] NewSecret(int salt)
    {
        Span<byte> text = stackalloc byte[20];
        BinaryPrimitives.WriteUInt128LittleEndian(text, Seed);
        BinaryPrimitives.WriteInt32LittleEndian(text[16..], salt);
        return HMACSHA256.HashData(SecretKey.Span, text);
    }

    /// <summary>64 fresh bits; the same salt gives the same bits (two rounds of the SplitMix64 finaliser over the seed).</summary>
    public ulong Draw(ulong salt)
    {
        var mixed = Mix((ulong)Seed ^ (salt * 0x9E3779B97F4A7C15));
        return Mix(mixed ^ (ulong)(Seed >> 64));
    }

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
