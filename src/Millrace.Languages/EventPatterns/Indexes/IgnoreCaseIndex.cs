namespace Millrace.Languages.EventPatterns;

/// <summary>Strings, starts or ends of strings without regard to case: a tree of code points, of which each stands for its two cases.</summary>
internal sealed class IgnoreCaseIndex : OperatorIndex
{
    private readonly IgnoreCasePart _part;
    private readonly RadixTree<int> _texts;

    private IgnoreCaseIndex(IgnoreCasePart part, RadixTree<int> texts)
    {
        _part = part;
        _texts = texts;
    }

    public static IgnoreCaseIndex Empty(IgnoreCasePart part) => new(part, RadixTree<int>.Empty);

    public override bool Takes(Matcher matcher) => matcher is IgnoreCaseMatcher { Part: var part } && part == _part;

    public override void Find(in FieldValue value, EventMatcher matching)
    {
        if (value.Kind == FieldValueKind.String)
        {
            Walk(_texts, value.Text, matching);
        }
    }

    public override int Crowd(Matcher matcher) => _texts.Find(Text(matcher))?.Count ?? 0;

    public override OperatorIndex With(Matcher matcher, RuleBranch branch)
    {
        var text = Text(matcher);
        return new IgnoreCaseIndex(_part, _texts.With(text, RuleBranches.Add(_texts.Find(text), branch)));
    }

    public override OperatorIndex? Without(Matcher matcher, RuleBranch branch)
    {
        var text = Text(matcher);
        var texts = _texts.With(text, RuleBranches.Remove(_texts.Find(text)!, branch));
        return texts.IsEmpty ? null : new IgnoreCaseIndex(_part, texts);
    }

    private int[] Text(Matcher matcher)
    {
        var text = Array.ConvertAll(Utf8Text.CodePoints(((IgnoreCaseMatcher)matcher).Text), CaseFolding.Canonical);
        return _part == IgnoreCasePart.End ? [.. text.Reverse()] : text;
    }

    /// <summary>Goes down with a loop while one child fits; a second one (ß and S both take an S) costs a recursion.</summary>
    private void Walk(RadixTree<int> node, ReadOnlySpan<byte> text, EventMatcher matching)
    {
        while (TryPass(node.Label, ref text))
        {
            if (node.Branches is not null && (text.IsEmpty || _part != IgnoreCasePart.Whole))
            {
                node.Branches.Report(matching);
            }

            if (text.IsEmpty)
            {
                return;
            }

            RadixTree<int>? only = null;
            var firsts = node.Firsts;
            int unit = text[_part == IgnoreCasePart.End ? ^1 : 0];
            var ascii = unit < 0x80 ? firsts.BinarySearch(CaseFolding.Canonical(unit)) : -1;
            if (ascii >= 0)
            {
                only = node.Children[ascii];
            }

            // Whatever lies behind ASCII may have a case that starts with this byte.
            for (var i = firsts.Length - 1; i >= 0 && firsts[i] >= 0x80; i--)
            {
                var rest = text;
                if (TryPass(firsts[i], ref rest))
                {
                    if (only is not null)
                    {
                        Walk(only, text, matching);
                    }

                    only = node.Children[i];
                }
            }

            if (only is null)
            {
                return;
            }

            node = only;
        }
    }

    private bool TryPass(ReadOnlySpan<int> label, ref ReadOnlySpan<byte> text)
    {
        foreach (var codePoint in label)
        {
            if (!TryPass(codePoint, ref text))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryPass(int codePoint, ref ReadOnlySpan<byte> text)
    {
        if (_part == IgnoreCasePart.End)
        {
            var length = CaseFolding.MatchEnd(codePoint, text);
            text = text[..^length];
            return length > 0;
        }
        else
        {
            var length = CaseFolding.MatchStart(codePoint, text);
            text = text[length..];
            return length > 0;
        }
    }
}
