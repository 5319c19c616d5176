namespace Millrace.Languages.EventPatterns;

/// <summary>Values that match when their text does, by hash: strings, or numbers too long for a double.</summary>
internal sealed class TextIndex : OperatorIndex
{
    private readonly FieldValueKind _kind;
    private readonly Utf8Map<RuleBranches> _texts;

    private TextIndex(FieldValueKind kind, Utf8Map<RuleBranches> texts)
    {
        _kind = kind;
        _texts = texts;
    }

    public static TextIndex EmptyOfStrings { get; } = new(FieldValueKind.String, Utf8Map<RuleBranches>.Empty);

    public static TextIndex EmptyOfNumbers { get; } = new(FieldValueKind.Number, Utf8Map<RuleBranches>.Empty);

    public override bool Takes(Matcher matcher) =>
        _kind == FieldValueKind.String
            ? matcher is StringMatcher or WildcardMatcher { Pieces.Length: 1 }
            : matcher is NumberMatcher { Number.IsComparable: false };

    public override void Find(in FieldValue value, EventMatcher matching)
    {
        if (value.Kind == _kind)
        {
            _texts.Find(value.Text)?.Report(matching);
        }
    }

    public override int Crowd(Matcher matcher) => _texts.Find(Text(matcher))?.Count ?? 0;

    public override OperatorIndex With(Matcher matcher, RuleBranch branch)
    {
        var text = Text(matcher);
        return new TextIndex(_kind, _texts.With(text, RuleBranches.Add(_texts.Find(text), branch)));
    }

    public override OperatorIndex? Without(Matcher matcher, RuleBranch branch)
    {
        var text = Text(matcher);
        var texts = _texts.With(text, RuleBranches.Remove(_texts.Find(text)!, branch));
        return texts.IsEmpty ? null : new TextIndex(_kind, texts);
    }

    private static byte[] Text(Matcher matcher) =>
        matcher switch
        {
            StringMatcher exact => exact.Text,
            NumberMatcher number => number.Text,
            _ => ((WildcardMatcher)matcher).Pieces[0],
        };
}
