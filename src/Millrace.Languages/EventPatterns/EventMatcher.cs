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
    private readonly StepBudget _budget = new();
    private readonly BranchChecker _checker;
    private byte[] _reversed = [];
    private RuleBranch[] _candidates = new RuleBranch[16];
    private RuleEntry[] _matches = new RuleEntry[16];
    private int[] _branchSeen = [];
    private int[] _ruleMatched = [];
    private int _candidateCount;
    private int _matchCount;
    private int _generation;

    public EventMatcher() => _checker = new BranchChecker(_values, _budget);

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
        var rejection = Find(rules.Index, json) ?? CheckAll(json);
        Take(rejection, matches);
        return rejection;
    }

    /// <summary>
    /// As <see cref="Match{TRule}(RuleSnapshot{TRule}, ReadOnlySpan{byte}, List{TRule})"/>, but a rule that takes too many steps only does
    /// not match, and once all rules together have taken theirs, those that come later do not match either.
    /// </summary>
    /// <param name="stepsMax">
    /// Steps of all rules together, in the order of the rules; looking at a value counts as one. Of them a rule may take
    /// <see cref="EventLimits.ArrayStepsMax"/> for all its alternatives. <see cref="long.MaxValue"/> when only the latter matters.
    /// </param>
    internal EventRejection? Match<TRule>(RuleSnapshot<TRule> rules, ReadOnlySpan<byte> json, long stepsMax, List<TRule> matches)
        where TRule : notnull, IComparable<TRule>
    {
        var rejection = Find(rules.Index, json);
        if (rejection is null)
        {
            if (stepsMax < long.MaxValue)
            {
                SortCandidates<TRule>();
            }

            CheckEach(json, stepsMax);
        }

        Take(rejection, matches);
        return rejection;
    }

    /// <summary>Steps that the last event took, values looked at included.</summary>
    internal long StepsTaken => _budget.Taken;

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

    /// <summary>Whether a branch holds for the last event, with steps of its own to find out.</summary>
    /// <exception cref="EventTooComplexException">Finding out takes more steps than are allowed.</exception>
    internal bool Holds(RuleBranch branch, ReadOnlySpan<byte> json)
    {
        _budget.BeginRule();
        return _checker.Holds(branch, json);
    }

    /// <summary>Reads an event, and no more.</summary>
    internal EventRejection? Scan(RuleIndex rules, ReadOnlySpan<byte> json)
    {
        Begin(rules);
        return EventScanner.Scan(json, rules.Fields, _values);
    }

    /// <summary>Reads an event and finds the branches that may hold.</summary>
    private EventRejection? Find(RuleIndex rules, ReadOnlySpan<byte> json)
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
        return null;
    }

    private EventRejection? CheckAll(ReadOnlySpan<byte> json)
    {
        try
        {
            foreach (var branch in _candidates.AsSpan(0, _candidateCount))
            {
                if (_ruleMatched[branch.Rule.Number] != _generation && Holds(branch, json))
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

    private void SortCandidates<TRule>()
        where TRule : IComparable<TRule> =>
        _candidates
            .AsSpan(0, _candidateCount)
            .Sort(
                static (left, right) =>
                    ((RuleEntry<TRule>)left.Rule).Rule.CompareTo(((RuleEntry<TRule>)right.Rule).Rule) is var order && order != 0
                        ? order
                        : left.Number.CompareTo(right.Number)
            );

    private void CheckEach(ReadOnlySpan<byte> json, long stepsMax)
    {
        _budget.BeginEvent(stepsMax);
        RuleEntry? rule = null;
        var hasFailed = false;
        foreach (var branch in _candidates.AsSpan(0, _candidateCount))
        {
            if (_budget.IsSpent)
            {
                return;
            }

            if (branch.Rule != rule)
            {
                rule = branch.Rule;
                hasFailed = false;
                _budget.BeginRule();
            }

            if (hasFailed || _ruleMatched[branch.Rule.Number] == _generation)
            {
                continue;
            }

            try
            {
                if (_checker.Holds(branch, json))
                {
                    AddMatch(branch.Rule);
                }
            }
            catch (EventTooComplexException)
            {
                hasFailed = true;
            }
        }
    }

    /// <summary>Hands over what was found, unless the event was rejected. Nothing of the snapshot is held on to between events.</summary>
    private void Take<TRule>(EventRejection? rejection, List<TRule> matches)
        where TRule : notnull
    {
        if (rejection is null)
        {
            foreach (var rule in _matches.AsSpan(0, _matchCount))
            {
                matches.Add(((RuleEntry<TRule>)rule).Rule);
            }
        }

        Array.Clear(_matches, 0, _matchCount);
        Array.Clear(_candidates, 0, _candidateCount);
        _values.Release();
    }

    private void Begin(RuleIndex rules)
    {
        _values.Begin(rules.FieldsEnd);
        _budget.BeginEvent(long.MaxValue);
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
