using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage.Intrinsics;

namespace Millrace.Languages.Tests.StatesLanguage.Intrinsics;

public class IntrinsicExpressionTests
{
    [Theory]
    [InlineData("States.Array()", "[]")]
    [InlineData("States.Array( 1 , 'a' )", """[1,"a"]""")]
    [InlineData("States.Array(true, false, null, -1.5e2, '')", """[true,false,null,-150,""]""")]
    [InlineData("States.Array('it\\'s', 'a\\\\b', '\\{\\}')", """["it's","a\\b","{}"]""")]
    [InlineData("States.Array($, $.a, $['b c'])", """[{"a":[1,2],"b c":{"d":3}},[1,2],{"d":3}]""")]
    [InlineData("States.Array($.a[0,1], $.a[?(@ > 1 && @ < 5)], $['b c']['d'])", "[[1,2],[2],3]")]
    [InlineData("States.Array($$.Execution.Name, $name.first, $name)", """["run-7","Ada",{"first":"Ada"}]""")]
    [InlineData("States.Array(1, States.Array(2, States.Array(3)))", "[1,[2,[3]]]")]
    public void Literals_paths_and_calls_are_arguments(string expression, string expected) =>
        Assert.Equal(JsonValue.Parse(expected), IntrinsicScopes.Evaluate(expression, """{"a":[1,2],"b c":{"d":3}}"""));

    [Theory]
    [InlineData("")]
    [InlineData("$.a")]
    [InlineData("States.")]
    [InlineData("States.Array")]
    [InlineData("States.Array(")]
    [InlineData("States.Array(1")]
    [InlineData("States.Array(1,)")]
    [InlineData("States.Array(,1)")]
    [InlineData("States.Array(1 2)")]
    [InlineData("States.Array(1))")]
    [InlineData("States.Array(1) trailing")]
    [InlineData("States.Array([1])")]
    [InlineData("States.Array({})")]
    [InlineData("States.Array(1.)")]
    [InlineData("States.Array(.5)")]
    [InlineData("States.Array(01)")]
    [InlineData("States.Array(\"a\")")]
    [InlineData("States.Array('a)")]
    [InlineData("States.Array('a\\')")]
    [InlineData("States.Array('a\\n')")]
    [InlineData("States.Array($.a[)")]
    [InlineData("States.Array($$$.a)")]
    [InlineData("States.format('a')")]
    [InlineData("States.NoSuchFunction()")]
    public void A_text_that_is_no_call_is_refused_when_it_is_parsed(string expression)
    {
        Assert.False(IntrinsicExpression.TryParse(expression, out _, out var error));
        Assert.NotEmpty(error);
    }

    // Recorded: the definition ESCAPE_SEQUENCES_ILLEGAL_INTRINSIC_FUNCTION is refused.
    [Fact]
    public void A_backslash_before_a_double_quote_is_refused_as_AWS_refuses_it() =>
        Assert.False(
            IntrinsicExpression.TryParse("""States.StringToJson('{"text":"An \"escaped double quote\" here"}')""", out _, out _)
        );

    [Fact]
    public void Ten_calls_may_be_nested_and_eleven_may_not()
    {
        Assert.True(IntrinsicExpression.TryParse(Nested(10), out _, out _));
        Assert.False(IntrinsicExpression.TryParse(Nested(11), out _, out var error));
        Assert.Equal("More than 10 intrinsic functions are nested.", error);

        static string Nested(int depth) => depth == 0 ? "1" : $"States.Array({Nested(depth - 1)})";
    }

    [Fact]
    public void The_paths_of_a_call_are_known_without_evaluating_it()
    {
        var expression = IntrinsicExpression.Parse("States.Format('{}{}', $who.name, States.JsonToString($$.Execution))");
        Assert.Equal(["$who.name", "$$.Execution"], expression.Paths.Select(path => path.Text));
        Assert.Equal(["who", null], expression.Paths.Select(path => path.Variable));
    }

    [Theory]
    [InlineData("$.none")]
    [InlineData("$$.none")]
    [InlineData("$none.a")]
    [InlineData("$.a.b")]
    [InlineData("$.a[0]")]
    public void A_path_that_gives_no_value_fails_with_the_text_of_AWS(string path)
    {
        var expression = $"States.Format('{{}}', States.JsonToString({path}))";
        var failure = Assert.Throws<IntrinsicFailureException>(() => IntrinsicScopes.Evaluate(expression, """{"a":1}"""));
        Assert.Equal(
            $$"""The function '{{expression}}' had the following error: The JsonPath argument for the field '{{path}}' could not be found in the input '{"a":1}'""",
            failure.Message
        );
    }

    [Fact]
    public void Arguments_of_a_size_nobody_needs_are_refused()
    {
        var input = JsonValue.FromObject(JsonObject.Of(("a", new string('x', 1_000_000))));
        var expression = IntrinsicExpression.Parse($"States.Array({string.Join(',', Enumerable.Repeat("$.a", 20))})");
        var failure = Assert.Throws<IntrinsicFailureException>(() => expression.Evaluate(IntrinsicScopes.Of(input)));
        Assert.EndsWith("The arguments of States.Array are too large", failure.Message);
    }

    [Fact]
    public void Random_texts_are_taken_or_refused_and_nothing_else_happens()
    {
        string[] pieces =
        [
            "States.",
            "Array",
            "Format",
            "MathAdd",
            "(",
            ")",
            ",",
            "'",
            "\\",
            "{}",
            "$",
            "$.a",
            "$$",
            "[",
            "]",
            "1",
            "-",
            " ",
            "é",
            "\uD800",
        ];
        var random = new Random(JsonPath.Seeds.Next(3));
        var scope = IntrinsicScopes.Of(JsonValue.Parse("""{"a":[1]}"""));
        for (var i = 0; i < 40_000; i++)
        {
            var text =
                "States." + string.Concat(Enumerable.Range(0, random.Next(14)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (IntrinsicExpression.TryParse(text, out var expression, out var error))
            {
                Assert.True(Succeeds(expression, scope) || expression.Text == text);
            }
            else
            {
                Assert.NotEmpty(error);
            }
        }
    }

    [Theory]
    [InlineData("States.Array(", "States.Array(")]
    [InlineData("States.Array(", "1,")]
    [InlineData("States.Array('", "\\'")]
    [InlineData("States.Array($", "[")]
    [InlineData("States.Array($", ".a")]
    public void Huge_texts_are_refused(string start, string middle) =>
        Assert.False(IntrinsicExpression.TryParse(start + string.Concat(Enumerable.Repeat(middle, 100_000)), out _, out _));

    private static bool Succeeds(IntrinsicExpression expression, IntrinsicScope scope)
    {
        try
        {
            return !expression.Evaluate(scope).IsUndefined;
        }
        catch (IntrinsicFailureException e)
        {
            return e.Message.Length == 0;
        }
    }
}
