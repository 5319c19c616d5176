namespace Millrace.Engine;

/// <summary>A record for a Firehose stream; what a call of kind <c>firehose</c> carries.</summary>
/// <param name="StreamArn">The stream, <c>arn:aws:firehose:{region}:{account}:deliverystream/{name}</c>.</param>
/// <param name="Data">The record's bytes, as the stream is to have them.</param>
public sealed record StreamRecord(string StreamArn, ReadOnlyMemory<byte> Data);
