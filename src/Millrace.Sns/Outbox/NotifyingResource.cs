using Millrace.Engine;

namespace Millrace.Sns.Outbox;

/// <summary>A fact that hands something on to another resource.</summary>
internal interface IHandingOn : ICallingFact
{
    /// <summary>The call that does it.</summary>
    long CallNumber { get; }
}

/// <summary>A resource that takes messages and hands them on, mostly to the outbox; it remembers them until they have arrived.</summary>
/// <remarks>Source of the order of calls: <see cref="Call.Number"/> rises for ever, because the targets drop numbers they have seen.</remarks>
public abstract class NotifyingResource : Resource
{
    private readonly SortedDictionary<long, HandedOn> _handedOn = [];
    private long _lastCall;

    /// <summary>The number the next call gets.</summary>
    internal long NextCall => _lastCall + 1;

    /// <summary>Whether nothing was ever handed on.</summary>
    private protected bool HasNeverCalled => _lastCall == 0;

    /// <summary>Whether something is still on its way.</summary>
    private protected bool IsHandingOn => _handedOn.Count > 0;

    private protected abstract ResourceId Id { get; }

    public override IEnumerable<Call> PendingCalls() => [.. _handedOn.Select(handed => CallOf(handed.Key, handed.Value))];

    public override IReadOnlyList<IFact> OnCallSettled(in Turn turn, Call call, CallRefusal? refusal) =>
        _handedOn.ContainsKey(call.Number) ? [new HandedOnSettled(call.Number)] : [];

    public override bool Needs(IFact fact, PayloadHandle at) =>
        fact is IHandingOn handing
        && _handedOn.TryGetValue(handing.CallNumber, out var handed)
        && handed.Payload.Position == at.Position;

    public override void Relocate(IFact fact, PayloadHandle from, PayloadHandle to)
    {
        if (Needs(fact, from))
        {
            var number = ((IHandingOn)fact).CallNumber;
            _handedOn[number] = _handedOn[number] with { Payload = to };
            Payloads.Hold(to);
            Payloads.Release(from);
        }
    }

    internal IEnumerable<Call> CallsOf(long number) =>
        _handedOn.TryGetValue(number, out var handed) ? [CallOf(number, handed)] : [];

    /// <summary>The number that a resource of this ARN may have reached in an earlier life is behind it.</summary>
    private protected void BeginCallsAfter(long number) => _lastCall = Math.Max(_lastCall, number);

    private protected void HandOn(IHandingOn fact, ResourceId target, string action, PayloadHandle at)
    {
        Payloads.Hold(at);
        _lastCall = Math.Max(_lastCall, fact.CallNumber);
        _handedOn.Add(fact.CallNumber, new HandedOn(target, action, at));
    }

    private protected void Apply(HandedOnSettled settled)
    {
        if (_handedOn.Remove(settled.CallNumber, out var handed))
        {
            Payloads.Release(handed.Payload);
        }
    }

    /// <summary>What is on its way, for a checkpoint.</summary>
    private protected Action<BinaryWriter> FreezeHandedOn()
    {
        var (lastCall, handedOn) = (_lastCall, _handedOn.ToArray());
        return writer =>
        {
            writer.Write(lastCall);
            writer.Write(handedOn.Length);
            foreach (var (number, handed) in handedOn)
            {
                writer.Write(number);
                writer.Write(handed.Target.Kind);
                writer.Write(handed.Target.Arn);
                writer.Write(handed.Action);
                writer.Write(handed.Payload.Position);
                writer.Write(handed.Payload.Length);
            }
        };
    }

    private protected void RestoreHandedOn(BinaryReader reader)
    {
        _lastCall = reader.ReadInt64();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var number = reader.ReadInt64();
            var handed = new HandedOn(
                new ResourceId(reader.ReadString(), reader.ReadString()),
                reader.ReadString(),
                new PayloadHandle(reader.ReadInt64(), reader.ReadInt32())
            );
            Payloads.Hold(handed.Payload);
            _handedOn.Add(number, handed);
        }
    }

    private Call CallOf(long number, HandedOn handed) => new(number, Id, handed.Target, handed.Action, handed.Payload, default);

    private sealed record HandedOn(ResourceId Target, string Action, PayloadHandle Payload);
}
