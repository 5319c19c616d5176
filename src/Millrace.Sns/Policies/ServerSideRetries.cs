namespace Millrace.Sns.Policies;

/// <summary>How often and when deliveries to AWS's own services, and to mail, SMS and push gateways, are tried again.</summary>
/// <remarks>
/// Source: SNS Developer Guide, "Amazon SNS message delivery retries": to SQS, Lambda and Firehose 3 times at once, twice after a
/// second, 10 times with growing pauses from 1 to 20 seconds, 100,000 times every 20 seconds (23 days); to SMTP, SMS and push twice after
/// 10 seconds, 10 times with growing pauses from 10 to 600 seconds, 38 times every 600 seconds (6 hours).
/// </remarks>
internal static class ServerSideRetries
{
    private static readonly Phases _managed = new(3, 2, 1, 10, 20, 100_000);
    private static readonly Phases _gateway = new(0, 2, 10, 10, 600, 38);

    /// <summary>The pause before the n-th retry, from 1; null when the delivery is given up.</summary>
    public static TimeSpan? DelayBefore(string protocol, int retry) =>
        (protocol is Protocols.Sqs or Protocols.Lambda or Protocols.Firehose ? _managed : _gateway).DelayBefore(retry);

    private sealed record Phases(int AtOnce, int PreBackoff, int MinSeconds, int Backoff, int MaxSeconds, int PostBackoff)
    {
        public TimeSpan? DelayBefore(int retry)
        {
            var at = retry - AtOnce;
            if (at <= 0)
            {
                return TimeSpan.Zero;
            }

            at -= PreBackoff;
            if (at <= 0)
            {
                return TimeSpan.FromSeconds(MinSeconds);
            }

            if (at <= Backoff)
            {
                return TimeSpan.FromSeconds(MinSeconds * Math.Pow((double)MaxSeconds / MinSeconds, (at - 1) / (Backoff - 1.0)));
            }

            return at - Backoff <= PostBackoff ? TimeSpan.FromSeconds(MaxSeconds) : null;
        }
    }
}
