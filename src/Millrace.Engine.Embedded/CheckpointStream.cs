using System.Buffers.Binary;

namespace Millrace.Engine.Embedded;

/// <summary>
/// A stream of bytes in blocks of up to 1 MiB, each with its length and CRC-32C in front; a block of no bytes ends it.
/// Damage is found before a single wrong byte is taken for state.
/// </summary>
internal sealed class CheckpointStream(IDiskFile file, string name, bool writing) : Stream
{
    private const int BlockBytes = 1 << 20;
    private const int HeadBytes = 8;

    private readonly byte[] _block = new byte[HeadBytes + BlockBytes];
    private long _offset;
    private int _at = HeadBytes;
    private int _end = HeadBytes;
    private bool _ended;

    public override bool CanRead => !writing;

    public override bool CanSeek => false;

    public override bool CanWrite => writing;

    public override long Length => throw new NotSupportedException("A checkpoint is read from front to back.");

    public override long Position
    {
        get => throw new NotSupportedException("A checkpoint is read from front to back.");
        set => throw new NotSupportedException("A checkpoint is read from front to back.");
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var some = Math.Min(buffer.Length, _block.Length - _at);
            buffer[..some].CopyTo(_block.AsSpan(_at));
            _at += some;
            buffer = buffer[some..];
            if (_at == _block.Length)
            {
                WriteBlock();
            }
        }
    }

    /// <summary>Writes the last block and the end, and returns when all is on the medium.</summary>
    public void Complete()
    {
        if (_at > HeadBytes)
        {
            WriteBlock();
        }

        WriteBlock();
        file.SetLength(_offset);
        file.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_at == _end && !ReadBlock())
        {
            return 0;
        }

        var some = Math.Min(buffer.Length, _end - _at);
        _block.AsSpan(_at, some).CopyTo(buffer);
        _at += some;
        return some;
    }

    /// <summary>Blocks go out when they are full; see <see cref="Complete"/>.</summary>
    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("A checkpoint is read from front to back.");

    public override void SetLength(long value) => throw new NotSupportedException("A checkpoint ends where it is completed.");

    private void WriteBlock()
    {
        BinaryPrimitives.WriteInt32LittleEndian(_block, _at - HeadBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(_block.AsSpan(4), Frame.Checksum(_block.AsSpan(HeadBytes, _at - HeadBytes)));
        file.Write(_offset, _block.AsSpan(0, _at));
        _offset += _at;
        _at = HeadBytes;
    }

    private bool ReadBlock()
    {
        if (_ended)
        {
            return false;
        }

        var head = _block.AsSpan(0, HeadBytes);
        if (file.Read(_offset, head) < HeadBytes)
        {
            throw new JournalDamagedException(name, _offset, "the checkpoint ends in the middle");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        var content = _block.AsSpan(HeadBytes, Math.Clamp(length, 0, BlockBytes));
        if (
            length is < 0 or > BlockBytes
            || file.Read(_offset + HeadBytes, content) < length
            || Frame.Checksum(content) != BinaryPrimitives.ReadUInt32LittleEndian(_block.AsSpan(4))
        )
        {
            throw new JournalDamagedException(name, _offset, "a block of the checkpoint does not match its checksum");
        }

        _offset += HeadBytes + length;
        _at = HeadBytes;
        _end = HeadBytes + length;
        _ended = length == 0;
        return !_ended;
    }
}
