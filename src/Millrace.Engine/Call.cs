namespace Millrace.Engine;

/// <summary>What one resource asks of another, recorded in a fact of the caller and made once that fact is durable.</summary>
/// <param name="Number">Rises with every call of the source to this target; the target drops numbers it has seen.</param>
/// <param name="Source">Who calls.</param>
/// <param name="Target">Who is called.</param>
/// <param name="Action">What is asked, such as <c>sqs:SendMessage</c>.</param>
/// <param name="Payload">The fact of the source that holds what the call carries.</param>
/// <param name="Detail">What the target needs besides the payload, in a form that the action defines.</param>
public sealed record Call(
    long Number,
    ResourceId Source,
    ResourceId Target,
    string Action,
    PayloadHandle Payload,
    ReadOnlyMemory<byte> Detail
);

/// <summary>A fact that brings a call with it.</summary>
public interface ICallingFact : IFact
{
    /// <summary>The call, as seen by the resource that has just applied the fact.</summary>
    Call? CallOf(Resource source);
}

/// <summary>What a resource decided on a call: facts to record, or the reason for refusing.</summary>
public readonly record struct CallOutcome(IReadOnlyList<IFact> Facts, string? Refusal)
{
    /// <summary>Taken: these facts are recorded together with the call's number.</summary>
    public static CallOutcome Taken(params IReadOnlyList<IFact> facts) => new(facts, null);

    /// <summary>Not taken; the caller decides what follows.</summary>
    public static CallOutcome Refused(string reason) => new([], reason);
}
