using Xunit.Sdk;

namespace Millrace.Conformance.Tests;

/// <summary>Why a case is not covered, and what must stand in the failure, so that it fails for that reason and no other.</summary>
internal sealed record Gap(string Reason, string Sign)
{
    /// <summary>Plays a case and fails unless it fails for the reason given.</summary>
    public async Task AssertIsAsync(string name, Func<string, Task> play)
    {
        var failure = await Record.ExceptionAsync(() => play(name));
        Assert.True(failure is not null, $"{name} is answered as by AWS now: take it out of NotCovered.");
        Assert.IsType<IAssertionException>(failure, exactMatch: false);
        Assert.Contains(Sign, failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Fails when a gap names no recording.</summary>
    public static void AssertNamed(IReadOnlyDictionary<string, Gap> gaps, IEnumerable<string> cases)
    {
        List<string> names = [.. cases];
        Assert.Empty(gaps.Keys.Except(names.Concat(names.Select(RecordedCases.ScriptOf))));
    }
}
