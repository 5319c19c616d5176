using System.Diagnostics.CodeAnalysis;

namespace Millrace.Api;

/// <summary>An Amazon Resource Name: <c>arn:partition:service:region:account:resource</c>.</summary>
/// <param name="Partition"><c>aws</c>, <c>aws-cn</c> or <c>aws-us-gov</c>; whatever the caller wrote.</param>
/// <param name="Service">The service's namespace, for example <c>sqs</c>.</param>
/// <param name="Region">The region; empty for global services.</param>
/// <param name="Account">The twelve-digit account; empty for some resources.</param>
/// <param name="Resource">All after the fifth colon, further colons and slashes included.</param>
/// <remarks>Source: AWS General Reference, Amazon Resource Names.</remarks>
public sealed record Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    private const int Parts = 6;

    /// <summary>An ARN in the partition <c>aws</c>.</summary>
    public static Arn Of(string service, string region, string account, string resource) =>
        new("aws", service, region, account, resource);

    /// <summary>Reads an ARN; false when it has fewer than six parts, another prefix, or no partition, service or resource.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out Arn? arn)
    {
        arn = null;
        Span<Range> parts = stackalloc Range[Parts];
        if (text.Split(parts, ':') != Parts || text[parts[0]] is not "arn")
        {
            return false;
        }

        if (text[parts[1]].IsEmpty || text[parts[2]].IsEmpty || text[parts[5]].IsEmpty)
        {
            return false;
        }

        arn = new Arn(
            text[parts[1]].ToString(),
            text[parts[2]].ToString(),
            text[parts[3]].ToString(),
            text[parts[4]].ToString(),
            text[parts[5]].ToString()
        );
        return true;
    }

    /// <summary>Reads an ARN.</summary>
    /// <exception cref="FormatException">The text is not an ARN.</exception>
    public static Arn Parse(string text) =>
        TryParse(text, out var arn)
            ? arn
            : throw new FormatException($"'{text}' is not an ARN: arn:partition:service:region:account:resource.");

    public override string ToString() => $"arn:{Partition}:{Service}:{Region}:{Account}:{Resource}";
}
