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
    public void ChargeText(long characters) => Charge(characters / 16);

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
