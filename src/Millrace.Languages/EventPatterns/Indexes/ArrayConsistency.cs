namespace Millrace.Languages.EventPatterns;

/// <summary>Whether the clauses of a branch hold in the same elements of all arrays they share.</summary>
/// <remarks>
/// The elements of an event's arrays form a tree. A choice takes one element of every array inside an element it has taken; a clause
/// holds when one of the values that match it is inside taken elements only. Wanted is a choice under which all clauses hold.
/// <para>
/// Nearly always some way from the root to one element holds everything, or no element has two arrays that matter, and then that way
/// is the only kind of choice there is. Otherwise every element, from the innermost outwards, gets the sets of clauses that
/// choices inside it can make hold: those of one array's elements are alternatives, those of different arrays come together.
/// </para>
/// </remarks>
internal sealed class ArrayConsistency(StepBudget budget)
{
    private const int None = -1;

    private Element[] _elements = [];
    private (ClauseSet Set, int Next)[] _sets = new (ClauseSet, int)[16];
    private int _setCount;
    private int _generation;
    private int _last;

    private struct Element
    {
        public int Generation;

        /// <summary>The clauses that values right in this element satisfy.</summary>
        public ClauseSet Own;

        /// <summary>Whether two arrays of this element matter.</summary>
        public bool HasSeveralArrays;

        /// <summary>The array of the last child seen.</summary>
        public int Array;

        /// <summary>First of the sets that choices in the arrays done with can reach, this element's own included.</summary>
        public int Done;

        /// <summary>First of the sets that choices in <see cref="Array"/> can reach.</summary>
        public int Open;
    }

    /// <summary>Forgets the last branch.</summary>
    public void Begin(int positions)
    {
        if (_elements.Length < positions)
        {
            _elements = new Element[Math.Max(positions, _elements.Length * 2)];
            _generation = 0;
        }

        if (_generation == int.MaxValue)
        {
            Array.Clear(_elements);
            _generation = 0;
        }

        _generation++;
        _setCount = 0;
        _last = 0;
        Reset(ref _elements[0]);
    }

    /// <summary>Notes that a value in this element matches a clause.</summary>
    public void Add(ReadOnlySpan<ArrayPosition> positions, int position, in ClauseSet clause)
    {
        ref var element = ref _elements[position];
        if (element.Generation == _generation)
        {
            element.Own |= clause;
            return;
        }

        Reset(ref element);
        element.Own = clause;
        _last = Math.Max(_last, position);

        // Make the elements around it known, up to one that is.
        for (var at = position; at != EventValues.NoPosition; )
        {
            var (parent, array) = positions[at];
            ref var around = ref _elements[parent];
            var isKnown = around.Generation == _generation;
            if (!isKnown)
            {
                Reset(ref around);
            }

            around.HasSeveralArrays |= around.Array != None && around.Array != array;
            around.Array = array;
            if (isKnown)
            {
                break;
            }

            at = parent;
        }
    }

    /// <summary>Whether one choice makes all clauses hold.</summary>
    /// <exception cref="EventTooComplexException">Finding out takes more steps than are allowed.</exception>
    public bool Holds(ReadOnlySpan<ArrayPosition> positions, in ClauseSet all)
    {
        budget.Look(_last);
        var severalArrays = _elements[0].HasSeveralArrays;
        for (var at = 1; at <= _last; at++)
        {
            ref var element = ref _elements[at];
            if (element.Generation == _generation)
            {
                severalArrays |= element.HasSeveralArrays;
            }
        }

        return severalArrays ? HoldsForSomeChoice(positions, all) : HoldsOnSomeWay(positions, all);
    }

    private bool HoldsOnSomeWay(ReadOnlySpan<ArrayPosition> positions, in ClauseSet all)
    {
        // Parents come before their children, so each element can take over what holds around it.
        for (var at = 1; at <= _last; at++)
        {
            ref var element = ref _elements[at];
            if (element.Generation != _generation)
            {
                continue;
            }

            element.Own |= _elements[positions[at].Parent].Own;
            if (element.Own.Contains(all))
            {
                return true;
            }
        }

        return false;
    }

    private bool HoldsForSomeChoice(ReadOnlySpan<ArrayPosition> positions, in ClauseSet all)
    {
        for (var at = _last; at >= 0; at--)
        {
            ref var element = ref _elements[at];
            if (element.Generation == _generation)
            {
                element.Array = None;
                element.Open = None;
                element.Done = Insert(None, element.Own);
            }
        }

        // Children come after their parents, and those of one array one after another.
        for (var at = _last; at > 0; at--)
        {
            ref var element = ref _elements[at];
            if (element.Generation != _generation)
            {
                continue;
            }

            CloseArray(ref element);
            ref var parent = ref _elements[positions[at].Parent];
            if (parent.Array != positions[at].Array)
            {
                CloseArray(ref parent);
                parent.Array = positions[at].Array;
            }

            for (var set = element.Done; set != None; set = _sets[set].Next)
            {
                parent.Open = Insert(parent.Open, _sets[set].Set);
            }
        }

        CloseArray(ref _elements[0]);
        for (var set = _elements[0].Done; set != None; set = _sets[set].Next)
        {
            if (_sets[set].Set.Contains(all))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Brings what choices in the open array reach together with what those in the arrays before it do.</summary>
    private void CloseArray(ref Element element)
    {
        if (element.Open == None)
        {
            return;
        }

        var together = None;
        for (var open = element.Open; open != None; open = _sets[open].Next)
        {
            for (var done = element.Done; done != None; done = _sets[done].Next)
            {
                together = Insert(together, _sets[open].Set | _sets[done].Set);
            }
        }

        element.Done = together;
        element.Open = None;
    }

    /// <summary>Adds a set to a list, unless one in there contains it; takes out those that it contains.</summary>
    /// <returns>The list's first set.</returns>
    private int Insert(int first, in ClauseSet set)
    {
        var previous = None;
        for (var at = first; at != None; at = _sets[at].Next)
        {
            budget.Take();
            if (_sets[at].Set.Contains(set))
            {
                return first;
            }

            if (!set.Contains(_sets[at].Set))
            {
                previous = at;
            }
            else if (previous == None)
            {
                first = _sets[at].Next;
            }
            else
            {
                _sets[previous].Next = _sets[at].Next;
            }
        }

        if (_setCount == _sets.Length)
        {
            Array.Resize(ref _sets, _setCount * 2);
        }

        _sets[_setCount] = (set, first);
        return _setCount++;
    }

    private void Reset(ref Element element)
    {
        element.Generation = _generation;
        element.Own = default;
        element.HasSeveralArrays = false;
        element.Array = None;
    }
}
