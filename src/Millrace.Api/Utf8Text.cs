using System.Text;

namespace Millrace.Api;

/// <summary>A text kept as the UTF-8 bytes it arrived in, so that a message body is never turned into UTF-16 and back.</summary>
/// <remarks>
/// The bytes may be a slice of a request's buffer: who keeps the text beyond the request copies them. Equality is of
/// the bytes. The default value is the empty text.
/// </remarks>
public readonly struct Utf8Text : IEquatable<Utf8Text>
{
    private Utf8Text(ReadOnlyMemory<byte> bytes)
    {
        Bytes = bytes;
    }

    /// <summary>The text's UTF-8 bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The text's UTF-8 bytes.</summary>
    public ReadOnlySpan<byte> Span => Bytes.Span;

    /// <summary>The length in bytes, which is how SQS measures a message.</summary>
    public int Length => Bytes.Length;

    /// <summary>Wraps bytes the caller knows to be valid UTF-8; they are neither checked nor copied.</summary>
    public static Utf8Text FromUtf8(ReadOnlyMemory<byte> validUtf8) => new(validUtf8);

    /// <summary>Encodes a text; a lone surrogate becomes U+FFFD.</summary>
    public static Utf8Text FromString(string text) => new(Encoding.UTF8.GetBytes(text));

    public static implicit operator Utf8Text(string text) => FromString(text);

    public static bool operator ==(Utf8Text left, Utf8Text right) => left.Equals(right);

    public static bool operator !=(Utf8Text left, Utf8Text right) => !left.Equals(right);

    public bool Equals(Utf8Text other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is Utf8Text other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The text as UTF-16.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Span);
}
