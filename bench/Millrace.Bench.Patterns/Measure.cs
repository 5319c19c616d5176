using System.Text.Json;
using Millrace.Languages.EventPatterns;

namespace Millrace.Bench.Patterns;

/// <summary>Passes over all events, and the processor time they take.</summary>
internal static class Measure
{
    public static EventPattern Parse(string pattern) =>
        EventPattern.TryParse(pattern, out var parsed, out var rejection)
            ? parsed
            : throw new InvalidOperationException(rejection.Message);

    /// <summary>Seconds of processor time, of this thread and whatever the runtime does for it.</summary>
    public static double Seconds(Action action)
    {
        var before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    /// <summary>The floor: reads every token of every event with the runtime's own reader.</summary>
    public static void ReadAll(CityLots lots)
    {
        for (var i = 0; i < CityLots.Count; i++)
        {
            var reader = new Utf8JsonReader(lots[i]);
            while (reader.Read())
            {
                // Nothing is asked of the tokens.
            }
        }
    }

    /// <summary>Matches every event, and counts by rule.</summary>
    public static void MatchAll(CityLots lots, RuleSnapshot<int> rules, EventMatcher matcher, List<int> matches, int[] counts)
    {
        for (var i = 0; i < CityLots.Count; i++)
        {
            matches.Clear();
            if (matcher.Match(rules, lots[i], matches) is { } rejection)
            {
                throw new InvalidOperationException($"Event {i}: {rejection.Reason}");
            }

            foreach (var rule in matches)
            {
                if (rule < counts.Length)
                {
                    counts[rule]++;
                }
            }
        }
    }
}
