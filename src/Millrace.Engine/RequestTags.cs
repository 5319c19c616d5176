namespace Millrace.Engine;

/// <summary>The tags a request sets, or the keys it takes away.</summary>
/// <param name="Keys">All keys it names.</param>
/// <param name="Values">The values it sets; empty when it takes tags away.</param>
public sealed record RequestTags(IReadOnlyCollection<string> Keys, IReadOnlyDictionary<string, string> Values)
{
    private static readonly Dictionary<string, string> _none = [];

    /// <summary>The tags a request sets; null when it sets none.</summary>
    public static RequestTags? Setting(Dictionary<string, string>? tags) =>
        tags is { Count: > 0 } ? new RequestTags(tags.Keys, tags) : null;

    /// <summary>The tags a request takes away; null when there are none.</summary>
    public static RequestTags? Removing(List<string>? keys) => keys is { Count: > 0 } ? new RequestTags(keys, _none) : null;
}
