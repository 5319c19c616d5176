namespace Millrace.Engine;

/// <summary>Names one resource: what kind of thing it is and the ARN it answers to.</summary>
/// <param name="Kind">A name from the kind's own row, such as <c>sqs:queue</c>.</param>
/// <param name="Arn">The whole ARN; its hash decides the partition.</param>
public readonly record struct ResourceId(string Kind, string Arn)
{
    /// <summary>
    /// A hash of the ARN that is the same in every process and version, because it decides where a resource lives
    /// (FNV-1a, 32 bits).
    /// </summary>
    public uint StableHash()
    {
        var hash = 2166136261u;
        foreach (var character in Arn)
        {
            hash = (hash ^ character) * 16777619u;
        }

        return hash;
    }

    /// <inheritdoc />
    public override string ToString() => Kind + " " + Arn;
}
