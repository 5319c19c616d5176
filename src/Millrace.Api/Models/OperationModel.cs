namespace Millrace.Api;

/// <summary>One operation of a service, as its model describes it.</summary>
public sealed class OperationModel
{
    /// <summary>AWS's name, <c>SendMessage</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The shape of the request; null when it has none.</summary>
    public string? Input { get; init; }

    /// <summary>The shape of the answer; null when it has none.</summary>
    public string? Output { get; init; }

    /// <summary>The element around a Query answer's members, <c>SendMessageResult</c>; null when there is none.</summary>
    public string? ResultWrapper { get; init; }

    /// <summary>The HTTP method in REST protocols; <c>POST</c> in all others.</summary>
    public string HttpMethod { get; init; } = "POST";

    /// <summary>The path with placeholders in REST protocols; <c>/</c> in all others.</summary>
    public string HttpUri { get; init; } = "/";

    /// <summary>The HTTP status of a success.</summary>
    public int HttpStatus { get; init; } = 200;

    /// <summary>The shapes of the errors the model names for it; services answer others besides.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];
}
