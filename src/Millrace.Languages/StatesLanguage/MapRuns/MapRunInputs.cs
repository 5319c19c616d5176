using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>The inputs of a map run's children, or why there are none.</summary>
public sealed class MapRunInputs
{
    private MapRunInputs(IReadOnlyList<JsonValue> inputs, IReadOnlyList<int> itemCounts, StateError? error) =>
        (Inputs, ItemCounts, Error) = (inputs, itemCounts, error);

    public IReadOnlyList<JsonValue> Inputs { get; }

    /// <summary>How many items each input holds: 1, or the size of its batch.</summary>
    public IReadOnlyList<int> ItemCounts { get; }

    /// <summary>What the item selector took, in units of <see cref="Limits.StateWorkMax"/>.</summary>
    internal long Work { get; init; }

    /// <summary>What the run fails with; null when the inputs are good.</summary>
    public StateError? Error { get; }

    internal static MapRunInputs Of(IReadOnlyList<JsonValue> inputs, IReadOnlyList<int> itemCounts, long work) =>
        new(inputs, itemCounts, null) { Work = work };

    internal static MapRunInputs Failed(StateError error) => new([], [], error);
}
