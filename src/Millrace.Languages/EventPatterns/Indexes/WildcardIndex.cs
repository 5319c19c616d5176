namespace Millrace.Languages.EventPatterns;

/// <summary>Wildcards, each filed under one of the texts between its stars; only those whose text is in a string are run on it.</summary>
/// <remarks>
/// A start of the wildcard is looked for at the start of the string, an end at its end, any other text at every place: three trees
/// that share common beginnings, as an automaton over all wildcards would, and can be changed without building it anew. Of its
/// texts a wildcard is filed under the one fewest others are filed under, the longest of these.
/// <para>
/// Looking at every place costs, for a string of n bytes, n times the number of beginnings that are alive at once, which is
/// what <see cref="WildcardComplexity"/> limits.
/// </para>
/// </remarks>
internal sealed class WildcardIndex : OperatorIndex
{
    private readonly RadixTree<byte> _starts;
    private readonly RadixTree<byte> _ends;
    private readonly RadixTree<byte> _inners;

    private WildcardIndex(RadixTree<byte> starts, RadixTree<byte> ends, RadixTree<byte> inners)
    {
        _starts = starts;
        _ends = ends;
        _inners = inners;
    }

    private enum Part
    {
        Start,
        Inner,
        End,
    }

    public static WildcardIndex Empty { get; } = new(RadixTree<byte>.Empty, RadixTree<byte>.Empty, RadixTree<byte>.Empty);

    public override bool Takes(Matcher matcher) => matcher is WildcardMatcher { HasText: true, Pieces.Length: > 1 };

    public override void Find(in FieldValue value, EventMatcher matching)
    {
        if (value.Kind != FieldValueKind.String)
        {
            return;
        }

        if (!_starts.IsEmpty)
        {
            _starts.ReportPrefixesIfMatching(value.Text, matching, value);
        }

        if (!_ends.IsEmpty)
        {
            _ends.ReportPrefixesIfMatching(matching.Reverse(value.Text), matching, value);
        }

        if (!_inners.IsEmpty)
        {
            for (var text = value.Text; !text.IsEmpty; text = text[1..])
            {
                _inners.ReportPrefixesIfMatching(text, matching, value);
            }
        }
    }

    public override int Crowd(Matcher matcher) => Places(matcher).Min(place => place.Crowd);

    public override OperatorIndex With(Matcher matcher, RuleBranch branch)
    {
        var (part, text, _) = Places(matcher).OrderBy(place => place.Crowd).ThenByDescending(place => place.Text.Length).First();
        return Change(part, text, RuleBranches.Add(Tree(part).Find(text), branch));
    }

    public override OperatorIndex? Without(Matcher matcher, RuleBranch branch)
    {
        // Where it was filed depended on what was there then. Its branch goes altogether, so it may go from all of its places.
        var changed = this;
        foreach (var (part, text, _) in Places(matcher))
        {
            while (changed.Tree(part).Find(text) is { } branches && branches.Contains(branch))
            {
                changed = changed.Change(part, text, RuleBranches.Remove(branches, branch));
            }
        }

        return changed._starts.IsEmpty && changed._ends.IsEmpty && changed._inners.IsEmpty ? null : changed;
    }

    /// <summary>The texts a wildcard could be filed under, and how many branches are there already.</summary>
    private List<(Part Part, byte[] Text, int Crowd)> Places(Matcher matcher)
    {
        var pieces = ((WildcardMatcher)matcher).Pieces;
        var places = new List<(Part Part, byte[] Text, int Crowd)>();
        for (var i = 0; i < pieces.Length; i++)
        {
            if (pieces[i].Length > 0)
            {
                var part =
                    i == 0 ? Part.Start
                    : i == pieces.Length - 1 ? Part.End
                    : Part.Inner;
                byte[] text = part == Part.End ? [.. pieces[i].Reverse()] : pieces[i];
                places.Add((part, text, Tree(part).Find(text)?.Count ?? 0));
            }
        }

        return places;
    }

    private RadixTree<byte> Tree(Part part) =>
        part switch
        {
            Part.Start => _starts,
            Part.End => _ends,
            _ => _inners,
        };

    private WildcardIndex Change(Part part, byte[] text, RuleBranches? branches)
    {
        var changed = Tree(part).With(text, branches);
        return part switch
        {
            Part.Start => new WildcardIndex(changed, _ends, _inners),
            Part.End => new WildcardIndex(_starts, changed, _inners),
            _ => new WildcardIndex(_starts, _ends, changed),
        };
    }
}
