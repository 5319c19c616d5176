namespace Millrace.Languages.EventPatterns;

/// <summary>All branches filed under one field: an immutable index for each operator in use.</summary>
internal sealed class FieldIndex
{
    // In the order of their first use; seldom more than one or two.
    private readonly OperatorIndex[] _indexes;

    private FieldIndex(OperatorIndex[] indexes) => _indexes = indexes;

    /// <summary>A field that is only looked at once a branch has been found by another one.</summary>
    public static FieldIndex Empty { get; } = new([]);

    /// <summary>Tells the matching of the branches whose clause this value matches.</summary>
    public void Find(in FieldValue value, EventMatcher matching)
    {
        foreach (var index in _indexes)
        {
            index.Find(value, matching);
        }
    }

    /// <summary>How many branches are looked at together with one filed under this matcher: the fewer, the better a place.</summary>
    public int Crowd(Matcher matcher)
    {
        foreach (var index in _indexes)
        {
            if (index.Takes(matcher))
            {
                return index.Crowd(matcher);
            }
        }

        return 0;
    }

    /// <summary>A copy with a branch filed under this matcher.</summary>
    public FieldIndex With(Matcher matcher, RuleBranch branch)
    {
        for (var i = 0; i < _indexes.Length; i++)
        {
            if (_indexes[i].Takes(matcher))
            {
                var indexes = _indexes.AsSpan().ToArray();
                indexes[i] = indexes[i].With(matcher, branch);
                return new FieldIndex(indexes);
            }
        }

        return new FieldIndex([.. _indexes, OperatorIndex.For(matcher).With(matcher, branch)]);
    }

    /// <summary>A copy without a branch that is filed under this matcher.</summary>
    public FieldIndex Without(Matcher matcher, RuleBranch branch)
    {
        var place = Array.FindIndex(_indexes, index => index.Takes(matcher));
        if (place < 0)
        {
            // Another matcher of the same branch has taken all of it out.
            return this;
        }

        var changed = _indexes[place].Without(matcher, branch);
        return changed is null
            ? new FieldIndex([.. _indexes.AsSpan(0, place), .. _indexes.AsSpan(place + 1)])
            : new FieldIndex([.. _indexes.AsSpan(0, place), changed, .. _indexes.AsSpan(place + 1)]);
    }
}
