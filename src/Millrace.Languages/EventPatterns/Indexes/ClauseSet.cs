using System.Runtime.CompilerServices;

namespace Millrace.Languages.EventPatterns;

/// <summary>A set of the clauses of one branch, by their places in it.</summary>
internal readonly record struct ClauseSet
{
    /// <summary>Clauses a branch can have.</summary>
    public const int Capacity = 256;

    private readonly ulong _bits0;
    private readonly ulong _bits1;
    private readonly ulong _bits2;
    private readonly ulong _bits3;

    private ClauseSet(ulong bits0, ulong bits1, ulong bits2, ulong bits3)
    {
        _bits0 = bits0;
        _bits1 = bits1;
        _bits2 = bits2;
        _bits3 = bits3;
    }

    public static ClauseSet Of(int clause)
    {
        var bit = 1UL << clause;
        return (clause >> 6) switch
        {
            0 => new(bit, 0, 0, 0),
            1 => new(0, bit, 0, 0),
            2 => new(0, 0, bit, 0),
            _ => new(0, 0, 0, bit),
        };
    }

    public static ClauseSet operator |(in ClauseSet left, in ClauseSet right) =>
        new(left._bits0 | right._bits0, left._bits1 | right._bits1, left._bits2 | right._bits2, left._bits3 | right._bits3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(in ClauseSet other) =>
        ((other._bits0 & ~_bits0) | (other._bits1 & ~_bits1) | (other._bits2 & ~_bits2) | (other._bits3 & ~_bits3)) == 0;
}
