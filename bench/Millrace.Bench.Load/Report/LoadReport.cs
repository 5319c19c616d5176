using System.Globalization;
using System.Text;

namespace Millrace.Bench.Load.Report;

/// <summary>Collects what the scenarios measured and writes it as Markdown.</summary>
public sealed class LoadReport
{
    private readonly List<Comparison> _comparisons = [];
    private readonly List<Figure> _figures = [];
    private readonly List<(string Scenario, string Reason)> _failures = [];

    /// <summary>True when every scenario came to its end.</summary>
    public bool IsComplete => _failures.Count == 0;

    public void Add(Comparison comparison) => _comparisons.Add(comparison);

    public void Add(Figure figure) => _figures.Add(figure);

    public void AddFailure(string scenario, string reason) => _failures.Add((scenario, reason));

    /// <summary>The whole report.</summary>
    /// <param name="lines">What the figures hold for: the machine, the command.</param>
    public string ToMarkdown(IEnumerable<string> lines)
    {
        var text = new StringBuilder("# Millrace under load\n\n");
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {line}\n");
        }

        AppendThroughput(text);
        AppendCosts(text);
        AppendFigures(text);
        foreach (var (scenario, reason) in _failures)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n**{scenario} failed.** {reason}\n");
        }

        return text.ToString();
    }

    private void AppendThroughput(StringBuilder text)
    {
        AppendHeader(
            text,
            "Throughput, per second (ratio: median of the rounds, and their spread)",
            ["scenario", "unit", "beside", "its rate", "Millrace", "ratio", "spread", "budget", "verdict"],
            _comparisons.Count
        );
        foreach (var row in _comparisons)
        {
            var ratios = row.Millrace.RatiosTo(row.Floor);
            var ratio = Side.Median(ratios);
            AppendRow(
                text,
                row.Scenario,
                row.Unit,
                row.Beside,
                Number(row.Floor.ExchangesPerSecond * row.UnitsPerExchange),
                Number(row.Millrace.ExchangesPerSecond * row.UnitsPerExchange),
                Number(ratio),
                $"{Number(ratios[0])} to {Number(ratios[^1])}",
                row.Budget?.ToString() ?? string.Empty,
                row.Budget?.Verdict(ratio) ?? string.Empty
            );
        }
    }

    private void AppendCosts(StringBuilder text)
    {
        AppendHeader(
            text,
            "One request and its answer: latency in ms, CPU time in µs",
            ["scenario", "beside: p50", "p99", "its CPU", "Millrace: p50", "p99", "its CPU", "client's CPU"],
            _comparisons.Count
        );
        foreach (var row in _comparisons)
        {
            AppendRow(
                text,
                row.Scenario,
                Number(row.Floor.Latencies.PercentileMs(0.5)),
                Number(row.Floor.Latencies.PercentileMs(0.99)),
                Number(row.Floor.ServerCpuMicroseconds),
                Number(row.Millrace.Latencies.PercentileMs(0.5)),
                Number(row.Millrace.Latencies.PercentileMs(0.99)),
                Number(row.Millrace.ServerCpuMicroseconds),
                Number(row.Millrace.ClientCpuMicroseconds)
            );
        }
    }

    private void AppendFigures(StringBuilder text)
    {
        AppendHeader(text, "Single figures", ["scenario", "what", "value", "unit", "budget", "verdict"], _figures.Count);
        foreach (var row in _figures)
        {
            AppendRow(
                text,
                row.Scenario,
                row.What,
                Number(row.Value),
                row.Unit,
                row.Budget?.ToString() ?? string.Empty,
                row.Budget?.Verdict(row.Value) ?? string.Empty
            );
        }
    }

    private static void AppendHeader(StringBuilder text, string title, string[] columns, int rows)
    {
        if (rows > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
            AppendRow(text, columns);
            AppendRow(text, [.. columns.Select(_ => "---")]);
        }
    }

    private static void AppendRow(StringBuilder text, params string[] cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    // Three figures that mean something: 51,230 and 12.4 and 0.83.
    private static string Number(double value) =>
        Math.Abs(value) switch
        {
            >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
            >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
            >= 0.1 or 0 => value.ToString("0.00", CultureInfo.InvariantCulture),
            _ => value.ToString("0.0000", CultureInfo.InvariantCulture),
        };
}
