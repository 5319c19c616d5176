using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Millrace.Engine;

/// <summary>
/// Takes the fields of a fact back. A field past the end of an old fact reads as its default, which is how facts gain
/// fields. Lengths that point outside the fact throw <see cref="InvalidDataException"/>.
/// </summary>
public ref struct FactReader(ReadOnlyMemory<byte> fact)
{
    private readonly ReadOnlyMemory<byte> _memory = fact;
    private readonly ReadOnlySpan<byte> _span = fact.Span;
    private int _at;

    /// <summary>True while there are fields left.</summary>
    public readonly bool HasMore => _at < _span.Length;

    public byte Byte() => HasMore ? _span[_at++] : (byte)0;

    public bool Flag() => Byte() != 0;

    public ushort UInt16() => HasMore ? BinaryPrimitives.ReadUInt16LittleEndian(Take(2)) : (ushort)0;

    public uint UInt32() => HasMore ? BinaryPrimitives.ReadUInt32LittleEndian(Take(4)) : 0;

    public int Int32() => HasMore ? BinaryPrimitives.ReadInt32LittleEndian(Take(4)) : 0;

    public long Int64() => HasMore ? BinaryPrimitives.ReadInt64LittleEndian(Take(8)) : 0;

    public ulong UInt64() => HasMore ? BinaryPrimitives.ReadUInt64LittleEndian(Take(8)) : 0;

    public DateTimeOffset Time() => new(Int64(), TimeSpan.Zero);

    public Guid Id() => HasMore ? new Guid(Take(16), bigEndian: true) : Guid.Empty;

    public int Count()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value <= int.MaxValue ? (int)value : throw new InvalidDataException("A length in a fact is out of range.");
            }
        }

        throw new InvalidDataException("A length in a fact does not end.");
    }

    /// <summary>A slice of the fact's own memory, not a copy.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        var length = Count();
        var from = _at;
        Take(length);
        return _memory.Slice(from, length);
    }

    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    public string? OptionalText() => Flag() ? Text() : null;

    public int? OptionalInt() => Flag() ? Int32() : null;

    /// <summary>Fills an array of plain structs as <see cref="FactWriter.Raw{T}"/> laid it out.</summary>
    public void Raw<T>(Span<T> values)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        Take(bytes.Length).CopyTo(bytes);
    }

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (bytes > _span.Length - _at)
        {
            throw new InvalidDataException("A fact ends in the middle of a field.");
        }

        var taken = _span.Slice(_at, bytes);
        _at += bytes;
        return taken;
    }
}
