namespace Millrace.Engine;

/// <summary>What one resource asks of another, recorded in a fact of the caller and made once that fact is durable.</summary>
/// <param name="Number">Rises with every call of the source to this target; the target drops numbers it has seen.</param>
/// <param name="Source">Who calls.</param>
/// <param name="Target">Who is called: a resource, or something outside that a hand of the engine reaches.</param>
/// <param name="Action">What is asked, such as <c>sqs:SendMessage</c>.</param>
/// <param name="Payload">The fact of the source that holds what the call carries.</param>
/// <param name="Detail">
/// What else belongs to the call, as the source's service or the action defines it; the calls of a fan-out may share it. It is never
/// written: after a restart a call is made anew from its source's state.
/// </param>
/// <param name="Principal">The service principal in whose name the call is made, such as <c>sns.amazonaws.com</c>; null within a service.</param>
public sealed record Call(
    long Number,
    ResourceId Source,
    ResourceId Target,
    string Action,
    PayloadHandle Payload,
    object? Detail,
    string? Principal = null
);

/// <summary>A fact that brings calls with it.</summary>
public interface ICallingFact : IFact
{
    /// <summary>The calls, as seen by the resource that has just applied the fact.</summary>
    IEnumerable<Call> CallsOf(Resource source);
}

/// <summary>
/// Makes of a call and the fact that holds its payload what its target understands: the request shape of the action, for a call to
/// another service. Null when there is nothing to call for after all. Runs outside all turns, perhaps several times.
/// </summary>
public delegate object? CallComposing(Call call, IFact payload);

/// <summary>Why a call was not taken.</summary>
/// <param name="Code">AWS's error code.</param>
/// <param name="Message">The error's text.</param>
/// <param name="IsTransient">Whether the same call may be taken later: a server that failed or could not be reached.</param>
public sealed record CallRefusal(string Code, string Message, bool IsTransient = false);

/// <summary>What a resource decided on a call: facts to record, or the reason for refusing.</summary>
public readonly record struct CallOutcome(IReadOnlyList<IFact> Facts, CallRefusal? Refusal)
{
    /// <summary>Taken: these facts are recorded together with the call's number.</summary>
    public static CallOutcome Taken(params IReadOnlyList<IFact> facts) => new(facts, null);

    /// <summary>Not taken; the caller decides what follows.</summary>
    public static CallOutcome Refused(string code, string message) => new([], new CallRefusal(code, message));
}

/// <summary>Reaches what is no resource of this server: a web hook, a mail server.</summary>
public interface IHand
{
    /// <summary>Makes one call. Never throws but when cancelled; may be repeated after a crash.</summary>
    /// <param name="call">What is called, and how.</param>
    /// <param name="request">What the source's service made of the payload.</param>
    /// <param name="stopping">The server stops: the call will be made after the next start.</param>
    /// <returns>Null when it was taken.</returns>
    ValueTask<CallRefusal?> MakeAsync(Call call, object request, CancellationToken stopping);
}
