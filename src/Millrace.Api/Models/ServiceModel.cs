using System.Collections.Frozen;

namespace Millrace.Api;

/// <summary>One AWS service, as its model and its quirks describe it.</summary>
public sealed class ServiceModel
{
    /// <summary>The name in ARNs, credential scopes and model files: <c>sqs</c>.</summary>
    public required string Name { get; init; }

    /// <summary>AWS's own identifier, <c>SQS</c>.</summary>
    public required string ServiceId { get; init; }

    /// <summary>The name a signature's credential scope carries.</summary>
    public required string SigningName { get; init; }

    /// <summary>Where the model came from, <c>botocore 1.43.11</c>.</summary>
    public required string ImportedFrom { get; init; }

    /// <summary>The API version, <c>2012-11-05</c>: what Query clients send as <c>Version</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The protocols the model lists, the preferred one first.</summary>
    public required IReadOnlyList<string> Protocols { get; init; }

    /// <summary>What stands before the operation in <c>X-Amz-Target</c>, <c>AmazonSQS</c>; null outside awsJson.</summary>
    public string? TargetPrefix { get; init; }

    /// <summary>The version in <c>application/x-amz-json-1.0</c>; null outside awsJson.</summary>
    public string? JsonVersion { get; init; }

    /// <summary>The namespace of XML answers; null where the service has none.</summary>
    public string? XmlNamespace { get; init; }

    /// <summary>The namespace of shapes in <c>__type</c>, <c>com.amazonaws.sqs</c>.</summary>
    public required string ShapeNamespace { get; init; }

    /// <summary>True when the service once spoke Query and still shows JSON clients the old codes (<c>awsQueryCompatible</c>).</summary>
    public bool IsQueryCompatible { get; init; }

    /// <summary>True when a Query error has an empty <c>Detail</c> element, as SQS's has and SNS's has not.</summary>
    public bool HasErrorDetail { get; init; }

    /// <summary>How the service reports a request that breaks its model.</summary>
    public ConstraintStyle ConstraintStyle { get; init; }

    /// <summary>The error that reports it; its text is replaced.</summary>
    public AwsError ConstraintError { get; init; } = CommonErrors.ValidationException;

    /// <summary>Every operation by its name.</summary>
    public required FrozenDictionary<string, OperationModel> Operations { get; init; }

    /// <summary>Every error by its shape's name.</summary>
    public required FrozenDictionary<string, AwsError> Errors { get; init; }
}
