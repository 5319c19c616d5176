using Millrace.Languages.Json;

namespace Millrace.Languages.Jsonata;

/// <summary>What one evaluation may know and how much it may cost.</summary>
/// <remarks>
/// The caps count work, not time, so the same expression on the same data always ends the same way; only the time of regular
/// expressions, and of compiling for <c>$eval</c>, is measured and counts as steps. Exceeding <see cref="StepsMax"/> or
/// <see cref="DepthMax"/> is error U1001, <see cref="SequenceLengthMax"/> D2015, <see cref="ResultBytesMax"/> U1002.
/// </remarks>
public sealed record JsonataOptions
{
    /// <summary>The language as its reference has it, at the Unix epoch, without bindings.</summary>
    public static JsonataOptions Default { get; } = new();

    /// <summary>What <c>$now()</c> and <c>$millis()</c> answer throughout the evaluation.</summary>
    public DateTimeOffset Now { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>
    /// Where <c>$random()</c>, <c>$shuffle()</c> and <c>$uuid()</c> take 64 random bits from. By default every evaluation
    /// draws the same numbers.
    /// </summary>
    public Func<ulong>? NextRandom { get; init; }

    /// <summary>The variables the expression finds, by name without the dollar.</summary>
    public JsonObject Bindings { get; init; } = JsonObject.Empty;

    /// <summary>The functions the expression finds. A binding of the same name hides a function.</summary>
    public JsonataLibrary Library { get; init; } = JsonataLibrary.Reference;

    /// <summary>
    /// Units of work: one for each node evaluated, each item produced or walked over, every four characters written and
    /// every twentieth of a microsecond of a regular expression. Twenty million take on the order of a second, and what is
    /// alive at once stays well under a gigabyte.
    /// </summary>
    public long StepsMax { get; init; } = 20_000_000;

    /// <summary>
    /// Expressions evaluated inside one another. A call that is not a tail call takes about three. Where the thread's
    /// stack ends first, that is the same error.
    /// </summary>
    public int DepthMax { get; init; } = 2_000;

    /// <summary>Items of one sequence. The default is what the range operator may produce in the reference.</summary>
    public int SequenceLengthMax { get; init; } = 10_000_000;

    /// <summary>Bytes of the result as compact JSON, counted roughly: eight for a number, one for a character.</summary>
    public long ResultBytesMax { get; init; } = 64 * 1024 * 1024;
}
