using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Millrace.Engine;
using Millrace.Sqs;
using Millrace.Sqs.Aids;
using Millrace.Sqs.Metrics;

namespace Millrace.Aids;

/// <summary>The metrics of one queue for the minutes that have ended, as CloudWatch would show its data points.</summary>
internal sealed class MetricsAid(IEngine engine)
{
    private const int MinutesMax = 60;

    private static readonly Caller _caller = new("000000000000", "us-east-1", "millrace", "");

    public async Task ShowAsync(HttpContext context, string account, string name)
    {
        var query = new AidQuery(context.Request);
        var request = new QueueRequest(QueueAid.ArnOf(query, account, name));
        var minutes = (int)query.Number("minutes", MinutesMax, 1, MinutesMax);
        var metric = query.Text("metric");
        query.RefuseOthers();
        var answer = await engine.ExecuteAsync<ReadMetrics, Queue, QueueRequest, QueueMinutes>(
            request,
            _caller,
            CancellationToken.None
        );
        var points = QueueAid.Ok(answer).Points.TakeLast(minutes);
        var metrics = points
            .SelectMany(point => point.Statistics().Select(statistic => (point.Start, Statistic: statistic)))
            .Where(value => metric is null || value.Statistic.Name == metric)
            .GroupBy(value => (value.Statistic.Name, value.Statistic.Unit));
        await AidJson.WriteAsync(
            context,
            200,
            writer =>
            {
                writer.WriteString("namespace", "AWS/SQS");
                writer.WriteStartObject("dimensions");
                writer.WriteString("QueueName", name);
                writer.WriteEndObject();
                writer.WriteString("queueArn", request.QueueArn);
                writer.WriteNumber("period", 60);
                writer.WriteStartArray("metrics");
                foreach (var one in metrics)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", one.Key.Name);
                    writer.WriteString("unit", one.Key.Unit);
                    writer.WriteStartArray("datapoints");
                    foreach (var (start, statistic) in one)
                    {
                        Write(writer, start, statistic);
                    }

                    writer.WriteEndArray();
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }
        );
    }

    private static void Write(Utf8JsonWriter writer, DateTimeOffset start, in MetricStatistic statistic)
    {
        writer.WriteStartObject();
        writer.Time("timestamp", start);
        writer.WriteNumber("sum", statistic.Sum);
        writer.WriteNumber("minimum", statistic.Minimum);
        writer.WriteNumber("maximum", statistic.Maximum);
        writer.WriteNumber("sampleCount", statistic.SampleCount);
        writer.WriteEndObject();
    }
}
