namespace Millrace.Engine;

/// <summary>
/// Whatever keeps state and has an ARN. Three questions: what follows (its operations), when next, what changed.
/// Every member is called by one thread at a time, and must be pure: no clock, disk, network, randomness or await.
/// </summary>
public abstract class Resource
{
    /// <summary>Where the resource says which payloads it still needs; set by the engine before anything is applied.</summary>
    public IPayloadLedger Payloads { get; set; } = NoLedger.Instance;

    /// <summary>The document that says who may do what to this resource; null for none. Read where authentication is on.</summary>
    public virtual string? Policy => null;

    /// <summary>The resource's tags, which conditions of policies may name; null for none.</summary>
    public virtual IReadOnlyDictionary<string, string>? Tags => null;

    /// <summary>True when nothing of this resource is worth keeping in memory or in a checkpoint.</summary>
    /// <remarks>One that has made calls numbers them higher when it is made anew: whom it called takes a lower number for a repetition.</remarks>
    public abstract bool IsForgettable(DateTimeOffset now);

    /// <summary>Changes the state by what has happened. Does not refuse; the same facts give the same state in every process.</summary>
    /// <param name="fact">What happened.</param>
    /// <param name="at">Where the fact lies in the journal, for a resource that wants to read it back.</param>
    public abstract void Apply(IFact fact, PayloadHandle at);

    /// <summary>
    /// A turn begins, at this time or later than the one before, and has changed nothing yet. For what is only observed: nothing that
    /// is decided or recorded may depend on it, and a replay does not call it.
    /// </summary>
    public virtual void Reach(DateTimeOffset now) { }

    /// <summary>The next time at which the answer to a request may change, or a fact falls due, by itself; null for never.</summary>
    public virtual DateTimeOffset? NextDue(DateTimeOffset now) => null;

    /// <summary>The facts that time alone has brought about.</summary>
    public virtual IReadOnlyList<IFact> Due(in Turn turn) => [];

    /// <summary>Decides on a call from another resource. Called once per call number: the engine drops repetitions.</summary>
    /// <param name="turn">The turn; its caller is the calling resource's account.</param>
    /// <param name="call">What is asked.</param>
    /// <param name="request">
    /// What the caller's service composed for this action (see <see cref="CallComposing"/>); without that the caller's fact itself.
    /// </param>
    public virtual CallOutcome OnCall(in Turn turn, Call call, object request) =>
        CallOutcome.Refused("InvalidAction", $"{GetType().Name} takes no calls.");

    /// <summary>
    /// A call was taken and these facts came of it: for what is only observed, as with <see cref="Reach"/>. Not called again for a
    /// repetition, nor in a replay.
    /// </summary>
    public virtual void ObserveCall(Call call, IReadOnlyList<IFact> facts) { }

    /// <summary>Decides what becomes of a call of this resource that was answered: done, tried again, or given up.</summary>
    public virtual IReadOnlyList<IFact> OnCallSettled(in Turn turn, Call call, CallRefusal? refusal) => [];

    /// <summary>The calls that are recorded and not yet settled, in order; asked after a restart.</summary>
    public virtual IEnumerable<Call> PendingCalls() => [];

    /// <summary>Whether the resource still needs the payload recorded at this place; asked when a thin segment is rewritten.</summary>
    public virtual bool Needs(IFact fact, PayloadHandle at) => false;

    /// <summary>The payload at <paramref name="from"/> now lies at <paramref name="to"/>.</summary>
    public virtual void Relocate(IFact fact, PayloadHandle from, PayloadHandle to) { }

    /// <summary>
    /// A frozen picture of the state at this moment, made quickly; it is written out while the resource goes on
    /// changing. See <see cref="Restore"/>.
    /// </summary>
    public abstract IResourceImage Capture();

    /// <summary>Takes the state from what <see cref="Capture"/> wrote, and holds its payloads again.</summary>
    public abstract void Restore(BinaryReader reader);
}
