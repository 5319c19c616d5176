using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Millrace.Wire.Codecs;

/// <summary>A span of an <see cref="IBufferWriter{T}"/> that is filled byte by byte and handed back in one go.</summary>
/// <remarks>Nothing reaches the buffer writer's count until <see cref="Flush"/>.</remarks>
internal ref struct Utf8Output(IBufferWriter<byte> output)
{
    /// <summary>A chunk that most answers fit into.</summary>
    private const int ChunkBytes = 512;

    /// <summary>A UTF-16 unit becomes at most three bytes of UTF-8.</summary>
    private const int BytesPerCharMax = 3;

    private const int NumberBytesMax = 32;
    private const int TranscodeChars = 1024;

    /// <summary>A multiple of three, so that only the last chunk is padded.</summary>
    private const int Base64ChunkBytes = 3072;

    /// <summary>The most that is asked of the buffer writer at once: its own blocks are of this order.</summary>
    private const int GrowBytesMax = 4096;

    private readonly IBufferWriter<byte> _output = output;
    private Span<byte> _span = output.GetSpan(ChunkBytes);
    private int _written;

    /// <summary>Hands all that was written to the buffer writer; the last call.</summary>
    public void Flush()
    {
        _output.Advance(_written);
        _span = default;
        _written = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(byte value)
    {
        if ((uint)_written >= (uint)_span.Length)
        {
            Grow(1);
        }

        _span[_written++] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _span.Length - _written)
        {
            WriteInChunks(bytes);
            return;
        }

        bytes.CopyTo(_span[_written..]);
        _written += bytes.Length;
    }

    public void Write(long value)
    {
        Reserve(NumberBytesMax);
        Utf8Formatter.TryFormat(value, _span[_written..], out var count);
        _written += count;
    }

    /// <summary>A finite number in its shortest form that reads back the same.</summary>
    public void Write(double value)
    {
        Reserve(NumberBytesMax);
        value.TryFormat(_span[_written..], out var count, "R", System.Globalization.CultureInfo.InvariantCulture);
        _written += count;
    }

    public void WriteBase64(scoped ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var chunk = bytes[..Math.Min(bytes.Length, Base64ChunkBytes)];
            Reserve(Base64.GetMaxEncodedToUtf8Length(chunk.Length));
            Base64.EncodeToUtf8(chunk, _span[_written..], out _, out var count);
            _written += count;
            bytes = bytes[chunk.Length..];
        }
    }

    /// <summary>A text as UTF-8 without any escaping; a lone surrogate becomes U+FFFD.</summary>
    public void WriteRaw(scoped ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var chunk = text[..ChunkLength(text)];
            Reserve(chunk.Length * BytesPerCharMax);
            Utf8.FromUtf16(chunk, _span[_written..], out _, out var count);
            _written += count;
            text = text[chunk.Length..];
        }
    }

    /// <summary>Room for <paramref name="count"/> bytes, which the caller fills and then counts with <see cref="Commit"/>.</summary>
    public Span<byte> Reserve(int count)
    {
        if (count > _span.Length - _written)
        {
            Grow(count);
        }

        return _span[_written..];
    }

    public void Commit(int count) => _written += count;

    /// <summary>How much of a text is transcoded at once, so that no surrogate pair is cut.</summary>
    private static int ChunkLength(ReadOnlySpan<char> text)
    {
        if (text.Length <= TranscodeChars)
        {
            return text.Length;
        }

        return char.IsHighSurrogate(text[TranscodeChars - 1]) ? TranscodeChars - 1 : TranscodeChars;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteInChunks(scoped ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_written == _span.Length)
            {
                Grow(Math.Min(bytes.Length, GrowBytesMax));
            }

            var count = Math.Min(bytes.Length, _span.Length - _written);
            bytes[..count].CopyTo(_span[_written..]);
            _written += count;
            bytes = bytes[count..];
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int count)
    {
        _output.Advance(_written);
        _written = 0;
        _span = _output.GetSpan(Math.Max(count, ChunkBytes));
    }
}
