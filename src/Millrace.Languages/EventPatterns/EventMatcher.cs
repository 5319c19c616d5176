namespace Millrace.Languages.EventPatterns;

/// <summary>Matches events, one at a time, and keeps what that needs of memory from one to the next: use one for each thread.</summary>
/// <remarks>
/// Once it has grown to the size of the events it sees, matching allocates nothing. First the event is read once
/// (<see cref="EventScanner"/>), then the values found are looked up in the indexes of their fields, and last the branches so found
/// have their remaining clauses checked.
/// </remarks>
public sealed class EventMatcher
{
    private readonly EventValues _values = new();
    private readonly BranchChecker _checker;
    private byte[] _reversed = [];
    private RuleBranch[] _candidates = new RuleBranch[16];
    private RuleEntry[] _matches = new RuleEntry[16];
    private int[] _branchSeen = [];
    private int[] _ruleMatched = [];
    private int _candidateCount;
    private int _matchCount;
    private int _generation;

    public EventMatcher() => _checker = new BranchChecker(_values);

    /// <summary>What says whether branches hold for the last event, for explaining.</summary>
    internal BranchChecker Checker => _checker;

    /// <summary>The values of the last event, for explaining.</summary>
    internal EventValues Values => _values;

    /// <summary>Finds the rules an event matches.</summary>
    /// <param name="rules">The rules, as they were at some moment.</param>
    /// <param name="json">The event, UTF-8.</param>
    /// <param name="matches">Receives the rules, each once, in no particular order; whatever is in it stays.</param>
    /// <returns>Null, or why the event cannot be matched; then no rule has been added.</returns>
    public EventRejection? Match<TRule>(RuleSnapshot<TRule> rules, ReadOnlySpan<byte> json, List<TRule> matches)
        where TRule : notnull
    {
        var rejection = Match(rules.Index, json);
        if (rejection is null)
        {
            foreach (var rule in _matches.AsSpan(0, _matchCount))
            {
                matches.Add(((RuleEntry<TRule>)rule).Rule);
            }
        }

        // Nothing of the snapshot is held on to between events.
        Array.Clear(_matches, 0, _matchCount);
        Array.Clear(_candidates, 0, _candidateCount);
        _values.Release();
        return rejection;
    }

    /// <summary>Takes note of a branch whose filed clause the present value matches.</summary>
    internal void Hit(RuleBranch branch)
    {
        if (_ruleMatched[branch.Rule.Number] == _generation)
        {
            return;
        }

        if (branch.Clauses.Length == 1 && branch.Filed != RuleBranch.FiledNowhere)
        {
            AddMatch(branch.Rule);
            return;
        }

        ref var seen = ref _branchSeen[branch.Number];
        if (seen == _generation)
        {
            return;
        }

        seen = _generation;
        if (_candidateCount == _candidates.Length)
        {
            Array.Resize(ref _candidates, _candidateCount * 2);
        }

        _candidates[_candidateCount++] = branch;
    }

    /// <summary>The bytes of a text from the last to the first; good until the next call.</summary>
    internal ReadOnlySpan<byte> Reverse(ReadOnlySpan<byte> text)
    {
        if (_reversed.Length < text.Length)
        {
            _reversed = new byte[Math.Max(text.Length, _reversed.Length * 2)];
        }

        var reversed = _reversed.AsSpan(0, text.Length);
        text.CopyTo(reversed);
        reversed.Reverse();
        return reversed;
    }

    /// <summary>Reads an event, and no more.</summary>
    internal EventRejection? Scan(RuleIndex rules, ReadOnlySpan<byte> json)
    {
        Begin(rules);
        return EventScanner.Scan(json, rules.Fields, _values);
    }

    private EventRejection? Match(RuleIndex rules, ReadOnlySpan<byte> json)
    {
        if (Scan(rules, json) is { } rejection)
        {
            return rejection;
        }

        foreach (var field in _values.Fields)
        {
            for (var at = _values.First(field.Number); at >= 0; at = _values[at].Next)
            {
                field.Index!.Find(_values.Read(_values[at], json), this);
            }
        }

        rules.FiledNowhere?.Report(this);
        try
        {
            foreach (var branch in _candidates.AsSpan(0, _candidateCount))
            {
                if (_ruleMatched[branch.Rule.Number] != _generation && _checker.Holds(branch, json))
                {
                    AddMatch(branch.Rule);
                }
            }

            return null;
        }
        catch (EventTooComplexException exception)
        {
            return new EventRejection(exception.Message, json.Length);
        }
    }

    private void Begin(RuleIndex rules)
    {
        _values.Begin(rules.FieldsEnd);
        _candidateCount = 0;
        _matchCount = 0;
        if (_branchSeen.Length < rules.BranchesEnd)
        {
            Array.Resize(ref _branchSeen, Math.Max(rules.BranchesEnd, _branchSeen.Length * 2));
        }

        if (_ruleMatched.Length < rules.RulesEnd)
        {
            Array.Resize(ref _ruleMatched, Math.Max(rules.RulesEnd, _ruleMatched.Length * 2));
        }

        if (_generation == int.MaxValue)
        {
            Array.Clear(_branchSeen);
            Array.Clear(_ruleMatched);
            _generation = 0;
        }

        _generation++;
    }

    private void AddMatch(RuleEntry rule)
    {
        _ruleMatched[rule.Number] = _generation;
        if (_matchCount == _matches.Length)
        {
            Array.Resize(ref _matches, _matchCount * 2);
        }

        _matches[_matchCount++] = rule;
    }
}
