namespace Millrace.Api;

/// <summary>An error as AWS's clients are told of it, in every protocol at once.</summary>
/// <param name="Shape">The error's shape, <c>QueueDoesNotExist</c>: what awsJson names in <c>__type</c>.</param>
/// <param name="Code">The code of the Query protocol, <c>AWS.SimpleQueueService.NonExistentQueue</c>; often the shape's name.</param>
/// <param name="HttpStatus">The HTTP status in JSON protocols.</param>
/// <param name="QueryHttpStatus">
/// The HTTP status in the Query protocol, and in awsJson when the client sent <c>x-amzn-query-mode: true</c>.
/// </param>
/// <param name="Fault">Whose mistake it is.</param>
/// <param name="Message">The text for the caller.</param>
/// <param name="QueryMessage">The text in the Query protocol where that differs; null when it is the same.</param>
public sealed record AwsError(
    string Shape,
    string Code,
    int HttpStatus,
    int QueryHttpStatus,
    Fault Fault,
    string Message,
    string? QueryMessage = null
)
{
    /// <summary>The namespace of the shape in <c>__type</c>; null means the service's own, as nearly every error has it.</summary>
    public string? ShapeNamespace { get; init; }

    /// <summary>The value of the header <c>x-amzn-query-error</c>: the Query code and whose fault it is.</summary>
    public string QueryErrorHeader => $"{Code};{Fault}";

    /// <summary>The same error with a text of its own, used in every protocol.</summary>
    public AwsError WithMessage(string message) => this with { Message = message, QueryMessage = null };
}
