namespace Millrace.Engine;

/// <summary>One question of access: one action on one resource.</summary>
/// <param name="Access">Who asks, and from where.</param>
/// <param name="Action">What is asked, such as <c>sqs:SendMessage</c>.</param>
/// <param name="Arn">The resource; of an account's resources as a whole an ARN that names none, or <c>*</c>.</param>
/// <param name="PartOwner">The account that owns what is asked about as well, such as one subscription of a topic; null for the resource's own alone.</param>
/// <param name="Policy">The resource's own policy document; null for none.</param>
/// <param name="ResourceTags">The resource's tags.</param>
/// <param name="RequestTags">What the request says about tags; null when it says nothing.</param>
/// <param name="Now">The time of the turn.</param>
public readonly record struct AccessRequest(
    Access Access,
    string Action,
    string Arn,
    string? PartOwner,
    string? Policy,
    IReadOnlyDictionary<string, string> ResourceTags,
    RequestTags? RequestTags,
    DateTimeOffset Now
);
