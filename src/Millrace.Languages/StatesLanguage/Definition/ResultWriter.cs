namespace Millrace.Languages.StatesLanguage;

/// <summary>Where and how a distributed Map writes what its children answered.</summary>
public sealed class ResultWriter
{
    /// <summary><c>arn:aws:states:::s3:putObject</c>; null when only the form of the results is configured.</summary>
    public string? Resource { get; init; }

    /// <summary>NONE, COMPACT or FLATTEN; null for the default.</summary>
    public string? Transformation { get; init; }

    /// <summary>JSON or JSONL; null for the default.</summary>
    public string? OutputType { get; init; }

    internal PayloadTemplate? Parameters { get; init; }
}
