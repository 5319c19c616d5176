using System.Security.Cryptography;

namespace Millrace.Wire;

/// <summary>Request ids in the form of UUIDs: unique, not secret, and without asking the kernel for randomness each time.</summary>
internal static class RequestIds
{
    private static readonly long _start = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));
    private static readonly Guid _process = Guid.NewGuid();
    private static long _count;

    public static string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        _process.TryWriteBytes(bytes);

        // The finaliser of SplitMix64 is a bijection: different counts give different ids.
        var mixed = (ulong)(_start + Interlocked.Increment(ref _count)) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        BitConverter.TryWriteBytes(bytes, mixed ^ (mixed >> 31));
        return new Guid(bytes).ToString();
    }
}
