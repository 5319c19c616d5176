using Millrace.Api;

namespace Millrace.Engine;

/// <summary>Asks a resource whether it is open to the caller, for what is not decided in a turn of its own, such as a listing.</summary>
public sealed class AccessQuestion(Access access, ResourceId id) : IQuestion
{
    public ResourceId? Target => id;

    /// <summary>The refusal, an <see cref="AwsError"/>; null when the resource is open.</summary>
    public object? Answer(Resource asked, in Turn turn) => access.Refusal(asked, id.Arn, turn.Now);
}
