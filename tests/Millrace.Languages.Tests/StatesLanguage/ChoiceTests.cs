using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage;

namespace Millrace.Languages.Tests.StatesLanguage;

public class ChoiceTests
{
    private const string Early = "\"2024-01-01T00:00:00Z\"";
    private const string Late = "\"2024-01-01T00:00:00.001+00:00\"";

    /// <summary>An operator, the value of the variable, and right sides for which it holds and does not.</summary>
    public static TheoryData<string, string, string, string> Operators { get; } =
        new()
        {
            { "StringEquals", "\"a\"", "\"a\"", "\"b\"" },
            { "StringLessThan", "\"B\"", "\"a\"", "\"B\"" },
            { "StringGreaterThan", "\"b\"", "\"a\"", "\"b\"" },
            { "StringLessThanEquals", "\"b\"", "\"b\"", "\"a\"" },
            { "StringGreaterThanEquals", "\"b\"", "\"b\"", "\"c\"" },
            { "NumericEquals", "1.0", "1", "2" },
            { "NumericLessThan", "1", "1.5", "1" },
            { "NumericGreaterThan", "2", "1.5", "2" },
            { "NumericLessThanEquals", "2", "2", "1" },
            { "NumericGreaterThanEquals", "2", "2", "3" },
            { "TimestampEquals", Early, "\"2024-01-01T01:00:00+01:00\"", Late },
            { "TimestampLessThan", Early, Late, Early },
            { "TimestampGreaterThan", Late, Early, Late },
            { "TimestampLessThanEquals", Early, Early, "\"2023-12-31T23:59:59Z\"" },
            { "TimestampGreaterThanEquals", Early, Early, Late },
            { "BooleanEquals", "true", "true", "false" },
        };

    [Theory]
    [MemberData(nameof(Operators))]
    public void A_comparison_holds_with_a_literal_and_with_a_path(string name, string variable, string holds, string not)
    {
        Assert.True(Decide($"\"{name}\": {holds}", variable));
        Assert.False(Decide($"\"{name}\": {not}", variable));
        Assert.True(Decide($"\"{name}Path\": \"$.right\"", variable, holds));
        Assert.False(Decide($"\"{name}Path\": \"$.right\"", variable, not));
        // Another type is no error.
        Assert.False(Decide($"\"{name}\": {holds}", "{}"));
    }

    [Theory]
    [InlineData("IsNull", "null", "1")]
    [InlineData("IsString", "\"\"", "null")]
    [InlineData("IsNumeric", "0", "\"0\"")]
    [InlineData("IsBoolean", "false", "0")]
    [InlineData("IsTimestamp", Early, "\"2024\"")]
    public void A_type_test_holds_for_its_type(string name, string of, string other)
    {
        Assert.True(Decide($"\"{name}\": true", of));
        Assert.False(Decide($"\"{name}\": false", of));
        Assert.False(Decide($"\"{name}\": true", other));
        Assert.True(Decide($"\"{name}\": false", other));
    }

