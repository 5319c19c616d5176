namespace Millrace.Conformance.Tests;

/// <summary>The server's answers beside those AWS gave, case by case, in both protocols.</summary>
public sealed class RecordedSqsTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Absent = "The recorded answers are not on this machine (MILLRACE_CONFORMANCE).";

    /// <summary>The cases to compare; one empty name where there are no recordings, so that the test can say so.</summary>
    public static TheoryData<string> Cases
    {
        get
        {
            var covered = RecordedSqs.Cases.Keys.Where(name => SqsScripts.All.ContainsKey(RecordedSqs.ScriptOf(name))).ToList();
            return covered.Count > 0 ? [.. covered] : [""];
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_server_answers_as_AWS_was_recorded_to(string name)
    {
        Assert.SkipWhen(name.Length == 0, Absent);
        var recording = new Recording(RecordedSqs.Cases[name]);
        var conversation = new Conversation(server, RecordedSqs.IsQuery(name), recording);
        await SqsScripts.All[RecordedSqs.ScriptOf(name)](conversation);
        Assert.Empty(conversation.Uncompared);
    }

    [Fact]
    public void Every_recorded_case_is_compared_or_named_with_the_reason_why_not()
    {
        Assert.SkipWhen(RecordedSqs.Cases.Count == 0, Absent);
        var scripts = RecordedSqs.Cases.Keys.Select(RecordedSqs.ScriptOf).Distinct().ToList();
        Assert.DoesNotContain(scripts, script => !SqsScripts.All.ContainsKey(script) && NotCovered.ReasonFor(script) is null);
        Assert.DoesNotContain(scripts, script => SqsScripts.All.ContainsKey(script) && NotCovered.ReasonFor(script) is not null);
    }
}
