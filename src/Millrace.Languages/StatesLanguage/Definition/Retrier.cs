namespace Millrace.Languages.StatesLanguage;

/// <summary>When a failed state is tried again. Source: Amazon States Language, Retry.</summary>
public sealed class Retrier
{
    public required IReadOnlyList<string> ErrorEquals { get; init; }

    /// <summary>Whole seconds before the first retry, at least 1.</summary>
    public long IntervalSeconds { get; init; } = 1;

    /// <summary>How many retries, 0 to 99,999,999.</summary>
    public long MaxAttempts { get; init; } = 3;

    /// <summary>What the interval grows by with each retry, at least 1.</summary>
    public double BackoffRate { get; init; } = 2.0;

    /// <summary>The longest interval in whole seconds; null for no limit.</summary>
    public long? MaxDelaySeconds { get; init; }

    public JitterStrategy JitterStrategy { get; init; }
}
