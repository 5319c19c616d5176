namespace Millrace.Wire.Codecs;

/// <summary>Which JSON is written: awsJson, or the JSON form of a Query answer. A type argument, so that it costs nothing.</summary>
internal interface IJsonDialect
{
    /// <summary>
    /// True for the JSON form of a Query answer: absent members are null, maps are lists of pairs, and some members have
    /// names of their own.
    /// </summary>
    public static abstract bool IsQueryAnswer { get; }
}

/// <summary>The bodies of awsJson 1.0 and 1.1.</summary>
internal readonly struct AwsJson : IJsonDialect
{
    public static bool IsQueryAnswer => false;
}

/// <summary>What a Query request with <c>Accept: application/json</c> is answered with.</summary>
internal readonly struct QueryJson : IJsonDialect
{
    public static bool IsQueryAnswer => true;
}
