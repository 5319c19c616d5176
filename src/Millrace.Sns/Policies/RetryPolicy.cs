using System.Text.Json.Nodes;

namespace Millrace.Sns.Policies;

/// <summary>How often and when a delivery to a web hook is tried again.</summary>
/// <param name="MinDelayTarget">Seconds; the shortest pause, 1 to <paramref name="MaxDelayTarget"/>.</param>
/// <param name="MaxDelayTarget">Seconds; the longest pause, up to 3,600.</param>
/// <param name="NumRetries">Retries in all four phases together, 0 to 100.</param>
/// <param name="NumMaxDelayRetries">Retries of the post-backoff phase, each after the longest pause.</param>
/// <param name="NumNoDelayRetries">Retries that follow at once.</param>
/// <param name="NumMinDelayRetries">Retries of the pre-backoff phase, each after the shortest pause.</param>
/// <param name="BackoffFunction">How the pause grows between: linear, arithmetic, geometric or exponential.</param>
/// <remarks>
/// Source: SNS Developer Guide, "Amazon SNS message delivery retries". AWS names the four functions and draws them; the formulas are
/// ours. With x going from 0 to 1 over the backoff phase, a pause is the shortest plus the difference to the longest times x (linear),
/// x² (arithmetic: every step is longer by the same amount), or (2^(10x) - 1) / 1023 (exponential); geometric pauses grow by the same
/// factor from one to the next.
/// </remarks>
internal sealed record RetryPolicy(
    int MinDelayTarget,
    int MaxDelayTarget,
    int NumRetries,
    int NumMaxDelayRetries,
    int NumNoDelayRetries,
    int NumMinDelayRetries,
    string BackoffFunction
)
{
    private const int RetriesMax = 100;
    private const int DelayMax = 3600;

    /// <summary>A policy may keep a message for an hour in all, pauses counted.</summary>
    private const int TotalDelayMax = 3600;

    /// <summary>Three retries, twenty seconds apart.</summary>
    public static RetryPolicy Default { get; } = new(20, 20, 3, 0, 0, 0, "linear");

    /// <summary>Reads a policy; what it leaves out is as in the default.</summary>
    /// <exception cref="PolicyException">It is not one.</exception>
    public static RetryPolicy Read(PolicyFields fields)
    {
        var min = fields.Number("minDelayTarget", 1, DelayMax) ?? Default.MinDelayTarget;
        var max = fields.Number("maxDelayTarget", 1, DelayMax) ?? Math.Max(min, Default.MaxDelayTarget);
        var policy = new RetryPolicy(
            min,
            max,
            fields.Number("numRetries", 0, RetriesMax) ?? Default.NumRetries,
            fields.Number("numMaxDelayRetries", 0, RetriesMax) ?? 0,
            fields.Number("numNoDelayRetries", 0, RetriesMax) ?? 0,
            fields.Number("numMinDelayRetries", 0, RetriesMax) ?? 0,
            fields.Text("backoffFunction", "linear", "arithmetic", "geometric", "exponential") ?? Default.BackoffFunction
        );
        if (min > max)
        {
            throw new PolicyException($"{fields.Name}.maxDelayTarget must be greater than or equal to minDelayTarget");
        }

        if (policy.NumNoDelayRetries + policy.NumMinDelayRetries + policy.NumMaxDelayRetries > policy.NumRetries)
        {
            throw new PolicyException(
                $"{fields.Name}.numRetries must be greater than or equal to the sum of numMinDelayRetries, numNoDelayRetries and numMaxDelayRetries"
            );
        }

        var total = TimeSpan.Zero;
        for (var retry = 1; policy.DelayBefore(retry) is { } delay; retry++)
        {
            total += delay;
        }

        return total.TotalSeconds <= TotalDelayMax
            ? policy
            : throw new PolicyException($"{fields.Name}: the total retry time must not exceed {TotalDelayMax} seconds");
    }

    /// <summary>The pause before the n-th retry, from 1; null when there is none.</summary>
    public TimeSpan? DelayBefore(int retry)
    {
        if (retry > NumRetries)
        {
            return null;
        }

        var backoffs = NumRetries - NumNoDelayRetries - NumMinDelayRetries - NumMaxDelayRetries;
        var at = retry - NumNoDelayRetries;
        if (at <= 0)
        {
            return TimeSpan.Zero;
        }

        at -= NumMinDelayRetries;
        if (at <= 0)
        {
            return TimeSpan.FromSeconds(MinDelayTarget);
        }

        return TimeSpan.FromSeconds(at > backoffs ? MaxDelayTarget : Backoff(backoffs > 1 ? (at - 1) / (backoffs - 1.0) : 0));
    }

    public JsonObject ToJson() =>
        new()
        {
            ["minDelayTarget"] = MinDelayTarget,
            ["maxDelayTarget"] = MaxDelayTarget,
            ["numRetries"] = NumRetries,
            ["numMaxDelayRetries"] = NumMaxDelayRetries,
            ["numNoDelayRetries"] = NumNoDelayRetries,
            ["numMinDelayRetries"] = NumMinDelayRetries,
            ["backoffFunction"] = BackoffFunction,
        };

    private double Backoff(double x)
    {
        var range = MaxDelayTarget - MinDelayTarget;
        return BackoffFunction switch
        {
            "linear" => MinDelayTarget + (range * x),
            "arithmetic" => MinDelayTarget + (range * x * x),
            "geometric" => MinDelayTarget * Math.Pow((double)MaxDelayTarget / MinDelayTarget, x),
            _ => MinDelayTarget + (range * (Math.Pow(2, 10 * x) - 1) / 1023),
        };
    }
}
