using Millrace.Languages.EventPatterns;

namespace Millrace.Bench.Patterns;

/// <summary>Floor: events a second of processor time, by kind of rule, beside the reader that only looks at every token.</summary>
internal static class KindsReport
{
    private const int Rounds = 5;

    /// <returns>Whether all counts are right and all ratios as expected.</returns>
    public static bool Run(CityLots lots, string name)
    {
        var ok = true;
        Console.WriteLine($"{"kind", -26}{"events/s", 12}{"reader/s", 12}{"ratio", 8}{"wanted", 8}{"bytes/event", 13}");
        foreach (
            var kind in CityLotRules
                .Kinds.Append(CityLotRules.Combination)
                .Where(kind => kind.Name.Contains(name, StringComparison.Ordinal))
        )
        {
            ok &= Run(lots, kind);
        }

        Console.WriteLine();
        return ok;
    }

    private static bool Run(CityLots lots, RuleKind kind)
    {
        var rules = new RuleSet<int>();
        for (var i = 0; i < kind.Rules.Length; i++)
        {
            rules.Put(i, Measure.Parse(kind.Rules[i].Pattern));
        }

        var snapshot = rules.Snapshot;
        var matcher = new EventMatcher();
        var matches = new List<int>();
        var counts = new int[kind.Rules.Length];

        // The first pass of each counts and lets the runtime compile; of the others the best counts, taken in turn.
        Measure.MatchAll(lots, snapshot, matcher, matches, counts);
        Measure.ReadAll(lots);
        double matching = double.MaxValue,
            reading = double.MaxValue;
        var unread = new int[kind.Rules.Length];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            matching = Math.Min(matching, Measure.Seconds(() => Measure.MatchAll(lots, snapshot, matcher, matches, unread)));
            reading = Math.Min(reading, Measure.Seconds(() => Measure.ReadAll(lots)));
        }

        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (Rounds * (long)CityLots.Count);
        var ratio = reading / matching;
        var ok = ratio >= kind.Expected;
        Console.WriteLine(
            $"{kind.Name, -26}{CityLots.Count / matching, 12:N0}{CityLots.Count / reading, 12:N0}{ratio, 8:F2}{kind.Expected, 8:F1}{allocated, 13}{(ok ? "" : "  MISSED")}"
        );
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] != kind.Rules[i].Matches)
            {
                ok = false;
                Console.WriteLine($"  WRONG: {kind.Rules[i].Pattern} matched {counts[i]}, not {kind.Rules[i].Matches}");
            }
        }

        return ok;
    }
}
