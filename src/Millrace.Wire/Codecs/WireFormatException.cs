using Millrace.Api;

namespace Millrace.Wire.Codecs;

/// <summary>A request that cannot be read. Whatever bytes a client sends, the codecs throw this and nothing else.</summary>
/// <param name="error">The error AWS answers with: <see cref="CommonErrors"/>.</param>
/// <param name="message">What is wrong, for the caller to read.</param>
public sealed class WireFormatException(AwsError error, string message) : Exception(message)
{
    /// <summary>The error to answer with, its text included.</summary>
    public AwsError Error { get; } = error.WithMessage(message);

    /// <summary>AWS's code: <c>SerializationException</c>, <c>MalformedInput</c>, <c>MalformedQueryString</c>.</summary>
    public string Code => Error.Code;
}
