using Millrace.Api;
using Millrace.Engine;

namespace Millrace.Wire;

/// <summary>What the wire itself answers, in AWS's common words.</summary>
internal static class WireErrors
{
    /// <summary>A mistake of the server's own.</summary>
    public static AwsError InternalFailure { get; } =
        new(
            "InternalFailure",
            "InternalFailure",
            500,
            500,
            Fault.Receiver,
            "The request failed because of an error inside the server; its log has the details under the request's id."
        );

    /// <summary>As much memory is held for requests as may be; retried by every client, as when the journal is behind.</summary>
    public static AwsError NoMemory { get; } =
        EngineErrors.Congested.WithMessage("The requests being handled hold as much memory as they may; try again in a moment.");

    /// <summary>A browser asks for a page of another server, and nothing is authenticated.</summary>
    public static AwsError ForeignPage { get; } =
        new(
            "AccessDeniedException",
            "AccessDenied",
            403,
            403,
            Fault.Sender,
            "A page of another server has sent this request. While authentication is off, requests that browsers make for such pages "
                + "are refused."
        )
        {
            ShapeNamespace = "com.amazon.coral.service",
        };

    /// <summary>Nothing is authenticated, and the name the request was sent to may be anybody's.</summary>
    public static AwsError UnknownHost(string name) =>
        ForeignPage.WithMessage(
            $"This server does not go by the name {name}. While authentication is off, requests to names that others may have led here are "
                + "refused. If this name is meant to lead here, list it in the option server.hostNames (MILLRACE_SERVER__HOSTNAMES)."
        );

    /// <summary>What the Host header holds is neither a name nor an address.</summary>
    public static AwsError MalformedHost { get; } =
        new(
            "MalformedHttpRequestException",
            "MalformedHttpRequestException",
            400,
            400,
            Fault.Sender,
            "The Host header holds neither a host name nor an address."
        )
        {
            ShapeNamespace = "com.amazon.coral.service",
        };

    /// <summary>The body is compressed, or encoded in another way; AWS's services take none of the kind here.</summary>
    public static AwsError Encoded(string encoding) =>
        new(
            "UnsupportedMediaType",
            "UnsupportedMediaType",
            415,
            415,
            Fault.Sender,
            $"A request with Content-Encoding {encoding} is not taken; send the body as it is."
        );
}
