namespace Millrace.Languages.EventPatterns;

/// <summary>What matching one event may still spend on array elements: one count for the rule at hand, one for all rules together.</summary>
internal sealed class StepBudget
{
    private long _most;
    private long _left;
    private int _leftForRule;

    /// <summary>Steps taken and values looked at since <see cref="BeginEvent"/>.</summary>
    public long Taken => Math.Min(_most, _most - _left);

    /// <summary>Nothing may be looked at any more, for whatever rule.</summary>
    public bool IsSpent => _left <= 0;

    /// <param name="most">For all rules together.</param>
    public void BeginEvent(long most)
    {
        _most = most;
        _left = most;
        BeginRule();
    }

    public void BeginRule() => _leftForRule = EventLimits.ArrayStepsMax;

    /// <summary>Counts values that are looked at once, which no single rule does too often: they count for the event alone.</summary>
    /// <exception cref="EventTooComplexException">Nothing is left.</exception>
    public void Look(int values = 1)
    {
        _left -= values;
        if (_left < 0)
        {
            throw new EventTooComplexException();
        }
    }

    /// <summary>Counts steps of a search.</summary>
    /// <exception cref="EventTooComplexException">Nothing is left.</exception>
    public void Take(int steps = 1)
    {
        _leftForRule -= steps;
        if (_leftForRule < 0)
        {
            throw new EventTooComplexException();
        }

        Look(steps);
    }
}
