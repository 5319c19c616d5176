namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>A small generator whose numbers follow from its seed. Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014.</summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 up to but not including 1, from 64 random bits.</summary>
    public static double ToFraction(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));
}
