namespace Millrace.Sqs.Metrics;

/// <summary>What one metric came to in one minute: the statistic set that CloudWatch keeps.</summary>
/// <param name="Name">AWS's name, such as <c>NumberOfMessagesSent</c>.</param>
/// <param name="Unit">AWS's unit: Count, Bytes or Seconds.</param>
public readonly record struct MetricStatistic(
    string Name,
    string Unit,
    double Sum,
    double Minimum,
    double Maximum,
    long SampleCount
)
{
    /// <summary>One sample of one value.</summary>
    public static MetricStatistic Of(string name, string unit, double value) => new(name, unit, value, value, value, 1);
}
