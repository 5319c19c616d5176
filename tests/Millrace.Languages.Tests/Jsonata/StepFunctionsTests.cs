using Millrace.Languages.Json;
using Millrace.Languages.Jsonata;

namespace Millrace.Languages.Tests.Jsonata;

public class StepFunctionsTests
{
    private static readonly JsonataOptions StepFunctions = new() { Library = JsonataLibrary.StepFunctions };

    [Theory]
    [InlineData("$partition([1, 2, 3, 4, 5], 2)", "[[1,2],[3,4],[5]]")]
    [InlineData("$partition([1, 2], 10)", "[[1,2]]")]
    [InlineData("$partition([], 2)", "[]")]
    [InlineData("$range(1, 9, 2)", "[1,3,5,7,9]")]
    [InlineData("$range(3, 1, -1)", "[3,2,1]")]
    [InlineData("$range(1, 0, 1)", "[]")]
    [InlineData("$count($range(1, 1000, 1))", "1000")]
    [InlineData("$hash('input data', 'SHA-1')", "\"aaff4a450a104cd177d28d18d74485e8cae074b7\"")]
    [InlineData("$hash('', 'MD5')", "\"d41d8cd98f00b204e9800998ecf8427e\"")]
    [InlineData("$hash('abc', 'SHA-256')", "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"")]
    [InlineData("$length($hash('abc', 'SHA-384'))", "96")]
    [InlineData("$length($hash('abc', 'SHA-512'))", "128")]
    [InlineData("$parse('{\"a\": [1, null]}')", "{\"a\":[1,null]}")]
    [InlineData("$parse('{\"a\": 5}').a + 1", "6")]
    [InlineData("$random(7) = $random(7)", "true")]
    [InlineData("$random(7) = $random(8)", "false")]
    [InlineData("$uuid() = $uuid()", "false")]
    [InlineData("$contains($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)", "true")]
    public void The_added_functions_answer(string expression, string json) =>
        Assert.Equal(json, JsonataExpression.Compile(expression).Evaluate(default, StepFunctions).ToJson());

    [Theory]
    [InlineData("$partition(nothing, 2)")]
    [InlineData("$range(nothing, 2, 1)")]
    [InlineData("$hash(nothing, 'MD5')")]
    [InlineData("$parse(nothing)")]
    public void The_added_functions_of_undefined_are_undefined(string expression) =>
        Assert.True(JsonataExpression.Compile(expression).Evaluate(default, StepFunctions).IsUndefined);

    [Theory]
    [InlineData("$partition([1], 0)", "$partition() needs a size of 1 or more")]
    [InlineData("$range(1, 10, 0)", "$range() needs a step other than 0")]
    [InlineData("$range(1, 1001, 1)", "$range() makes at most 1000 items")]
    [InlineData("$hash('a', 'CRC')", "$hash() knows MD5, SHA-1, SHA-256, SHA-384 and SHA-512")]
    public void The_added_functions_say_what_they_need(string expression, string message)
    {
        var error = Fail(expression, StepFunctions);

        Assert.Equal(("D3137", message), (error.Code, error.Message));
    }

    [Fact]
    public void A_text_that_is_not_JSON_is_not_parsed() =>
        Assert.StartsWith("$parse() was given a text that is not JSON", Fail("$parse('{')", StepFunctions).Message);

    [Fact]
    public void Eval_is_a_function_of_the_reference_only()
    {
        Assert.Equal(3, JsonataExpression.Compile("$eval('1 + 2')").Evaluate(default));

        var error = Fail("$eval('1 + 2')", StepFunctions);
        Assert.Equal(("T1006", "Attempted to invoke a non-function"), (error.Code, error.Message));
    }

    [Theory]
    [InlineData("$partition([1], 1)")]
    [InlineData("$range(1, 2, 1)")]
    [InlineData("$hash('a', 'MD5')")]
    [InlineData("$uuid()")]
    [InlineData("$parse('1')")]
    public void The_added_functions_are_not_functions_of_the_reference(string expression) =>
        Assert.Equal("T1006", Fail(expression, JsonataOptions.Default).Code);

    [Fact]
    public void Random_numbers_and_identifiers_are_made_of_the_bits_handed_in()
    {
        var expression = JsonataExpression.Compile("[$random(), $uuid()]");

        Assert.Equal(
            """[0,"00000000-0000-4000-8000-000000000000"]""",
            expression.Evaluate(default, StepFunctions with { NextRandom = () => 0 }).ToJson()
        );
        Assert.Equal(
            "ffffffff-ffff-4fff-bfff-ffffffffffff",
            expression.Evaluate(default, StepFunctions with { NextRandom = () => ulong.MaxValue })[1]
        );
    }

    private static JsonataException Fail(string expression, JsonataOptions options) =>
        Assert.Throws<JsonataException>(() => JsonataExpression.Compile(expression).Evaluate(default, options));
}
