namespace Millrace.Outside;

/// <summary>Where the records of subscriptions with the protocol <c>firehose</c> go.</summary>
public sealed record FirehoseOptions
{
    /// <summary>An endpoint that speaks Firehose's API, <c>https://firehose.{region}.amazonaws.com</c>; empty: there is none.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>The access key that requests are signed with.</summary>
    public string AccessKeyId { get; init; } = "";

    /// <summary>Its secret.</summary>
    public Secret SecretAccessKey { get; init; } = Secret.None;

    internal (string Name, string Rule)? FindMistake() =>
        Endpoint.Length == 0 ? null
        : !Uri.TryCreate(UrlIn("us-east-1"), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            ? ("outside.firehose.endpoint", "is a URL that begins with http:// or https://")
        : AccessKeyId.Length == 0 ? ("outside.firehose.accessKeyId", "must be there when outside.firehose.endpoint is")
        : SecretAccessKey.Reveal().Length == 0
            ? ("outside.firehose.secretAccessKey", "must be there when outside.firehose.endpoint is")
        : null;

    /// <summary>The endpoint with the region in its place.</summary>
    internal string UrlIn(string region) => Endpoint.Replace("{region}", region, StringComparison.Ordinal);
}
