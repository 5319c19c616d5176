using Millrace.Api;

namespace Millrace.Engine;

/// <summary>
/// What a decision comes to: a reply with the facts that happened, a refusal, a wait, or a question to another resource first.
/// </summary>
public readonly struct Outcome<TReply>
    where TReply : class
{
    private Outcome(
        TReply? value,
        AwsError? error,
        IReadOnlyList<IFact> facts,
        DateTimeOffset? waitUntil,
        IQuestion? question,
        PayloadHandle[]? loads,
        Action<TReply, int, IFact>? fill
    )
    {
        Value = value;
        Error = error;
        Facts = facts;
        WaitUntil = waitUntil;
        Question = question;
        Loads = loads;
        Fill = fill;
    }

    /// <summary>The reply; null for a refusal, a wait or a question.</summary>
    public TReply? Value { get; }

    /// <summary>The refusal, in AWS's words.</summary>
    public AwsError? Error { get; }

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<IFact> Facts { get; }

    /// <summary>Decide again when the resource changes or falls due, and at the latest then.</summary>
    public DateTimeOffset? WaitUntil { get; }

    /// <summary>Decide again with the answer to this.</summary>
    public IQuestion? Question { get; }

    /// <summary>Payloads that the reply needs before it is written.</summary>
    public PayloadHandle[]? Loads { get; }

    /// <summary>Puts the i-th payload into the reply; runs outside the turn.</summary>
    public Action<TReply, int, IFact>? Fill { get; }

    public static Outcome<TReply> Reply(TReply value, params IReadOnlyList<IFact> facts) =>
        new(value, null, facts, null, null, null, null);

    public static Outcome<TReply> ReplyWithPayloads(
        TReply value,
        IReadOnlyList<IFact> facts,
        PayloadHandle[] loads,
        Action<TReply, int, IFact> fill
    ) => new(value, null, facts, null, null, loads, fill);

    public static Outcome<TReply> Refuse(AwsError error, params IReadOnlyList<IFact> facts) =>
        new(null, error, facts, null, null, null, null);

    public static Outcome<TReply> Wait(DateTimeOffset until, params IReadOnlyList<IFact> facts) =>
        new(null, null, facts, until, null, null, null);

    public static Outcome<TReply> Ask(IQuestion question) => new(null, null, [], null, question, null, null);

    public static implicit operator Outcome<TReply>(AwsError error) => Refuse(error);
}
