namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>The generator whose numbers Java's documentation prescribes: 48 bits, linear congruential.</summary>
internal sealed class JavaRandom(long seed)
{
    private const long Multiplier = 0x5DEECE66D;
    private const long Mask = (1L << 48) - 1;

    private long _state = (seed ^ Multiplier) & Mask;

    /// <summary>A number from 0 to below a bound of at most 2^32, evenly spread.</summary>
    public long Next(long below)
    {
        if (below <= int.MaxValue && (below & (below - 1)) == 0)
        {
            return (below * Bits(31)) >> 31;
        }

        // The last run of numbers that is not whole is drawn again, or its numbers would come more often.
        long number;
        do
        {
            number = below <= int.MaxValue ? Bits(31) : Bits(32);
        } while (number - (number % below) > (below <= int.MaxValue ? int.MaxValue : uint.MaxValue) - (below - 1));

        return number % below;
    }

    private long Bits(int count)
    {
        _state = unchecked((_state * Multiplier) + 0xB) & Mask;
        return _state >> (48 - count);
    }
}
