using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>What a map run is to do: everything about it that the definition and the input decide.</summary>
public sealed record MapRunPlan
{
    public required string MapRunArn { get; init; }

    /// <summary>The distributed Map; its item processor is the definition of the children (<see cref="StateMachineDefinition.ForChildrenOf"/>).</summary>
    public required string StateName { get; init; }

    /// <summary>The items; null when <see cref="ItemReader"/> says where they are.</summary>
    public JsonArray? Items { get; init; }

    /// <summary>How many children run at once; 0 for as many as there is room for.</summary>
    public long MaxConcurrency { get; init; }

    /// <summary>How many items may fail; null for none, unless a percentage is given.</summary>
    public long? ToleratedFailureCount { get; init; }

    /// <summary>What share of the items may fail, 0 to 100; null for none, unless a count is given.</summary>
    public double? ToleratedFailurePercentage { get; init; }

    public long? MaxItemsPerBatch { get; init; }

    /// <summary>UTF-8 bytes of one child's input.</summary>
    public long? MaxInputBytesPerBatch { get; init; }

    /// <summary>What every batch is given besides its items; undefined for nothing.</summary>
    public JsonValue BatchInput { get; init; }

    public ItemReader? ItemReader { get; init; }

    /// <summary>The request of the reader; undefined when it has none.</summary>
    public JsonValue ReaderParameters { get; init; }

    /// <summary>How many items are read at most; null for all.</summary>
    public long? MaxItems { get; init; }

    public ResultWriter? ResultWriter { get; init; }

    /// <summary>The request of the writer; undefined when it has none.</summary>
    public JsonValue WriterParameters { get; init; }

    /// <summary>The type of the child executions.</summary>
    public StateMachineType ExecutionType { get; init; }

    /// <summary>Whether items are put together in batches.</summary>
    public bool IsBatched => MaxItemsPerBatch is not null || MaxInputBytesPerBatch is not null;
}
