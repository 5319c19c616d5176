using System.Runtime.InteropServices;

namespace Millrace.Languages.EventPatterns;

/// <summary>Files the branches of rules into ever new copies of an index. Used by one thread at a time.</summary>
internal sealed class RuleIndexBuilder
{
    private readonly Dictionary<string, RuleField> _fields = new(StringComparer.Ordinal);
    private readonly NumberPool _fieldNumbers = new();
    private readonly NumberPool _ruleNumbers = new();
    private readonly NumberPool _branchNumbers = new();
    private FieldNode _tree = FieldNode.Empty;
    private RuleBranches? _filedNowhere;

    /// <summary>The index of all rules added and not removed.</summary>
    public RuleIndex Index => new(_tree, _filedNowhere, _fieldNumbers.End, _ruleNumbers.End, _branchNumbers.End);

    /// <summary>Adds a rule that matches what the pattern does.</summary>
    public RuleEntry<TRule> Add<TRule>(TRule rule, EventPattern pattern)
    {
        var entry = new RuleEntry<TRule>(rule, _ruleNumbers.Take());
        foreach (var clauses in pattern.Branches)
        {
            var branch = Compile(entry, clauses);
            File(branch);
            entry.Branches = RuleBranches.Add(entry.Branches, branch);
        }

        return entry;
    }

    /// <summary>Takes a rule out again.</summary>
    public void Remove(RuleEntry entry)
    {
        for (var branches = entry.Branches; branches is not null; )
        {
            var branch = branches.First;
            Unfile(branch);
            _branchNumbers.Return(branch.Number);
            branches = RuleBranches.Remove(branches, branch);
        }

        _ruleNumbers.Return(entry.Number);
    }

    private RuleBranch Compile(RuleEntry entry, IReadOnlyList<PatternClause> clauses)
    {
        var compiled = new RuleClause[clauses.Count];
        for (var i = 0; i < compiled.Length; i++)
        {
            compiled[i] = new RuleClause(Field(clauses[i].Path), clauses[i].Matchers);
        }

        // The order that AbsenceSearch depends on.
        Array.Sort(compiled, (left, right) => string.CompareOrdinal(left.Field.Path, right.Field.Path));
        return new RuleBranch(entry, _branchNumbers.Take(), compiled) { Filed = BestPlace(compiled) };
    }

    private RuleField Field(string path)
    {
        ref var field = ref CollectionsMarshal.GetValueRefOrAddDefault(_fields, path, out _);
        if (field is null)
        {
            field = new RuleField(path, _fieldNumbers.Take());
            _tree = _tree.With(field, FieldIndex.Empty);
        }

        field.Clauses++;
        return field;
    }

    /// <summary>The clause under which the fewest events and other branches are met.</summary>
    private int BestPlace(RuleClause[] clauses)
    {
        var best = RuleBranch.FiledNowhere;
        var bestCost = long.MaxValue;
        for (var i = 0; i < clauses.Length; i++)
        {
            if (clauses[i].AllowsAbsence)
            {
                continue;
            }

            var index = _tree.Find(clauses[i].Field)!;
            long cost = 0;
            foreach (var matcher in clauses[i].Matchers)
            {
                cost += FilingCost.Of(matcher) + index.Crowd(matcher);
            }

            if (cost < bestCost)
            {
                (best, bestCost) = (i, cost);
            }
        }

        return best;
    }

    private void File(RuleBranch branch)
    {
        if (branch.Filed == RuleBranch.FiledNowhere)
        {
            _filedNowhere = RuleBranches.Add(_filedNowhere, branch);
            return;
        }

        var clause = branch.Clauses[branch.Filed];
        var index = _tree.Find(clause.Field)!;
        foreach (var matcher in clause.Matchers)
        {
            index = index.With(matcher, branch);
        }

        _tree = _tree.With(clause.Field, index);
    }

    private void Unfile(RuleBranch branch)
    {
        if (branch.Filed == RuleBranch.FiledNowhere)
        {
            _filedNowhere = RuleBranches.Remove(_filedNowhere!, branch);
        }
        else
        {
            var clause = branch.Clauses[branch.Filed];
            var index = _tree.Find(clause.Field)!;
            foreach (var matcher in clause.Matchers)
            {
                index = index.Without(matcher, branch);
            }

            _tree = _tree.With(clause.Field, index);
        }

        foreach (var clause in branch.Clauses)
        {
            if (--clause.Field.Clauses == 0)
            {
                _tree = _tree.With(clause.Field, null);
                _fields.Remove(clause.Field.Path);
                _fieldNumbers.Return(clause.Field.Number);
            }
        }
    }
}
