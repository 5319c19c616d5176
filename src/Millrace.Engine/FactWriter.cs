using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Millrace.Engine;

/// <summary>Lays out the fields of facts: little-endian numbers, lengths as varints, text as UTF-8. Grows and is reused.</summary>
public sealed class FactWriter
{
    private byte[] _buffer = new byte[4096];
    private int _length;

    /// <summary>Bytes written so far.</summary>
    public int Length => _length;

    /// <summary>What was written since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Forgets what was written; gives back the memory of an outsized fact.</summary>
    public void Clear()
    {
        _length = 0;
        if (_buffer.Length > 4 * 1024 * 1024)
        {
            _buffer = new byte[4096];
        }
    }

    /// <summary>Leaves room to be filled in later with <see cref="At"/>; returns its offset.</summary>
    public int Skip(int bytes)
    {
        var at = _length;
        Take(bytes).Clear();
        return at;
    }

    /// <summary>The bytes from an offset to the end of what was written.</summary>
    public Span<byte> At(int offset) => _buffer.AsSpan(offset, _length - offset);

    public void Byte(byte value) => Take(1)[0] = value;

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void UInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2), value);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);

    public void Time(DateTimeOffset value) => Int64(value.UtcTicks);

    public void Id(Guid value) => value.TryWriteBytes(Take(16), bigEndian: true, out _);

    /// <summary>A count or length of at most 31 bits, in one to five bytes.</summary>
    public void Count(int value)
    {
        var rest = (uint)value;
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }

        Byte((byte)rest);
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Count(value.Length);
        value.CopyTo(Take(value.Length));
    }

    public void Text(string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        Count(bytes);
        Encoding.UTF8.GetBytes(value, Take(bytes));
    }

    /// <summary>A text that may be absent: a flag, then the text.</summary>
    public void OptionalText(string? value)
    {
        Flag(value is not null);
        if (value is not null)
        {
            Text(value);
        }
    }

    public void OptionalInt(int? value)
    {
        Flag(value is not null);
        if (value is { } number)
        {
            Int32(number);
        }
    }

    /// <summary>An array of plain structs as it lies in memory; for checkpoints, which are read by the same build or refused.</summary>
    public void Raw<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values).CopyTo(Take(MemoryMarshal.AsBytes(values).Length));

    private Span<byte> Take(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        }

        var span = _buffer.AsSpan(_length, bytes);
        _length += bytes;
        return span;
    }
}
