namespace Millrace.Conformance.Tests;

/// <summary>The server's answers beside those AWS's SQS gave, case by case, in both protocols.</summary>
public sealed class RecordedSqsTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Absent = "The recorded answers are not on this machine (MILLRACE_CONFORMANCE).";

    /// <summary>The cases that must be answered as AWS did.</summary>
    public static TheoryData<string> Covered => RecordedCases.Where(RecordedSqs.Cases, name => GapOf(name) is null);

    /// <summary>The cases that are not yet.</summary>
    public static TheoryData<string> Gaps => RecordedCases.Where(RecordedSqs.Cases, name => GapOf(name) is not null);

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
        await GapOf(name)!.AssertIsAsync(name, PlayAsync);
    }

    [Fact]
    public void Every_case_that_is_not_covered_names_a_recording()
    {
        Assert.SkipWhen(RecordedSqs.Cases.Count == 0, Absent);
        Gap.AssertNamed(NotCovered.Sqs, RecordedSqs.Cases.Keys);
    }

    [Fact]
    public void Every_recording_has_a_script_and_every_script_a_recording()
    {
        Assert.SkipWhen(RecordedSqs.Cases.Count == 0, Absent);
        Assert.Equal(RecordedSqs.Cases.Keys.Select(RecordedCases.ScriptOf).Distinct().Order(), SqsScripts.All.Keys.Order());
    }

    private static Gap? GapOf(string name) => NotCovered.Of(NotCovered.Sqs, name);

    private async Task PlayAsync(string name)
    {
        var recording = new Recording(RecordedSqs.Cases[name]);
        var conversation = new Conversation(server, name, recording);
        await SqsScripts.All[RecordedCases.ScriptOf(name)](conversation);
        Assert.Empty(conversation.Uncompared);
    }
}
