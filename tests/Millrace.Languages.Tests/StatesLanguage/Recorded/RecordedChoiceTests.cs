using System.Globalization;
using Millrace.Languages.Json;

namespace Millrace.Languages.Tests.StatesLanguage.Recorded;

public class RecordedChoiceTests(ITestOutputHelper output)
{
    [Fact]
    public void Comparison_operators_decide_as_recorded_from_AWS()
    {
        Assert.SkipWhen(RecordedHistory.Root is null, "No conformance data beside the checkout (set MILLRACE_CONFORMANCE).");
        var compared = 0;
        foreach (var file in Directory.GetFiles(RecordedHistory.Root!, "*.snapshot.json"))
        {
            foreach (var (name, entry) in JsonValue.Parse(File.ReadAllBytes(file)).AsObject())
            {
                if (entry["recorded-content"] is { IsObject: true } content && content["cases"] is { IsArray: true } cases)
                {
                    foreach (var recorded in cases.AsArray())
                    {
                        // The recorder replaced all dates by one word: two of them can no longer be compared.
                        var input = recorded["input"];
                        if (input["Variable"] != (JsonValue)"date")
                        {
                            Compare(
                                OperatorOf(name),
                                input["Variable"],
                                input["Value"] == (JsonValue)"date" ? "2016-03-14T01:59:00Z" : input["Value"],
                                recorded
                            );
                            compared++;
                        }
                    }
                }
            }
        }

        output.WriteLine($"{compared} comparisons");
        Assert.True(compared >= 150, $"Only {compared} comparisons were found.");
    }

    private static void Compare(string comparison, JsonValue variable, JsonValue value, JsonValue recorded)
    {
        var right = comparison.EndsWith("Path", StringComparison.Ordinal) ? "$.Value" : value;
        var machine = Machines.Parse(
            $$"""
            {
              "StartAt": "CheckValues",
              "States": {
                "CheckValues": {
                  "Type": "Choice",
                  "Choices": [{ "Variable": "$.Variable", "{{comparison}}": {{right.ToJson(
                JsonNumberStyle.Source
            )}}, "Next": "ConditionTrue" }],
                  "Default": "ConditionFalse"
                },
                "ConditionTrue": { "Type": "Pass", "Result": { "TestResult.$": "ConditionTrue" }, "End": true },
                "ConditionFalse": { "Type": "Pass", "Result": { "TestResult.$": "ConditionFalse" }, "End": true }
              }
            }
            """
        );
        var ended = Machines.Run(machine, JsonObject.Of(("Variable", variable), ("Value", value)));
        Assert.True(
            recorded["output"] == ended.State.Output,
            $"{comparison}: {recorded.ToJson()} but here {ended.State.Output} {ended.State.Cause}"
        );
    }

    /// <summary><c>test_numeric_less_than_path</c> is about NumericLessThanPath.</summary>
    private static string OperatorOf(string name) =>
        string.Concat(
            name[(name.LastIndexOf("test_", StringComparison.Ordinal) + 5)..]
                .Split('_')
                .Select(word => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word))
        );
}
