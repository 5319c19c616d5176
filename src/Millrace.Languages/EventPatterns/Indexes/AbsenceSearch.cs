namespace Millrace.Languages.EventPatterns;

/// <summary>Whether a branch holds one of whose fields may be missing from the array elements that the others hold in.</summary>
/// <remarks>
/// <c>{"exists": false}</c> holds where no value of its field goes together with the values taken for the fields before it, in the
/// order of their paths (measured on event-ruler 2.0.1). So it depends on which values these are, and they are tried one after another.
/// </remarks>
internal sealed class AbsenceSearch(StepBudget budget)
{
    /// <summary>To compare two values takes a step, and another for every so many array elements around them.</summary>
    private const int LevelsPerStep = 16;

    private int[] _taken = new int[16];
    private int _takenCount;

    /// <exception cref="EventTooComplexException">Finding out takes more steps than are allowed.</exception>
    public bool Holds(RuleBranch branch, EventValues values, ReadOnlySpan<byte> json)
    {
        _takenCount = 0;
        return HoldsFrom(branch, 0, values, json);
    }

    /// <remarks>Recursion goes as deep as the branch has clauses, <see cref="ClauseSet.Capacity"/> at most.</remarks>
    private bool HoldsFrom(RuleBranch branch, int place, EventValues values, ReadOnlySpan<byte> json)
    {
        if (place == branch.Clauses.Length)
        {
            return true;
        }

        var clause = branch.Clauses[place];
        var isAbsent = true;
        for (var at = values.First(clause.Field.Number); at >= 0; at = values[at].Next)
        {
            if (_takenCount == 0)
            {
                // Nothing to compare it with, which would be counted.
                budget.Look();
            }

            ref readonly var value = ref values[at];
            if (!GoesTogether(values.Positions, value.Position))
            {
                continue;
            }

            isAbsent = false;
            if (!clause.Matches(values.Read(value, json)))
            {
                continue;
            }

            if (_takenCount == _taken.Length)
            {
                Array.Resize(ref _taken, _takenCount * 2);
            }

            _taken[_takenCount++] = value.Position;
            if (HoldsFrom(branch, place + 1, values, json))
            {
                return true;
            }

            _takenCount--;
        }

        return isAbsent && clause.AllowsAbsence && HoldsFrom(branch, place + 1, values, json);
    }

    private bool GoesTogether(ReadOnlySpan<ArrayPosition> positions, int position)
    {
        foreach (var taken in _taken.AsSpan(0, _takenCount))
        {
            var isApart = AreApart(positions, taken, position, out var levels);
            budget.Take(1 + (levels / LevelsPerStep));
            if (isApart)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether two positions are in different elements of one array.</summary>
    /// <param name="levels">How many elements were left on the way to where they meet.</param>
    private static bool AreApart(ReadOnlySpan<ArrayPosition> positions, int left, int right, out int levels)
    {
        levels = 0;

        // The position of higher index cannot be around the other one, so it is the one to leave, until they meet or one is outside.
        var (lastLeft, lastRight) = (0, 0);
        while (left != right)
        {
            levels++;
            if (left > right)
            {
                lastLeft = left;
                left = positions[left].Parent;
            }
            else
            {
                lastRight = right;
                right = positions[right].Parent;
            }
        }

        return lastLeft != 0
            && lastRight != 0
            && positions[lastLeft].Parent == left
            && positions[lastRight].Parent == left
            && positions[lastLeft].Array == positions[lastRight].Array;
    }
}
