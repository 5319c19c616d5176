namespace Millrace.Sqs.Aids;

/// <summary>A queue in numbers.</summary>
/// <param name="Leaving">Messages on their way to another queue.</param>
/// <param name="PausedAt">Since when receives get nothing; null when they do.</param>
public sealed record QueueView(string Arn, int Visible, int InFlight, int Delayed, int Leaving, DateTimeOffset? PausedAt);
