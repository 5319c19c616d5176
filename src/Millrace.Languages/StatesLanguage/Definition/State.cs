using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>One state of a definition: what every kind has in common. Immutable; its expressions are compiled once.</summary>
public abstract class State
{
    /// <summary>The name, unique in the whole state machine; at most 80 characters.</summary>
    public required string Name { get; init; }

    public abstract StateType Type { get; }

    /// <summary>The language of this state: its own, or that of the state machine.</summary>
    public required QueryLanguage QueryLanguage { get; init; }

    public string? Comment { get; init; }

    /// <summary>The state that follows; null when this one ends its scope (or is a Choice).</summary>
    public string? Next { get; init; }

    /// <summary>Where the state stands in the definition: <c>/States/Name</c>, and deeper for branches and item processors.</summary>
    public required string Location { get; init; }

    /// <summary>JSONPath: which part of the input the state works on; the whole by default.</summary>
    internal PathField InputPath { get; init; } = PathField.Whole;

    /// <summary>JSONPath: which part of the outcome leaves the state; the whole by default.</summary>
    internal PathField OutputPath { get; init; } = PathField.Whole;

    /// <summary>JSONata: what leaves the state; null for the default of the kind.</summary>
    internal PayloadTemplate? Output { get; init; }

    /// <summary>The variables set when the state is left.</summary>
    internal PayloadTemplate? Assign { get; init; }
}
