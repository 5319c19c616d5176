namespace Millrace.Languages.JsonPath;

/// <summary>What no path may exceed, whoever wrote it. Exceeding one is <see cref="JsonPathErrorCode.LimitExceeded"/>.</summary>
/// <remarks>
/// The numbers are ours: AWS names none but the 262,144 bytes of a payload, which a path this side of them cannot outgrow
/// unnoticed for long.
/// </remarks>
public static class JsonPathLimits
{
    /// <summary>Characters of a path.</summary>
    public const int PathCharactersMax = 10_000;

    /// <summary>Steps of a path: names, indexes, wildcards, scans and filters, one after the other.</summary>
    public const int TokensMax = 256;

    /// <summary>Parentheses, negations and lists inside one another in a filter.</summary>
    public const int FilterDepthMax = 64;

    /// <summary>Values looked at in one reading, filters included. <c>$..*..*..*</c> meets it soon.</summary>
    public const int VisitsMax = 2_000_000;

    /// <summary>The values of a result list with all they contain, and the characters of their strings and names.</summary>
    public const int ResultSizeMax = 16 * 1024 * 1024;
}
