namespace Millrace.Languages.EventPatterns;

/// <summary>Starts of strings, or ends: those are the starts of the strings read backwards.</summary>
internal sealed class PrefixIndex : OperatorIndex
{
    private readonly bool _backwards;
    private readonly RadixTree<byte> _texts;

    private PrefixIndex(bool backwards, RadixTree<byte> texts)
    {
        _backwards = backwards;
        _texts = texts;
    }

    public static PrefixIndex EmptyOfPrefixes { get; } = new(false, RadixTree<byte>.Empty);

    public static PrefixIndex EmptyOfSuffixes { get; } = new(true, RadixTree<byte>.Empty);

    public override bool Takes(Matcher matcher) => _backwards ? matcher is SuffixMatcher : matcher is PrefixMatcher;

    public override void Find(in FieldValue value, EventMatcher matching)
    {
        if (value.Kind == FieldValueKind.String)
        {
            _texts.ReportPrefixes(_backwards ? matching.Reverse(value.Text) : value.Text, matching);
        }
    }

    public override int Crowd(Matcher matcher) => _texts.Find(Text(matcher))?.Count ?? 0;

    public override OperatorIndex With(Matcher matcher, RuleBranch branch)
    {
        var text = Text(matcher);
        return new PrefixIndex(_backwards, _texts.With(text, RuleBranches.Add(_texts.Find(text), branch)));
    }

    public override OperatorIndex? Without(Matcher matcher, RuleBranch branch)
    {
        var text = Text(matcher);
        var texts = _texts.With(text, RuleBranches.Remove(_texts.Find(text)!, branch));
        return texts.IsEmpty ? null : new PrefixIndex(_backwards, texts);
    }

    private static byte[] Text(Matcher matcher) =>
        matcher is PrefixMatcher prefix ? prefix.Prefix : [.. ((SuffixMatcher)matcher).Suffix.Reverse()];
}
