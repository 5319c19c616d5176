using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>What the expressions of one step may still cost: a definition is short, what it asks for need not be.</summary>
/// <remarks>Counts work, never time, so that the same step always ends the same way. A unit is a step of the JSONata evaluator.</remarks>
internal sealed class WorkBudget
{
    private long _stepsLeft;
    private long _bytesLeft;

    /// <summary>What the whole step has cost so far.</summary>
    public long Spent { get; private set; }

    /// <summary>Bytes of all the values the step has made so far.</summary>
    public long Kept { get; private set; }

    /// <summary>Begins with the fields of a state: they have a budget of their own.</summary>
    public void Refill()
    {
        _stepsLeft = Limits.StateWorkMax;
        _bytesLeft = Limits.StateBytesMax;
    }

    /// <summary>Counts work about to be done.</summary>
    /// <exception cref="StateFailure">States.Runtime: the state asks for too much.</exception>
    public void Spend(long steps)
    {
        Spent += steps;
        _stepsLeft -= steps;
        if (_stepsLeft < 0)
        {
            throw StateFailure.Runtime($"The expressions of the state take more than {Limits.StateWorkMax} units of work.");
        }
    }

    /// <summary>Counts a value that an expression has given, by the bytes of its text: many together need not fit into memory.</summary>
    /// <param name="value">The value.</param>
    /// <param name="document">What the expression looked at; the whole of it takes no room of its own.</param>
    /// <exception cref="StateFailure">States.Runtime: what the state makes is far beyond the size of any payload.</exception>
    public JsonValue Keep(JsonValue value, JsonValue document)
    {
        if (PayloadSize.IsSame(value, document))
        {
            return value;
        }

        var bytes = PayloadSize.Measure(value, 0, _bytesLeft);
        Kept += bytes;
        _bytesLeft -= bytes;
        return _bytesLeft >= 0
            ? value
            : throw StateFailure.Runtime($"The expressions of the state give more than {Limits.StateBytesMax} bytes.");
    }
}
