using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage.Intrinsics;
using Millrace.Languages.Tests.JsonPath;

namespace Millrace.Languages.Tests.StatesLanguage.Intrinsics;

public class RecordedIntrinsicsTests
{
    private const string NoData = "No conformance data beside the checkout (set MILLRACE_CONFORMANCE).";

    [Fact]
    public void Every_call_of_the_recorded_definitions_parses()
    {
        Assert.SkipWhen(Templates.Folder is null, NoData);

        // A Result is plain data: what looks like a call in one may be none.
        var calls = Templates
            .Strings()
            .Where(entry =>
                IntrinsicExpression.IsCall(entry.Text)
                && entry.Text.Contains('(')
                && entry.File != "escape_sequences_string_literals"
            )
            .Select(entry => entry.Text)
            .Distinct()
            .ToList();
        Assert.True(calls.Count >= 25, $"Only {calls.Count} calls were found.");
        Assert.All(calls, call => Assert.True(IntrinsicExpression.TryParse(call, out _, out var error), $"{call}: {error}"));
    }

    [Theory]
    [InlineData("test_generic", "test_format_2", "format_2")]
    [InlineData("test_array", "test_array_get_item", "array_get_item")]
    [InlineData("test_array", "test_array_0", "array_0")]
    [InlineData("test_array", "test_array_range", "array_range")]
    [InlineData("test_hash_calculations", "test_hash", "hash")]
    [InlineData("test_string_operations", "test_string_split", "string_split_context_object")]
    public void A_recorded_execution_gives_its_recorded_output(string snapshot, string test, string template)
    {
        Assert.SkipWhen(Templates.Folder is null, NoData);

        // string_split.json5 is not among the data; its recorded inputs have the text and the delimiters as two members.
        var call =
            test == "test_string_split"
                ? "States.StringSplit($.FunctionInput.fst, $.FunctionInput.snd)"
                : Templates.Strings().Single(entry => entry.File == template && IntrinsicExpression.IsCall(entry.Text)).Text;
        var expression = IntrinsicExpression.Parse(call);

        var executions = Executions(snapshot, test).ToList();
        Assert.NotEmpty(executions);
        Assert.All(
            executions,
            execution =>
                Assert.Equal(execution.Output["FunctionResult"], expression.Evaluate(IntrinsicScopes.Of(execution.Input)))
        );
    }

    [Fact]
    public void The_recorded_calls_on_variables_give_their_recorded_output()
    {
        Assert.SkipWhen(Templates.Folder is null, NoData);

        // BASE_REFERENCE_IN_INTRINSIC_FUNCTION: what State0 assigns and what State1 makes of it.
        var variables = new Dictionary<string, JsonValue>
        {
            ["rawString"] = "Hello World",
            ["encodedString"] = "SGVsbG8gV29ybGQ=",
            ["inputString"] = "Hash this string",
            ["json1"] = JsonValue.Parse("""{"a":1,"b":2}"""),
            ["json2"] = JsonValue.Parse("""{"c":3,"d":4}"""),
            ["jsonString"] = """{"key":"value"}""",
            ["jsonObject"] = JsonValue.Parse("""{"test":"object"}"""),
            ["value1"] = 5,
            ["value2"] = 3,
            ["csvString"] = "a,b,c,d,e",
            ["name"] = "John",
            ["place"] = "LocalStack",
        };
        var scope = IntrinsicScopes.Of(JsonObject.Empty) with { Variable = name => variables.GetValueOrDefault(name) };

        var recorded = Executions("test_assign_reference_variables", "BASE_REFERENCE_IN_INTRINSIC_FUNCTION").Single().Output;
        var calls = Templates
            .Strings()
            .Where(entry => entry.File == "base_reference_in_intrinsic_function" && IntrinsicExpression.IsCall(entry.Text));
        var compared = 0;
        foreach (var (_, member, text) in calls.Where(entry => entry.Text != "States.UUID()"))
        {
            var name = member[..^".$".Length];
            var expected = recorded.AsObject().Values.ToArray().Single(group => !group[name].IsUndefined)[name];
            Assert.Equal(expected, IntrinsicExpression.Parse(text).Evaluate(scope));
            compared++;
        }

        Assert.True(compared >= 8, $"Only {compared} calls were compared.");
    }

    private static IEnumerable<(JsonValue Input, JsonValue Output)> Executions(string snapshot, string test)
    {
        var text = File.ReadAllBytes(Path.Combine(Templates.Folder!, "..", $"{snapshot}.snapshot.json"));
        var cases = JsonValue.Parse(text).AsObject();
        for (var i = 0; i < cases.Count; i++)
        {
            if (
                !cases.NameAt(i).EndsWith("::" + test, StringComparison.Ordinal)
                && !cases.NameAt(i).EndsWith($"[{test}]", StringComparison.Ordinal)
            )
            {
                continue;
            }

            foreach (var answer in cases.ValueAt(i)["recorded-content"].AsObject().Values.ToArray())
            {
                var events = answer["events"].AsArray();
                yield return (
                    events[0]["executionStartedEventDetails"]["input"],
                    events[events.Count - 1]["executionSucceededEventDetails"]["output"]
                );
            }
        }
    }
}
