using System.Buffers.Binary;

namespace Millrace.Reliability.Tests;

/// <summary>
/// A segment of the journal as a file, read by nothing but its description in docs/architecture.md: where its frames are, so
/// that a test can damage one.
/// </summary>
public sealed class JournalFile
{
    private const int FrameHeadBytes = 40;
    private const int FrameContentBytesOffset = 32;

    private readonly string _path;
    private readonly byte[] _bytes;

    public JournalFile(string dataFolder)
    {
        _path = Path.Combine(dataFolder, Name);
        _bytes = File.ReadAllBytes(_path);
        for (var at = 0; _bytes.AsSpan(at).StartsWith("MLR1"u8); )
        {
            var length = FrameHeadBytes + BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at + FrameContentBytesOffset));
            Frames.Add((at, length));
            at += length;
        }
    }

    /// <summary>The first of a store that has not been used much.</summary>
    public static string Name => "00000000.segment";

    /// <summary>Offset and length of every batch, oldest first.</summary>
    public List<(int Offset, int Length)> Frames { get; } = [];

    /// <summary>Turns one bit of a byte over.</summary>
    public void Flip(int offset) => Change(offset, [(byte)(_bytes[offset] ^ 1)]);

    /// <summary>As the file would be had these bytes never reached the disk.</summary>
    public void Blank(int offset, int length) => Change(offset, new byte[length]);

    private void Change(int offset, ReadOnlySpan<byte> bytes)
    {
        using var file = File.OpenHandle(_path, access: FileAccess.Write);
        RandomAccess.Write(file, bytes, offset);
    }
}
