using System.Globalization;
using Millrace.Languages.EventPatterns;

namespace Millrace.Bench.Patterns;

/// <summary>Floors: what many rules cost an event, what one costs in memory, and how fast they go in and out one by one.</summary>
internal static class ScalingReport
{
    private const int Rounds = 3;

    // As event-ruler was measured; it takes 900 a second at 81,000.
    private const int RangesPutASecond = 50_000;
    private const int HeapBytesARule = 400;
    private const double SlowdownMax = 1.25;

    /// <returns>Whether all bounds hold.</returns>
    public static bool Run(CityLots lots)
    {
        Console.WriteLine($"{"rules", -40}{"events/s", 12}{"put/s", 12}{"remove/s", 12}{"heap/rule", 12}");
        var few = Rate(lots, "exact", 100, Exact, out _, out _, out _);
        var many = Rate(lots, "exact", 100_000, Exact, out _, out _, out var heapOfExact);
        Rate(lots, "exact, a field each", 100_000, ExactOfOwnField, out _, out _, out _);
        Rate(
            lots,
            "prefix",
            100_000,
            number => Property("BLKLOT", $$"""{"prefix":"9{{number:D6}}"}"""),
            out _,
            out _,
            out var heapOfPrefix
        );
        Rate(
            lots,
            "ignore-case",
            100_000,
            number => Property("STREET", $$"""{"equals-ignore-case":"Street {{number}}"}"""),
            out _,
            out _,
            out var heapOfIgnoreCase
        );
        Rate(lots, "numeric range", 100, Range, out _, out _, out _);
        Rate(lots, "numeric range", 80_000, Range, out var putRanges, out _, out var heapOfRanges);
        Rate(
            lots,
            "wildcard *a*b",
            1_000,
            number => Property("STREET", $$"""{"wildcard":"*{{Letters(number)}}*x"}"""),
            out _,
            out _,
            out _
        );
        Rate(
            lots,
            "source and exact",
            100_000,
            number => $$$"""{"type":["Feature"],"properties":{"MAPBLKLOT":["9{{{number:D6}}}"]}}""",
            out _,
            out _,
            out _
        );

        var ok = true;
        ok &= Check(
            $"100,000 exact rules take {few / many:F2} times as long an event as 100",
            few / many <= SlowdownMax,
            $"{SlowdownMax}"
        );
        ok &= Check($"80,000 ranges go in at {putRanges:N0} a second", putRanges >= RangesPutASecond, $"{RangesPutASecond:N0}");
        foreach (var heap in new[] { heapOfExact, heapOfPrefix, heapOfIgnoreCase, heapOfRanges })
        {
            ok &= Check($"a rule takes {heap} bytes of heap", heap <= HeapBytesARule, $"{HeapBytesARule}");
        }

        return ok;
    }

    private static double Rate(
        CityLots lots,
        string name,
        int count,
        Func<int, string> pattern,
        out double putASecond,
        out double removedASecond,
        out long heapARule
    )
    {
        var patterns = Enumerable.Range(0, count).Select(number => pattern(number)).ToArray();
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        var rules = new RuleSet<int>();

        // Parsing is part of putting a rule in.
        putASecond = count / Measure.Seconds(() => PutAll(rules, patterns));
        heapARule = (GC.GetTotalMemory(forceFullCollection: true) - heap) / count;

        var matcher = new EventMatcher();
        var matches = new List<int>();
        var seconds = double.MaxValue;
        for (var round = 0; round <= Rounds; round++)
        {
            var pass = Measure.Seconds(() => Measure.MatchAll(lots, rules.Snapshot, matcher, matches, []));
            seconds = round == 0 ? seconds : Math.Min(seconds, pass);
        }

        removedASecond = count / Measure.Seconds(() => RemoveAll(rules, count));
        Console.WriteLine(
            $"{$"{count:N0} {name}", -40}{CityLots.Count / seconds, 12:N0}{putASecond, 12:N0}{removedASecond, 12:N0}{heapARule, 12:N0}"
        );
        return CityLots.Count / seconds;
    }

    private static void PutAll(RuleSet<int> rules, string[] patterns)
    {
        for (var i = 0; i < patterns.Length; i++)
        {
            rules.Put(i, Measure.Parse(patterns[i]));
        }
    }

    private static void RemoveAll(RuleSet<int> rules, int count)
    {
        for (var i = 0; i < count; i++)
        {
            rules.Remove(i);
        }
    }

    private static bool Check(string what, bool holds, string wanted)
    {
        Console.WriteLine($"{(holds ? "ok    " : "MISSED")}  {what} (wanted: {wanted})");
        return holds;
    }

    private static string Property(string name, string entry) => $$$"""{"properties":{"{{{name}}}":[{{{entry}}}]}}""";

    private static string Exact(int number) => Property("MAPBLKLOT", $"\"9{number:D6}\"");

    private static string ExactOfOwnField(int number) => Property($"FIELD_{number}", "\"1\"");

    private static string Range(int number)
    {
        // Spread over the city, each a hundred-thousandth of a degree wide.
        var low = -122.52 + (number * 2e-6);
        var bounds = $$"""{"numeric":[">=",{{Show(low)}},"<",{{Show(low + 1e-5)}}]}""";
        return $$"""{"geometry":{"firstCoordinates":{"x":[{{bounds}}] } } }""";
    }

    private static string Letters(int number) => string.Concat($"{number:D4}".Select(digit => (char)(digit - '0' + 'A')));

    private static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
