using System.Diagnostics;
using System.Numerics;

namespace Millrace.Bench.Load.Client;

/// <summary>Counts durations in buckets whose width is about 1.5 % of their value. Fixed size, no allocation per record.</summary>
/// <remarks>Bucket of n Stopwatch ticks: its power of two, and the six bits below its highest one.</remarks>
public sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private readonly long[] _counts = new long[(64 - SubBits + 1) << SubBits];

    public long Count { get; private set; }

    /// <summary>Counts one duration, in Stopwatch ticks.</summary>
    public void Record(long ticks)
    {
        _counts[BucketOf(Math.Max(0, ticks))]++;
        Count++;
    }

    public void Add(LatencyHistogram other)
    {
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            _counts[bucket] += other._counts[bucket];
        }

        Count += other.Count;
    }

    /// <summary>The duration that the given share of all records does not exceed, in milliseconds; 0 when there are none.</summary>
    /// <param name="share">0.5 for the median, 0.99 for p99.</param>
    public double PercentileMs(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        long seen = 0;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= wanted && seen > 0)
            {
                return UpperBound(bucket) * 1000.0 / Stopwatch.Frequency;
            }
        }

        return 0;
    }

    private static int BucketOf(long ticks)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)ticks) - SubBits);
        return (shift << SubBits) + (int)(ticks >> shift);
    }

    private static double UpperBound(int bucket)
    {
        var shift = Math.Max(0, (bucket >> SubBits) - 1);
        return ((double)(bucket - (shift << SubBits)) + 1) * Math.Pow(2, shift);
    }
}
