using Millrace.Api;

namespace Millrace.Engine;

/// <summary>What leaves the engine, once everything it rests on is durable: a reply or an error.</summary>
public readonly record struct Answer<TReply>(TReply? Value, AwsError? Error)
    where TReply : class;
