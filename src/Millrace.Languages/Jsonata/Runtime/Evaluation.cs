using System.Diagnostics;
using System.Runtime.CompilerServices;
using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata.Runtime;

/// <summary>One evaluation on one thread: its options and what is left of its caps.</summary>
internal sealed class Evaluation(JsonataOptions options) : IWorkMeter
{
    private const string DepthText =
        "Stack overflow error: Check for non-terminating recursive function.  Consider rewriting as tail-recursive.";
    private const string StepsText = "Expression evaluation timeout: Check for infinite loop";

    // The stack is asked about once in so many levels; between two questions it cannot use up what was found to be left.
    private const int StackCheckEvery = 8;

    private const int CharactersAStep = 4;

    // Comparing runs of characters is that much faster than making them.
    private const int ComparedAStep = 4096;

    // Twenty million steps take on the order of a second.
    private const double StepsAMicrosecond = 20;

    private long _stepsLeft = options.StepsMax;
    private int _depth;
    private SplitMix? _random;

    public JsonataOptions Options { get; } = options;

    /// <summary>Goes one expression deeper, which is one step of work. Errors: U1001.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter()
    {
        if (
            --_stepsLeft < 0
            || ++_depth > Options.DepthMax
            || (_depth % StackCheckEvery == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        )
        {
            throw Exceeded();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave() => _depth--;

    /// <summary>Counts work that is not the evaluation of a node. Errors: U1001.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(long steps)
    {
        _stepsLeft -= steps;
        if (_stepsLeft < 0)
        {
            throw Exceeded();
        }
    }

    /// <summary>Counts characters about to be read or written.</summary>
    public void ChargeText(long characters) => Charge(characters / CharactersAStep);

    /// <summary>Counts the search for one text in another, which at worst compares it at every place.</summary>
    public void ChargeSearch(string text, string part) => Charge((long)text.Length * part.Length / ComparedAStep);

    /// <summary>Counts the reading of a picture, which at worst looks at each of its signs once for every other.</summary>
    public void ChargePicture(string picture) => Charge((picture.Length * 4L) + ((long)picture.Length * picture.Length / 8));

    /// <summary>Counts work that only a clock can measure, from a time stamp of <see cref="Stopwatch"/> until now.</summary>
    public void ChargeTime(long started) =>
        Charge((long)(Stopwatch.GetElapsedTime(started).TotalMicroseconds * StepsAMicrosecond));

    /// <summary>Errors: D2015.</summary>
    public void CheckLength(int items)
    {
        if (items > Options.SequenceLengthMax)
        {
            throw new JsonataException("D2015", Options.SequenceLengthMax);
        }
    }

    /// <summary>Refuses to recurse where the thread's stack is about to end. Errors: U1001.</summary>
    public static void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw TooDeep();
        }
    }

    public static JsonataException TooDeep() => new("U1001", DepthText);

    public static JsonataException TooLong() => new("U1001", StepsText);

    public ulong NextRandom() => Options.NextRandom?.Invoke() ?? (_random ??= new SplitMix(0)).Next();

    private JsonataException Exceeded() => _stepsLeft < 0 ? TooLong() : TooDeep();
}
