namespace Millrace.Engine.Embedded;

/// <summary>A call that the pump has taken over.</summary>
/// <param name="Payload">What it carries; the calls of one fact share it.</param>
/// <param name="DurableAt">The position at which the fact that recorded it is durable.</param>
internal readonly record struct PostedCall(Call Call, CallPayload Payload, long DurableAt);

/// <summary>The fact that holds what a call carries: read from the journal when it is first needed, and again when memory ran short.</summary>
internal sealed class CallPayload(EmbeddedEngine engine, PayloadHandle handle)
{
    private readonly WeakReference<IFact?> _fact = new(null);

    public PayloadHandle Handle { get; } = handle;

    public IFact Read()
    {
        if (!_fact.TryGetTarget(out var fact))
        {
            fact = engine.ReadFact(Handle);
            _fact.SetTarget(fact);
        }

        return fact;
    }
}
