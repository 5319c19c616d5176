using System.Text;
using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage;
using Millrace.Languages.Tests.JsonPath;
using Millrace.Languages.Tests.StatesLanguage.Recorded;

namespace Millrace.Languages.Tests.StatesLanguage;

public class StatesFuzzTests(ITestOutputHelper output)
{
    private const string Alphabet = "{}[]\",:0123456789.-eE truefalsn\\u$%AStes\0é\uD800";

    [Fact]
    public void Random_texts_are_read_or_refused_and_nothing_else_happens()
    {
        var random = new Random(Seeds.Next(11));
        for (var i = 0; i < 15_000; i++)
        {
            var text = new StringBuilder(random.Next(2) == 0 ? """{"StartAt":"A","States":{"A":{""" : "");
            for (var length = random.Next(40); length > 0; length--)
            {
                text.Append(Alphabet[random.Next(Alphabet.Length)]);
            }

            Read(text.ToString());
        }
    }

    [Fact]
    public void Generated_machines_run_to_the_same_history_over_bytes_and_without()
    {
        var seed = Seeds.Next(12);
        var (ended, valid) = (new Dictionary<string, int>(StringComparer.Ordinal), 0);
        for (var i = 0; i < 90; i++)
        {
            var generated = new GeneratedMachines(seed + i);
            var definition = generated.Definition();
            var read = Read(definition.ToJson(JsonNumberStyle.Source));
            if (read is null)
            {
                continue;
            }

            valid++;
            var (input, mocks) = (generated.Input(), generated.Mocks());
            var once = Run(read, input, mocks, state => state);
            var again = Run(read, input, mocks, state => ExecutionState.FromJson(state.ToJson()));
            Assert.True(
                Texts(once).SequenceEqual(Texts(again)),
                $"seed {seed + i}: {definition.ToJson(JsonNumberStyle.Source)}\n{Difference(once, again)}"
            );
            Check(once);
            var end = once.Problem is null ? once.State.Status.ToString() : "stopped";
            ended[end] = ended.GetValueOrDefault(end) + 1;
        }

        output.WriteLine(
            $"{valid} valid: {string.Join(", ", ended.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key}"))}"
        );
        Assert.True(valid > 60, $"Only {valid} definitions were valid.");
        Assert.True(ended.Count >= 3, "All ended alike.");
    }

    [Fact]
    public void Mutated_definitions_are_run_or_refused_and_nothing_else_happens()
    {
        var seed = Seeds.Next(13);
        var sources = RecordedHistory.Root is { } root
            ? new Recorded.Templates(root).All.Select(template => template.Definition).ToList()
            : [];
        sources.AddRange(Enumerable.Range(0, 100).Select(i => new GeneratedMachines(seed + i).Definition()));
        var mutations = new JsonMutations(seed, sources);
        var valid = 0;
        for (var i = 0; i < 2_500; i++)
        {
            var definition = mutations.Next();
            if (Read(definition.ToJson(JsonNumberStyle.Source)) is { } read)
            {
                valid++;
                Check(Run(read, mutations.Value(), JsonObject.Empty, state => ExecutionState.FromJson(state.ToJson())));
            }
        }

        output.WriteLine($"{valid} of 2500 are still valid");
        Assert.True(valid > 50, $"Only {valid} definitions were valid.");
    }

    [Fact]
    public void Whatever_happens_at_whatever_time_is_decided_or_not_accepted()
    {
        var seed = Seeds.Next(14);
        for (var i = 0; i < 90; i++)
        {
            var generated = new GeneratedMachines(seed + i);
            if (Read(generated.Definition().ToJson(JsonNumberStyle.Source)) is not { } definition)
            {
                continue;
            }

            var random = new Random(seed + i);
            var now = Machines.Start;
            var step = Interpreter.Start(definition, Machines.StartOf(generated.Input()), Machines.Turn());
            var events = new List<HistoryEvent>(step.Events);
            for (var turn = 0; turn < 60; turn++)
            {
                // Also backwards: a clock that was set back must not break an execution.
                now = now.AddSeconds(random.Next(-5, 30));
                var before = step.State;
                step = Interpreter.Next(
                    definition,
                    before,
                    Happening(random, before, generated),
                    new StepTurn { Now = now, Seed = 1 }
                );
                events.AddRange(step.Events);
                Assert.True(step.Accepted || ReferenceEquals(step.State, before));
            }

            CheckEvents(events);
        }
    }

    [Fact]
    public void Deep_and_huge_definitions_are_read_or_refused_on_a_small_stack()
    {
        var thread = new Thread(
            () =>
            {
                foreach (var times in new[] { 30, 900, 20_000 })
                {
                    foreach (var definition in Huge(times))
                    {
                        if (Read(definition) is { } read)
                        {
                            Check(Run(read, JsonValue.Parse("""{"a":[1,2,3]}"""), JsonObject.Empty, state => state));
                        }
                    }
                }
            },
            maxStackSize: 1024 * 1024
        );
        thread.Start();
        thread.Join();
    }

    [Theory]
    [InlineData(""" "Type": "Pass", "Parameters": { REPEAT "b": 1 } """, "\"aN.$\": \"$..*\",")]
    [InlineData(""" "Type": "Pass", "Parameters": { REPEAT "b": 1 } """, "\"aN.$\": \"$\",")]
    [InlineData(""" "Type": "Pass", "Parameters": { REPEAT "b": 1 } """, "\"aN.$\": \"States.JsonToString($)\",")]
    [InlineData(""" "QueryLanguage": "JSONata", "Type": "Pass", "Output": [ REPEAT 1] """, "\"{% $sum([1..150000]) %}\",")]
    [InlineData(""" "QueryLanguage": "JSONata", "Type": "Pass", "Output": [ REPEAT 1] """, "\"{% $pad('x', 30000) %}\",")]
    public void What_a_short_definition_asks_for_a_thousand_times_is_refused_in_time_and_memory(string state, string field)
    {
        var fields = string.Concat(Enumerable.Range(0, 10_000).Select(i => field.Replace("N", $"{i}", StringComparison.Ordinal)));
        var machine = Machines.Parse(
            $$"""{ "StartAt": "A", "States": { "A": { {{state.Replace("REPEAT", fields, StringComparison.Ordinal)}}, "End": true } } }"""
        );
        var input = JsonArray.From(Enumerable.Repeat<JsonValue>(0, 120_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var step = Interpreter.Start(machine, Machines.StartOf(input), Machines.Turn());
        Assert.Equal(ExecutionStatus.Failed, step.State.Status);
        Assert.Equal(
            field.Contains("\"$\"", StringComparison.Ordinal) ? "States.DataLimitExceeded" : "States.Runtime",
            step.State.Error
        );
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"{allocated / 1024 / 1024} MiB");
        Assert.True(allocated < 1024L * 1024 * 1024, $"{allocated} bytes were allocated.");
    }

    private static IEnumerable<string> Huge(int times)
    {
        string Repeat(string text) => string.Concat(Enumerable.Repeat(text, times));
        string Single(string fields) => $$"""{"StartAt":"A","States":{"A":{ {{fields}} } } }""";
        var states = string.Join(
            ",",
            Enumerable.Range(0, times).Select(i => $$""" "S{{i}}": { "Type": "Pass", "Next": "S{{i + 1}}" } """)
        );
        yield return $$"""{"StartAt":"S0","States":{ {{states}}, "S{{times}}": { "Type": "Succeed" } } }""";
        yield return Single($""" "Type": "Pass", "Result": {Repeat("[")}{Repeat("]")}, "End": true """);
        yield return Single($""" "Type": "Pass", "Parameters": {Repeat("{\"a\":")}1{Repeat("}")}, "End": true """);
        yield return Single(
            $$""" "Type": "Pass", "Parameters": {{Repeat("{\"a.$\":\"$\",\"a\":")}}1{{Repeat("}")}}, "End": true """
        );
        yield return Single(
            $$""" "QueryLanguage": "JSONata", "Type": "Pass", "Output": {{Repeat("[")}}"{% $states.input %}"{{Repeat("]")}}, "End": true """
        );
        yield return Single(
            $$""" "QueryLanguage": "JSONata", "Type": "Pass", "Output": "{% {{Repeat("(")}}1{{Repeat(")")}} %}", "End": true """
        );
        yield return Single(
            $$""" "Type": "Pass", "Parameters": { "a.$": "{{Repeat("States.Array(")}}1{{Repeat(")")}}" }, "End": true """
        );
        yield return Single(
            $$""" "Type": "Choice", "Choices": [ { {{Repeat("\"Not\":{")}}"Variable":"$.a","IsNull":true{{Repeat("}")}}, "Next": "A" } ] """
        );
        yield return Single(
            $$""" "Type": "Choice", "Choices": [ {{Repeat("{\"Variable\":\"$.a\",\"IsNull\":true,\"Next\":\"A\"},")}} {"Variable":"$.a","IsNull":true,"Next":"A"} ] """
        );
        yield return Repeat("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Parallel\",\"End\":true,\"Branches\":[")
            + Repeat("]}}}");
        yield return Repeat(
            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Map\",\"ItemsPath\":\"$.a\",\"End\":true,\"ItemProcessor\":"
        )
            + "{}"
            + Repeat("}}}");
        var branches = string.Join(
            ",",
            Enumerable.Range(0, times).Select(i => $$"""{"StartAt":"B{{i}}","States":{"B{{i}}":{"Type":"Pass","End":true} } }""")
        );
        yield return Single($$""" "Type": "Parallel", "End": true, "Branches": [ {{branches}} ] """);
        yield return Single($$""" "Type": "Task", "Resource": "{{Repeat("arn:")}}", "End": true """);
        yield return $$"""{"StartAt":"{{Repeat("x")}}","States":{"{{Repeat("x")}}":{"Type":"{{Repeat("y")}}"} } }""";
    }

    private static Happening Happening(Random random, ExecutionState state, GeneratedMachines generated)
    {
        var open = state.OpenTasks.Append(random.Next(30)).ToArray();
        var task = open[random.Next(open.Length)];
        return random.Next(9) switch
        {
            0 => new Happening.TaskSucceeded(task, generated.Value()),
            1 => new Happening.TaskFailed(task, random.Next(2) == 0 ? null : "Busy", null),
            2 => new Happening.TaskHeartbeat(task),
            3 => new Happening.TaskSubmitted(task, generated.Value()),
            4 => new Happening.ActivityStarted(task, null),
            5 => new Happening.Continued(),
            6 => new Happening.MapRunFailed("arn:none", "E", null),
            7 when random.Next(10) == 0 => new Happening.StopRequested(null, null),
            _ => new Happening.TimeCame(),
        };
    }

    private static StateMachineDefinition? Read(string text)
    {
        var read = StateMachineDefinition.Read(text);
        Assert.Equal(read.Definition is null, read.InvalidDefinitionMessage is not null);
        Assert.True(read.Definition is not null || read.Diagnostics.Count is > 0 and <= Limits.DiagnosticsMax);
        return read.Definition;
    }

    private static TrialRun Run(
        StateMachineDefinition definition,
        JsonValue input,
        JsonObject mocks,
        Func<ExecutionState, ExecutionState> carry
    ) => new WorkflowTrial(new TrialMocks(mocks), Machines.Start) { Carry = carry }.Run(definition, Machines.StartOf(input));

    private static void Check(TrialRun run)
    {
        CheckEvents(run.Events);
        Assert.True(run.Problem is not null || run.State.Status != ExecutionStatus.Running);
        Assert.Equal(run.State.LastEventId, run.Events[^1].Id);
    }

    private static void CheckEvents(IReadOnlyList<HistoryEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            Assert.Equal(i + 1, events[i].Id);
            Assert.True(events[i].PreviousEventId < events[i].Id);
        }
    }

    private static IEnumerable<string> Texts(TrialRun run) =>
        run.Events.Select(@event => ((JsonValue)HistoryJson.Of(@event)).ToJson(JsonNumberStyle.Source));

    private static string Difference(TrialRun once, TrialRun again) =>
        string.Join("\n", Texts(once).Zip(Texts(again)).SkipWhile(pair => pair.First == pair.Second).Take(1));
}
