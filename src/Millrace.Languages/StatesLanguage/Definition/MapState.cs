namespace Millrace.Languages.StatesLanguage;

/// <summary>Runs one scope for every item of a list.</summary>
public sealed class MapState : ResultState
{
    public override StateType Type => StateType.Map;

    public required ItemProcessor ItemProcessor { get; init; }

    /// <summary>JSONPath: where the items are; the whole effective input by default.</summary>
    internal Query? ItemsPath { get; init; }

    /// <summary>JSONata: the items; the effective input when absent.</summary>
    internal PayloadTemplate? Items { get; init; }

    /// <summary>The input of one iteration; the item itself when absent.</summary>
    internal PayloadTemplate? ItemSelector { get; init; }

    /// <summary>How many iterations run at once; 0 or absent for as many as there is room for.</summary>
    internal NumberField? MaxConcurrency { get; init; }

    /// <summary>How many items may fail before the state does; distributed only.</summary>
    internal NumberField? ToleratedFailureCount { get; init; }

    /// <summary>What share of the items may fail, 0 to 100; distributed only.</summary>
    internal NumberField? ToleratedFailurePercentage { get; init; }

    /// <summary>The name of the map run in its ARN; distributed only.</summary>
    public string? Label { get; init; }

    /// <summary>Where the items are read from; distributed only.</summary>
    public ItemReader? ItemReader { get; init; }

    /// <summary>How items are put together; distributed only.</summary>
    public ItemBatcher? ItemBatcher { get; init; }

    /// <summary>Where the results are written; distributed only.</summary>
    public ResultWriter? ResultWriter { get; init; }
}
