namespace Millrace.Api;

/// <summary>One broken constraint.</summary>
/// <param name="Kind">What kind it is.</param>
/// <param name="Path">Where, as ValidationException writes it: <c>entries.1.member.detailType</c>.</param>
/// <param name="QueryPath">Where, in Query parameters: <c>SendMessageBatchRequestEntry.1.MessageBody</c>.</param>
/// <param name="Value">The value, shortened when long; null when absent or sensitive.</param>
/// <param name="Bound">What the model demands, in AWS's words: <c>Member must not be null</c>.</param>
/// <param name="IsSensitive">True when the value is not to be shown.</param>
public sealed record ConstraintViolation(
    ConstraintKind Kind,
    string Path,
    string QueryPath,
    string? Value,
    string Bound,
    bool IsSensitive = false
)
{
    /// <summary>AWS's sentence: <c>Value '' at 'name' failed to satisfy constraint: Member must …</c>.</summary>
    public override string ToString()
    {
        var shown = (IsSensitive, Value) switch
        {
            (true, _) => "Value",
            (_, null) => "Value null",
            _ => $"Value '{Value}'",
        };
        return $"{shown} at '{Path}' failed to satisfy constraint: {Bound}";
    }
}
