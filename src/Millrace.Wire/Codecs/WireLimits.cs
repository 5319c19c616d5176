namespace Millrace.Wire.Codecs;

/// <summary>What one request may cost. The size of a body is the HTTP server's limit; these bound what a small body can grow into.</summary>
public static class WireLimits
{
    /// <summary>
    /// The deepest nesting of structures, lists and maps. The deepest model imported so far needs 12; values nested beyond the
    /// model's members are skipped and count as well.
    /// </summary>
    public const int DepthMax = 64;

    /// <summary>
    /// The most list items and map entries in one request, all lists together. An item of two bytes costs an object of about
    /// a hundred; the largest legal request, PutMetricData with 1,000 metrics of 150 values and counts, stays below it.
    /// </summary>
    public const int ItemsMax = 350_000;

    /// <summary>The most parameters in one Query request; ten messages with ten attributes each need 400.</summary>
    public const int ParametersMax = 16_384;

    /// <summary>The longest parameter name in bytes.</summary>
    public const int ParameterNameBytesMax = 512;

    /// <summary>The most segments between dots in a parameter name.</summary>
    public const int ParameterSegmentsMax = 24;
}
