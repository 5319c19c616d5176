namespace Millrace.Languages.StatesLanguage;

/// <summary>Retry and Catch as pure decisions. Source: Amazon States Language, Retry and Catch.</summary>
public static class ErrorHandling
{
    /// <summary>Whether to try again. The first retrier that matches decides alone: once it is spent, no later one is asked.</summary>
    /// <param name="retry">The state's retriers in order.</param>
    /// <param name="attempts">How often each of them has retried since the state was entered.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="chance">A random number in [0, 1), for FULL jitter.</param>
    /// <returns>The retry, or null to go on to <see cref="Catch"/>.</returns>
    public static RetryDecision? Retry(IReadOnlyList<Retrier> retry, ReadOnlySpan<int> attempts, StateError error, double chance)
    {
        for (var i = 0; i < retry.Count; i++)
        {
            if (ErrorNames.MatchAny(retry[i].ErrorEquals, error))
            {
                var made = i < attempts.Length ? attempts[i] : 0;
                return made < retry[i].MaxAttempts ? new RetryDecision(i, Delay(retry[i], made, chance)) : null;
            }
        }

        return null;
    }

    /// <summary>The position of the first catcher that matches, or -1.</summary>
    public static int Catch(IReadOnlyList<Catcher> catchers, StateError error)
    {
        for (var i = 0; i < catchers.Count; i++)
        {
            if (ErrorNames.MatchAny(catchers[i].ErrorEquals, error))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The pause before a retry: IntervalSeconds × BackoffRate^made, at most MaxDelaySeconds, then the jitter.</summary>
    public static TimeSpan Delay(Retrier retrier, int made, double chance)
    {
        var seconds = retrier.IntervalSeconds * Math.Pow(retrier.BackoffRate, made);
        seconds = Math.Min(seconds, retrier.MaxDelaySeconds ?? Limits.SecondsMax);
        if (retrier.JitterStrategy == JitterStrategy.Full)
        {
            seconds *= chance;
        }

        return TimeSpan.FromSeconds(seconds);
    }
}
