namespace Millrace.Api;

/// <summary>What AWS's front ends answer to a request no service could read, the same for all services.</summary>
/// <remarks>Source: AWS General Reference, Common errors; the codes are what the SDKs report for such requests.</remarks>
public static class CommonErrors
{
    private const string FrontEnd = "com.amazon.coral.service";

    /// <summary>A JSON body that is not JSON, or holds another type than the model says.</summary>
    public static AwsError SerializationException { get; } =
        new("SerializationException", "SerializationException", 400, 400, Fault.Sender, "The request could not be read.")
        {
            ShapeNamespace = FrontEnd,
        };

    /// <summary>A Query request whose parameters do not form the structure the model says.</summary>
    public static AwsError MalformedInput { get; } =
        new("MalformedInput", "MalformedInput", 400, 400, Fault.Sender, "The request could not be read.")
        {
            ShapeNamespace = FrontEnd,
        };

    /// <summary>A form or query string that is not one.</summary>
    public static AwsError MalformedQueryString { get; } =
        new("MalformedQueryString", "MalformedQueryString", 400, 400, Fault.Sender, "The query string contains a syntax error.")
        {
            ShapeNamespace = FrontEnd,
        };

    /// <summary>A body that is longer than a request may be.</summary>
    public static AwsError RequestEntityTooLarge { get; } =
        new(
            "RequestEntityTooLargeException",
            "RequestEntityTooLargeException",
            413,
            413,
            Fault.Sender,
            "Problems with the request at the HTTP level. The request entity is too large."
        )
        {
            ShapeNamespace = FrontEnd,
        };

    /// <summary>A value that breaks the model's constraints; the text is <see cref="ConstraintReport"/>'s.</summary>
    public static AwsError ValidationException { get; } =
        new("ValidationException", "ValidationError", 400, 400, Fault.Sender, "The input fails to satisfy the constraints.");
}
