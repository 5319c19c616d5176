using Xunit.Sdk;

namespace Millrace.Languages.Tests.StatesLanguage.Recorded;

public class RecordedHistoryTests(ITestOutputHelper output)
{
    [Fact]
    public void Definitions_run_to_the_histories_recorded_from_AWS()
    {
        Assert.SkipWhen(RecordedHistory.Root is null, "No conformance data beside the checkout (set MILLRACE_CONFORMANCE).");
        var templates = new Templates(RecordedHistory.Root!);
        var (covered, without) = (0, new List<string>());
        var different = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var history in RecordedHistory.All())
        {
            var problems = new List<string>();
            var equal = false;
            foreach (var (name, definition) in templates.For(history))
            {
                if (Replay.Problem(history, definition, out _) is { } problem)
                {
                    problems.Add($"{name}: {problem}");
                }
                else
                {
                    equal = true;
                    break;
                }
            }

            if (equal)
            {
                covered++;
            }
            else if (problems.Count == 0)
            {
                without.Add(history.Case);
            }
            else
            {
                different[history.Case] = string.Join("\n  ", problems);
            }
        }

        output.WriteLine($"{covered} histories equal, {different.Count} different, {without.Count} without a definition here");
        foreach (var (name, problem) in different)
        {
            output.WriteLine($"{name}\n  {problem}");
        }
        File.WriteAllText("/tmp/diff.txt", string.Join("\n", different.Select(p => $"{p.Key}\n  {p.Value}")) + "\n\nWITHOUT\n" + string.Join("\n", without) + $"\n{covered} {different.Count} {without.Count}");
    }
}
