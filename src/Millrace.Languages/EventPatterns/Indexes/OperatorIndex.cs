namespace Millrace.Languages.EventPatterns;

/// <summary>The branches of one field that are filed under matchers of one operator. Immutable.</summary>
internal abstract class OperatorIndex
{
    /// <summary>An empty index for matchers of this kind.</summary>
    public static OperatorIndex For(Matcher matcher) =>
        matcher switch
        {
            StringMatcher or WildcardMatcher { Pieces.Length: 1 } => TextIndex.EmptyOfStrings,
            NumberMatcher { Number.IsComparable: false } => TextIndex.EmptyOfNumbers,
            NumberMatcher or NumericMatcher => NumberIndex.Empty,
            LiteralMatcher => LiteralIndex.Empty,
            PrefixMatcher => PrefixIndex.EmptyOfPrefixes,
            SuffixMatcher => PrefixIndex.EmptyOfSuffixes,
            IgnoreCaseMatcher { Part: var part } => IgnoreCaseIndex.Empty(part),
            WildcardMatcher { HasText: true } => WildcardIndex.Empty,
            CidrMatcher => CidrIndex.Empty,
            _ => RemainderIndex.Empty,
        };

    /// <summary>Whether branches with this matcher are filed here.</summary>
    public abstract bool Takes(Matcher matcher);

    /// <summary>Tells the matching of the branches one of whose matchers this value matches.</summary>
    public abstract void Find(in FieldValue value, EventMatcher matching);

    /// <summary>How many branches are looked at together with one filed under this matcher, roughly.</summary>
    public abstract int Crowd(Matcher matcher);

    /// <summary>A copy with one branch more.</summary>
    public abstract OperatorIndex With(Matcher matcher, RuleBranch branch);

    /// <summary>A copy with one branch less; null when none is left.</summary>
    public abstract OperatorIndex? Without(Matcher matcher, RuleBranch branch);
}