    [Fact]
    public void Only_IsPresent_may_ask_for_what_is_not_there()
    {
        Assert.True(Decide("\"IsPresent\": true", "null"));
        Assert.True(Decide("\"IsPresent\": false", null));
        var run = Run("\"IsNull\": true", null);
        Assert.Equal("States.Runtime", run.State.Error);
        Assert.EndsWith(
            "Invalid path '$.left': The choice state's condition path references an invalid value.",
            run.State.Cause,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("a*c", "abbc", true)]
    [InlineData("a*c", "abcd", false)]
    [InlineData("*.log", "a.log.log", true)]
    [InlineData("\\*", "*", true)]
    [InlineData("\\*", "a", false)]
    [InlineData("a\\\\b", "a\\b", true)]
    [InlineData("**a**", "bab", true)]
    public void A_pattern_matches_the_whole_text(string pattern, string text, bool matches)
    {
        var rule = $"\"StringMatches\": {((JsonValue)pattern).ToJson()}";
        Assert.Equal(matches, Decide(rule, ((JsonValue)text).ToJson()));
    }

    [Fact]
    public void There_are_thirty_nine_operators()
    {
        string[] others = ["StringMatches", "IsNull", "IsPresent", "IsString", "IsNumeric", "IsBoolean", "IsTimestamp"];
        string[] all = [.. Operators.SelectMany(row => new[] { row.Data.Item1, row.Data.Item1 + "Path" }), .. others];
        Assert.Equal(39, all.Distinct().Count());
        foreach (var name in all)
        {
            // Each is known: two in one rule are one too many.
            var read = StateMachineDefinition.Read(
                Machine($"\"Variable\": \"$\", \"{name}\": true, \"StringMatches\": \"\", \"IsNull\": true")
            );
            Assert.Equal("Exactly one comparison operator is required", Assert.Single(read.Diagnostics).Message);
        }

        var unknown = StateMachineDefinition.Read(Machine("\"Variable\": \"$\", \"StringContains\": \"a\""));
        Assert.Contains(unknown.Diagnostics, diagnostic => diagnostic.Message is "Field 'StringContains' is not supported");
    }

    [Theory]
    [InlineData(
        """ "And": [{ "Variable": "$.left", "IsNumeric": true }, { "Variable": "$.left", "NumericGreaterThan": 0 }] """,
        true
    )]
    [InlineData(""" "And": [{ "Variable": "$.left", "IsNumeric": false }, { "Variable": "$.nope", "IsNull": true }] """, false)]
    [InlineData(""" "Or": [{ "Variable": "$.left", "IsNumeric": true }, { "Variable": "$.nope", "IsNull": true }] """, true)]
    [InlineData(
        """ "Not": { "Or": [{ "Variable": "$.left", "IsNull": true }, { "Not": { "Variable": "$.left", "NumericEquals": 1 } }] } """,
        true
    )]
    public void Rules_are_put_together_and_no_more_are_asked_than_needed(string rule, bool holds)
    {
        var run = Machines.Run(Machine(rule), """{"left":1}""");
        Assert.Equal(holds, run.State.Output == "yes");
        Assert.Equal(ExecutionStatus.Succeeded, run.State.Status);
    }

    [Fact]
    public void A_JSONata_rule_gives_its_own_output_and_variables_and_the_state_those_for_none()
    {
        const string machine = """
            { "QueryLanguage": "JSONata", "StartAt": "C", "States": {
              "C": { "Type": "Choice", "Default": "E", "Output": "none", "Assign": { "v": 0 },
                "Choices": [{ "Condition": "{% $states.input > 5 %}", "Output": "{% $states.input & ' is more' %}", "Assign": { "v": 1 }, "Next": "E" }] },
              "E": { "Type": "Pass", "Output": "{% [$states.input, $v] %}", "End": true } } }
            """;
        Assert.Equal("""["6 is more",1]""", Machines.Run(machine, "6").State.Output.ToJson());
        Assert.Equal("""["none",0]""", Machines.Run(machine, "5").State.Output.ToJson());
    }

    private static bool Decide(string comparison, string? left, string? right = null)
    {
        var run = Run(comparison, left, right);
        Assert.Equal(ExecutionStatus.Succeeded, run.State.Status);
        return run.State.Output == "yes";
    }

    private static TrialRun Run(string comparison, string? left, string? right = null)
    {
        var members = new[] { ("left", left), ("right", right) }.Where(member => member.Item2 is not null);
        var input = $$"""{ {{string.Join(",", members.Select(member => $"\"{member.Item1}\":{member.Item2}"))}} }""";
        return Machines.Run(Machine($"\"Variable\": \"$.left\", {comparison}"), input);
    }

    private static string Machine(string rule) =>
        $$"""
            { "StartAt": "C", "States": {
              "C": { "Type": "Choice", "Choices": [{ {{rule}}, "Next": "Yes" }], "Default": "No" },
              "Yes": { "Type": "Pass", "Result": "yes", "End": true }, "No": { "Type": "Pass", "Result": "no", "End": true } } }
            """;
}
