namespace Millrace.Languages.EventPatterns;

/// <summary>Whether all clauses of a branch hold for an event whose values have been read.</summary>
internal sealed class BranchChecker(EventValues values, StepBudget budget)
{
    private readonly ArrayConsistency _arrays = new(budget);
    private readonly AbsenceSearch _absence = new(budget);

    private enum Finding
    {
        Fails,
        Holds,

        /// <summary>The values that match are all inside array elements, which have been noted.</summary>
        HoldsInElements,

        /// <summary>The field may be missing, and it is not, but all its values are inside array elements.</summary>
        MayBeAbsentFromElements,

        Unknown,
    }

    /// <summary>Whether a value of the clause's field matches it, in whatever array elements.</summary>
    public bool HoldsAnywhere(RuleClause clause, ReadOnlySpan<byte> json)
    {
        var at = values.First(clause.Field.Number);
        return at < 0 ? clause.AllowsAbsence : FindMatch(clause, at, json) >= 0;
    }

    /// <summary>Whether all clauses hold at once.</summary>
    /// <exception cref="EventTooComplexException">Finding out takes more steps than are allowed.</exception>
    public bool Holds(RuleBranch branch, ReadOnlySpan<byte> json)
    {
        // One element that has it all is what there is to be found, if anything.
        var quick = HoldsInOneElement(branch.Clauses, json);
        return quick == Finding.Unknown ? HoldsInSeveralElements(branch, json) : quick == Finding.Holds;
    }

    /// <summary>Looks for one array element in which, or outside of all of which, every clause holds.</summary>
    private Finding HoldsInOneElement(ReadOnlySpan<RuleClause> clauses, ReadOnlySpan<byte> json)
    {
        // Where the search in each clause's values has come to; -1 for a clause that is known to hold.
        Span<int> cursors = stackalloc int[clauses.Length];
        var pivot = -1;
        for (var i = 0; i < clauses.Length; i++)
        {
            cursors[i] = values.First(clauses[i].Field.Number);
            if (cursors[i] < 0)
            {
                if (!clauses[i].AllowsAbsence)
                {
                    return Finding.Fails;
                }
            }
            else if (values[cursors[i]].Position != EventValues.NoPosition)
            {
                pivot = pivot < 0 ? i : pivot;
            }
            else
            {
                var match = FindMatch(clauses[i], cursors[i], json);
                if (match < 0 || values[match].Position != EventValues.NoPosition)
                {
                    return match < 0 && !clauses[i].AllowsAbsence ? Finding.Fails : Finding.Unknown;
                }

                cursors[i] = -1;
            }
        }

        if (pivot < 0)
        {
            return Finding.Holds;
        }

        var found = FindMatch(clauses[pivot], cursors[pivot], json);
        if (found < 0)
        {
            return clauses[pivot].AllowsAbsence ? Finding.Unknown : Finding.Fails;
        }

        while (found >= 0)
        {
            var position = values[found].Position;
            var others = pivot + 1;
            while (others < clauses.Length && HoldsAt(clauses[others], ref cursors[others], position, json))
            {
                others++;
            }

            if (others == clauses.Length)
            {
                return Finding.Holds;
            }

            found = FindMatch(clauses[pivot], values[found].Next, json);
        }

        return Finding.Unknown;
    }

    /// <summary>Whether a clause holds in this element. Positions are asked for in their order, so the cursor never goes back.</summary>
    private bool HoldsAt(RuleClause clause, ref int cursor, int position, ReadOnlySpan<byte> json)
    {
        if (cursor < 0)
        {
            return true;
        }

        for (; values[cursor].Position <= position; cursor = values[cursor].Next)
        {
            budget.Look();
            ref readonly var value = ref values[cursor];
            if (value.Position == position && clause.Matches(values.Read(value, json)))
            {
                return true;
            }

            if (value.Next < 0)
            {
                return false;
            }
        }

        return false;
    }

    private bool HoldsInSeveralElements(RuleBranch branch, ReadOnlySpan<byte> json)
    {
        _arrays.Begin(values.Positions.Length);
        var bound = default(ClauseSet);
        var boundCount = 0;
        var dependsOnElements = false;
        for (var i = 0; i < branch.Clauses.Length; i++)
        {
            switch (Check(branch.Clauses[i], ClauseSet.Of(i), json))
            {
                case Finding.Fails:
                    return false;
                case Finding.HoldsInElements:
                    bound |= ClauseSet.Of(i);
                    boundCount++;
                    break;
                case Finding.MayBeAbsentFromElements:
                    dependsOnElements = true;
                    break;
                default:
                    break;
            }
        }

        return dependsOnElements
            ? _absence.Holds(branch, values, json)
            : boundCount < 2 || _arrays.Holds(values.Positions, bound);
    }

    private Finding Check(RuleClause clause, in ClauseSet place, ReadOnlySpan<byte> json)
    {
        var at = values.First(clause.Field.Number);
        if (at < 0)
        {
            return clause.AllowsAbsence ? Finding.Holds : Finding.Fails;
        }

        var finding = Finding.Fails;
        var isOutside = false;
        while (at >= 0)
        {
            budget.Look();
            ref readonly var value = ref values[at];
            isOutside |= value.Position == EventValues.NoPosition;
            if (clause.Matches(values.Read(value, json)))
            {
                if (value.Position == EventValues.NoPosition)
                {
                    return Finding.Holds;
                }

                _arrays.Add(values.Positions, value.Position, place);
                finding = Finding.HoldsInElements;
            }

            at = value.Next;
        }

        return !isOutside && clause.AllowsAbsence ? Finding.MayBeAbsentFromElements : finding;
    }

    /// <summary>The first value from this one on that matches a clause, or -1.</summary>
    private int FindMatch(RuleClause clause, int at, ReadOnlySpan<byte> json)
    {
        while (at >= 0 && !clause.Matches(values.Read(values[at], json)))
        {
            budget.Look();
            at = values[at].Next;
        }

        return at;
    }
}
