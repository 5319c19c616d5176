using System.Buffers;

namespace Millrace.Wire.Tests.Codecs;

/// <summary>A buffer writer that gives exactly what is asked for, so that every block's end is met.</summary>
internal sealed class SmallBlocks : IBufferWriter<byte>
{
    private readonly List<byte> _written = [];
    private byte[] _block = [];

    public byte[] Written => [.. _written];

    public void Advance(int count) => _written.AddRange(_block.AsSpan(0, count));

    public Memory<byte> GetMemory(int sizeHint = 0) => _block = new byte[Math.Max(1, sizeHint)];

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
