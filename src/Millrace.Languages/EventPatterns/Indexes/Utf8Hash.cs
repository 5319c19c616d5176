using System.Runtime.InteropServices;

namespace Millrace.Languages.EventPatterns;

/// <summary>A quick hash of short texts. Not meant to withstand somebody who looks for collisions: who finds some slows only his own rules.</summary>
internal static class Utf8Hash
{
    // 2^64 divided by the golden ratio.
    private const ulong Odd = 0x9E3779B97F4A7C15;

    /// <summary>Mixes eight bytes at a time; the last eight may overlap those before.</summary>
    public static ulong Of(ReadOnlySpan<byte> text)
    {
        var hash = (ulong)text.Length * Odd;
        if (text.Length >= sizeof(ulong))
        {
            for (var rest = text; rest.Length > sizeof(ulong); rest = rest[sizeof(ulong)..])
            {
                hash = Mix(hash ^ MemoryMarshal.Read<ulong>(rest));
            }

            return Mix(hash ^ MemoryMarshal.Read<ulong>(text[^sizeof(ulong)..]));
        }

        if (text.Length >= sizeof(uint))
        {
            return Mix(hash ^ (MemoryMarshal.Read<uint>(text) | ((ulong)MemoryMarshal.Read<uint>(text[^sizeof(uint)..]) << 32)));
        }

        return text.IsEmpty ? Mix(hash) : Mix(hash ^ (text[0] | ((ulong)text[text.Length / 2] << 8) | ((ulong)text[^1] << 16)));
    }

    private static ulong Mix(ulong bits)
    {
        var high = Math.BigMul(bits, Odd, out var low);
        return high ^ low;
    }
}
