using Xunit.Sdk;

namespace Millrace.Conformance.Tests;

/// <summary>The server's answers beside those AWS gave, case by case, in both protocols.</summary>
public sealed class RecordedSqsTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Absent = "The recorded answers are not on this machine (MILLRACE_CONFORMANCE).";

    /// <summary>The cases that must be answered as AWS did; one empty name where there are no recordings, so that the test can say so.</summary>
    public static TheoryData<string> Covered => CasesWhere(name => NotCovered.Of(name) is null);

    /// <summary>The cases that are not yet.</summary>
    public static TheoryData<string> Gaps => CasesWhere(name => NotCovered.Of(name) is not null);

    [Theory]
    [MemberData(nameof(Covered))]
    public async Task The_server_answers_as_AWS_was_recorded_to(string name)
    {
        Assert.SkipWhen(name.Length == 0, Absent);
        await PlayAsync(name);
    }

    [Theory]
    [MemberData(nameof(Gaps))]
    public async Task A_case_that_is_not_covered_yet_fails_for_the_reason_given(string name)
    {
        Assert.SkipWhen(name.Length == 0, Absent);
        var gap = NotCovered.Of(name)!;
        var failure = await Record.ExceptionAsync(() => PlayAsync(name));
        Assert.True(failure is not null, $"{name} is answered as by AWS now: take it out of NotCovered.");
        Assert.IsType<IAssertionException>(failure, exactMatch: false);
        Assert.Contains(gap.Sign, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_case_that_is_not_covered_names_a_recording()
    {
        Assert.SkipWhen(RecordedSqs.Cases.Count == 0, Absent);
        var known = RecordedSqs.Cases.Keys.Concat(RecordedSqs.Cases.Keys.Select(RecordedSqs.ScriptOf));
        Assert.Empty(NotCovered.Gaps.Keys.Except(known));
    }

    [Fact]
    public void Every_recording_has_a_script_and_every_script_a_recording()
    {
        Assert.SkipWhen(RecordedSqs.Cases.Count == 0, Absent);
        Assert.Equal(RecordedSqs.Cases.Keys.Select(RecordedSqs.ScriptOf).Distinct().Order(), SqsScripts.All.Keys.Order());
    }

    private async Task PlayAsync(string name)
    {
        var recording = new Recording(RecordedSqs.Cases[name]);
        var conversation = new Conversation(server, name, recording);
        await SqsScripts.All[RecordedSqs.ScriptOf(name)](conversation);
        Assert.Empty(conversation.Uncompared);
    }

    private static TheoryData<string> CasesWhere(Func<string, bool> chosen) =>
        RecordedSqs.Cases.Count > 0 ? [.. RecordedSqs.Cases.Keys.Where(chosen)] : [""];
}
