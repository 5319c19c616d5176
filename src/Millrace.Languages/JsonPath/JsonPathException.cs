namespace Millrace.Languages.JsonPath;

/// <summary>A <see cref="JsonPathError"/> for callers that have no use for a value.</summary>
public sealed class JsonPathException : Exception
{
    public JsonPathException()
        : this("The path is invalid.") { }

    public JsonPathException(string message)
        : this(new JsonPathError(JsonPathErrorCode.InvalidPath, message)) { }

    public JsonPathException(string message, Exception innerException)
        : base(message, innerException) => Error = new(JsonPathErrorCode.InvalidPath, message);

    public JsonPathException(JsonPathError error)
        : base(error.Message) => Error = error;

    public JsonPathError Error { get; }
}
