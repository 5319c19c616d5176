namespace Millrace.Languages.StatesLanguage;

/// <summary>Where a distributed Map reads its items from.</summary>
public sealed class ItemReader
{
    /// <summary><c>arn:aws:states:::s3:getObject</c> or <c>arn:aws:states:::s3:listObjectsV2</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>CSV, JSON, JSONL, PARQUET or MANIFEST; null when objects are listed.</summary>
    public string? InputType { get; init; }

    /// <summary>FIRST_ROW or GIVEN; CSV only.</summary>
    public string? CsvHeaderLocation { get; init; }

    public IReadOnlyList<string>? CsvHeaders { get; init; }

    /// <summary>COMMA, PIPE, SEMICOLON, SPACE or TAB; null for a comma.</summary>
    public string? CsvDelimiter { get; init; }

    /// <summary>A JSON pointer to the list in a JSON object; null for the document itself.</summary>
    public string? ItemsPointer { get; init; }

    /// <summary>S3_INVENTORY or ATHENA_DATA; manifests only.</summary>
    public string? ManifestType { get; init; }

    /// <summary>NONE or LOAD_AND_FLATTEN; null for NONE.</summary>
    public string? Transformation { get; init; }

    internal PayloadTemplate? Parameters { get; init; }

    internal NumberField? MaxItems { get; init; }
}
