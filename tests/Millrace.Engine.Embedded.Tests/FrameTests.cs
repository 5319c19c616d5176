namespace Millrace.Engine.Embedded.Tests;

/// <summary>The bytes of frames and records.</summary>
public sealed class FrameTests
{
    private const uint Salt = 0xC0FFEE;
    private const long Position = 123_456;

    [Fact]
    public void A_frame_reads_back_as_it_was_written()
    {
        var frame = Written([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        Assert.True(Frame.TryRead(frame, Salt, Position, out var head));
        Assert.Equal(new FrameHead(Position, 123_000, 638_000, 9, Frame.Checksum([1, 2, 3, 4, 5, 6, 7, 8, 9])), head);
    }

    [Fact]
    public void A_frame_with_any_bit_turned_over_is_none()
    {
        var frame = Written([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        for (var bit = 0; bit < frame.Length * 8; bit++)
        {
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Frame.TryRead(frame, Salt, Position, out _), $"bit {bit}");
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void A_frame_cut_off_anywhere_is_none()
    {
        var frame = Written([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        for (var length = 0; length < frame.Length; length++)
        {
            Assert.False(Frame.TryRead(frame.AsSpan(0, length), Salt, Position, out _), $"{length} bytes");
        }
    }

    [Fact]
    public void A_frame_of_another_place_or_another_store_is_none()
    {
        var frame = Written([1, 2, 3]);
        Assert.False(Frame.TryRead(frame, Salt, Position + 1, out _));
        Assert.False(Frame.TryRead(frame, Salt + 1, Position, out _));
    }

    [Fact]
    public void A_record_with_any_bit_turned_over_is_none()
    {
        var record = new byte[Frame.RecordHeadBytes + 11];
        Random.Shared.NextBytes(record.AsSpan(Frame.RecordHeadBytes));
        Frame.WriteRecordHead(record, partition: 3, tag: 0x0110, resource: 77);
        Assert.True(Frame.IsRecord(record));
        Assert.Equal(0x0110, Frame.TagOf(record));
        for (var bit = 0; bit < record.Length * 8; bit++)
        {
            record[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Frame.IsRecord(record), $"bit {bit}");
            record[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void A_checksum_may_be_made_in_pieces_of_whole_words()
    {
        var bytes = new byte[72];
        Random.Shared.NextBytes(bytes);
        Assert.Equal(Frame.Checksum(bytes), Frame.Checksum(bytes.AsSpan(24), Frame.Checksum(bytes.AsSpan(0, 24))));
    }

    /// <summary>Castagnoli's polynomial, by the check value of its catalogue entry: the final inversion is not applied here.</summary>
    [Fact]
    public void The_checksum_is_crc_32c() => Assert.Equal(~0xE3069283u, Frame.Checksum("123456789"u8));

    private static byte[] Written(byte[] content)
    {
        var frame = new byte[Frame.HeadBytes + content.Length];
        content.CopyTo(frame, Frame.HeadBytes);
        Frame.WriteHead(frame, Salt, new FrameHead(Position, 123_000, 638_000, content.Length, Frame.Checksum(content)));
        return frame;
    }
}
