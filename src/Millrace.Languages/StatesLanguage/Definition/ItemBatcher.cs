namespace Millrace.Languages.StatesLanguage;

/// <summary>How a distributed Map puts items together for one child execution: by number, by size, or both.</summary>
public sealed class ItemBatcher
{
    internal NumberField? MaxItemsPerBatch { get; init; }

    internal NumberField? MaxInputBytesPerBatch { get; init; }

    internal PayloadTemplate? BatchInput { get; init; }
}
