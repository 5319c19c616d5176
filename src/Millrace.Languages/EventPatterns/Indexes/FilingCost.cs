namespace Millrace.Languages.EventPatterns;

/// <summary>How many branches a matcher is worth as a place to file one under: the more events it lets through, the more.</summary>
/// <remarks>
/// Only the order matters: values before starts and ends of some length, these before ranges, and far behind them what nearly every
/// event has. Among places of one kind the number of branches already there decides.
/// </remarks>
internal static class FilingCost
{
    private const int TextPiece = 64;
    private const int Range = 64;
    private const int Literal = 256;
    private const int NearlyAll = 1 << 20;

    public static int Of(Matcher matcher) =>
        matcher switch
        {
            StringMatcher or NumberMatcher => 0,
            IgnoreCaseMatcher { Part: IgnoreCasePart.Whole } => 0,
            IgnoreCaseMatcher part => OfPiece(part.Text.Length),
            PrefixMatcher prefix => OfPiece(prefix.Prefix.Length),
            SuffixMatcher suffix => OfPiece(suffix.Suffix.Length),
            WildcardMatcher { HasText: true } wildcard => OfPiece(wildcard.Pieces.Max(piece => piece.Length)),
            CidrMatcher cidr => cidr.Low == cidr.High ? 0 : Range,
            NumericMatcher numeric => numeric.Low.Equals(numeric.High) ? 0 : Range,
            LiteralMatcher => Literal,
            _ => NearlyAll,
        };

    private static int OfPiece(int length) => length == 0 ? NearlyAll : TextPiece / length;
}
