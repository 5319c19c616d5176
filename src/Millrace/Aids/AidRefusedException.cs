using Millrace.Api;

namespace Millrace.Aids;

/// <summary>An aid was asked for something that it does not do; the caller is told code and message as JSON.</summary>
internal sealed class AidRefusedException : Exception
{
    public AidRefusedException(int status, string code, string message)
        : base(message)
    {
        Status = status;
        Code = code;
    }

    /// <summary>The error of an operation, under the name its shape has.</summary>
    public AidRefusedException(AwsError error)
        : this(error.Shape == "QueueDoesNotExist" ? 404 : error.HttpStatus, error.Shape, error.Message) { }

    public AidRefusedException()
        : this(400, "BadRequest", "The request makes no sense.") { }

    public AidRefusedException(string message)
        : this(400, "BadRequest", message) { }

    public AidRefusedException(string message, Exception inner)
        : base(message, inner)
    {
        Status = 400;
        Code = "BadRequest";
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>A word for programs.</summary>
    public string Code { get; }
}
