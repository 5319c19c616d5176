using System.Collections.Frozen;
using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>A row of the table of functions.</summary>
/// <param name="Name">As in <c>States.Format</c>.</param>
/// <param name="ArgumentsMin">How many arguments it takes at least.</param>
/// <param name="ArgumentsMax">How many arguments it takes at most.</param>
/// <param name="Apply">Gives the result, or undefined for arguments it does not take.</param>
internal sealed record IntrinsicFunction(
    string Name,
    int ArgumentsMin,
    int ArgumentsMax,
    Func<JsonValue[], IntrinsicScope, JsonValue> Apply
)
{
    /// <summary>All of them, by name. Source: Step Functions Developer Guide, "Intrinsic functions".</summary>
    public static FrozenDictionary<string, IntrinsicFunction> All { get; } =
        new IntrinsicFunction[]
        {
            new("States.Array", 0, int.MaxValue, (a, _) => JsonValue.FromArray(a)),
            new("States.ArrayPartition", 2, 2, (a, _) => ArrayFunctions.Partition(a[0], a[1])),
            new("States.ArrayContains", 2, 2, (a, _) => ArrayFunctions.Contains(a[0], a[1])),
            new("States.ArrayRange", 3, 3, (a, _) => ArrayFunctions.Range(a[0], a[1], a[2])),
            new("States.ArrayGetItem", 2, 2, (a, _) => ArrayFunctions.GetItem(a[0], a[1])),
            new("States.ArrayLength", 1, 1, (a, _) => ArrayFunctions.Length(a[0])),
            new("States.ArrayUnique", 1, 1, (a, _) => ArrayFunctions.Unique(a[0])),
            new("States.Base64Encode", 1, 1, (a, _) => EncodingFunctions.Base64Encode(a[0])),
            new("States.Base64Decode", 1, 1, (a, _) => EncodingFunctions.Base64Decode(a[0])),
            new("States.Hash", 2, 2, (a, _) => EncodingFunctions.Hash(a[0], a[1])),
            new("States.JsonMerge", 3, 3, (a, _) => JsonFunctions.Merge(a[0], a[1], a[2])),
            new("States.JsonToString", 1, 1, (a, _) => JsonFunctions.ToText(a[0])),
            new("States.StringToJson", 1, 1, (a, _) => JsonFunctions.FromText(a[0])),
            new("States.MathAdd", 2, 2, (a, _) => MathFunctions.Add(a[0], a[1])),
            new("States.MathRandom", 2, 3, (a, scope) => MathFunctions.NextNumber(a, scope.NextDouble)),
            new("States.StringSplit", 2, 2, (a, _) => StringFunctions.Split(a[0], a[1])),
            new("States.UUID", 0, 0, (_, scope) => scope.NextUuid().ToString("D")),
            new("States.Format", 1, int.MaxValue, (a, _) => StringFunctions.Format(a)) { TakesTemplate = true },
        }.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>Whether the first argument is a template.</summary>
    public bool TakesTemplate { get; init; }

    /// <summary>AWS's words for whatever is wrong with the number, the kinds or the values of arguments.</summary>
    public InvalidCallException InvalidArguments() => new($"Invalid arguments in {Name}");
}
