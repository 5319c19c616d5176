namespace Millrace;

/// <summary>Values in the text format of Prometheus.</summary>
internal static class MetricText
{
    /// <summary>A label's value for between quotation marks. One that broke out of them would spoil the whole page for its collector.</summary>
    /// <remarks>Source: Prometheus, Exposition formats, Text-based format: backslash, quotation mark and line feed are escaped.</remarks>
    public static string Label(string value) =>
        value.AsSpan().ContainsAny('\\', '"', '\n')
            ? value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")
            : value;
}
