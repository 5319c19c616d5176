using Millrace.Languages.Json;
using Millrace.Languages.Jsonata;

namespace Millrace.Languages.Tests.Jsonata;

public class JsonataExpressionTests
{
    private static readonly JsonValue Order = JsonValue.Parse(
        """{"id":7,"lines":[{"sku":"a","price":2,"quantity":3},{"sku":"b","price":5,"quantity":1}]}"""
    );

    [Theory]
    [InlineData("lines.sku", """["a","b"]""")]
    [InlineData("lines[0].sku", "\"a\"")]
    [InlineData("lines[price > 2].sku", "\"b\"")]
    [InlineData("lines[price > 2].sku[]", """["b"]""")]
    [InlineData("$sum(lines.(price * quantity))", "11")]
    [InlineData("lines{sku: price}", """{"a":2,"b":5}""")]
    [InlineData("lines^(>price).sku", """["b","a"]""")]
    [InlineData("lines.{'id': %.id, 'sku': sku}", """[{"id":7,"sku":"a"},{"id":7,"sku":"b"}]""")]
    [InlineData("lines#$i.(sku & $i)", """["a0","b1"]""")]
    [InlineData("lines@$l.$l.sku", """["a","b"]""")]
    [InlineData("$ ~> |lines|{'price': 0}, 'sku'|", """{"id":7,"lines":[{"price":0,"quantity":3},{"price":0,"quantity":1}]}""")]
    [InlineData("$map(lines.price, function($p, $i) { $p * $i })", "[0,5]")]
    [InlineData("lines.price ~> $map($string) ~> $join('-')", "\"2-5\"")]
    [InlineData("($half := $power(?, -1); [1, 2, 4].$half($))", "[1,0.5,0.25]")]
    public void An_expression_gives_its_result(string expression, string json) =>
        Assert.Equal(json, JsonataExpression.Compile(expression).Evaluate(Order).ToJson());

    [Theory]
    [InlineData("nothing")]
    [InlineData("lines[10]")]
    [InlineData("lines[sku = 'c'].price + 1")]
    [InlineData("()")]
    public void What_is_not_there_is_undefined(string expression) =>
        Assert.True(JsonataExpression.Compile(expression).Evaluate(Order).IsUndefined);

    [Fact]
    public void The_parts_of_the_input_in_a_result_are_those_of_the_input()
    {
        var result = JsonataExpression.Compile("{'all': $, 'lines': lines, 'last': lines[-1]}").Evaluate(Order);

        Assert.Same(Order.AsObject(), result["all"].AsObject());
        Assert.Same(Order["lines"][1].AsObject(), result["last"].AsObject());
        Assert.Same(Order["lines"][0].AsObject(), result["lines"][0].AsObject());
    }

    [Fact]
    public void A_transform_changes_a_copy_and_not_the_input()
    {
        var before = Order.ToJson();

        var result = JsonataExpression.Compile("$ ~> |**|{'seen': true}|").Evaluate(Order);

        Assert.True(result["lines"][0]["seen"].IsTrue);
        Assert.Equal(before, Order.ToJson());
    }

    [Fact]
    public void What_an_evaluation_remembers_of_an_array_does_not_reach_the_next_one()
    {
        // Within one expression a sequence of one is its item; an array from outside is an array.
        var sequence = JsonataExpression.Compile("{'found': lines[price > 2].sku[]}").Evaluate(Order);

        Assert.Equal("""["b"]""", JsonataExpression.Compile("found").Evaluate(sequence).ToJson());
        Assert.Equal("[[\"b\"]]", JsonataExpression.Compile("[[found]]").Evaluate(sequence).ToJson());
    }

    [Fact]
    public void The_clock_stands_at_the_time_handed_in()
    {
        var options = new JsonataOptions { Now = new DateTimeOffset(2026, 3, 29, 10, 45, 7, 123, TimeSpan.FromHours(2)) };

        Assert.Equal("2026-03-29T08:45:07.123Z", JsonataExpression.Compile("$now()").Evaluate(default, options));
        Assert.Equal(1_774_773_907_123, JsonataExpression.Compile("$millis()").Evaluate(default, options));
        Assert.Equal("29/3", JsonataExpression.Compile("$now('[D]/[M]')").Evaluate(default, options));
    }

    [Fact]
    public void Without_random_bits_handed_in_every_evaluation_draws_the_same()
    {
        var expression = JsonataExpression.Compile("[$random(), $random(), [$shuffle([1..20])]]");

        var first = expression.Evaluate(default);

        Assert.Equal(first, expression.Evaluate(default));
        Assert.NotEqual(first[0], first[1]);
        Assert.Equal(Enumerable.Range(1, 20), first[2].AsArray().Select(item => (int)item.AsNumber()).Order());
    }

    [Fact]
    public void Bindings_are_variables_and_hide_functions()
    {
        var options = new JsonataOptions { Bindings = JsonObject.Of(("limit", 3), ("sum", "not a function")) };

        Assert.Equal("b", JsonataExpression.Compile("lines[price > $limit].sku").Evaluate(Order, options));
        Assert.Equal("not a function", JsonataExpression.Compile("$sum").Evaluate(Order, options));
    }

    [Fact]
    public void A_host_can_add_functions_and_take_some_away()
    {
        var twice = new JsonataFunction(
            "twice",
            "<n-:n>",
            1,
            (in call) => call[0].IsUndefined ? default : (JsonValue)(call.Number(0) * 2)
        );
        var options = new JsonataOptions { Library = JsonataLibrary.Reference.With(twice).Without("sum") };

        Assert.Equal("[4,10]", JsonataExpression.Compile("lines.$twice(price)").Evaluate(Order, options).ToJson());
        Assert.Equal("[4,10]", JsonataExpression.Compile("$map(lines.price, $twice)").Evaluate(Order, options).ToJson());
        foreach (var (expression, code) in new[] { ("$twice('a')", "T0410"), ("$sum([1])", "T1006") })
        {
            var error = Assert.Throws<JsonataException>(() => JsonataExpression.Compile(expression).Evaluate(Order, options));
            Assert.Equal(code, error.Code);
        }
    }

    [Fact]
    public void A_function_in_a_result_is_a_function_and_left_out_of_the_JSON()
    {
        var result = JsonataExpression.Compile("{'f': $sum, 'g': function($x) { $x }, 'a': 1}").Evaluate(default);

        Assert.True(result["f"].IsFunction && result["g"].IsFunction);
        Assert.Equal("""{"a":1}""", result.ToJson());
    }

    [Fact]
    public void One_compiled_expression_serves_many_threads_at_once()
    {
        var expression = JsonataExpression.Compile(
            "($f := function($n) { $n < 2 ? $n : $f($n - 1) + $f($n - 2) };"
                + "{'id': id, 'fib': $f(12), 'text': $replace('a' & id, /[0-9]+/, '<$0>'), 'lines': lines.{'id': %.id}})"
        );
        Parallel.For(
            0,
            400,
            i =>
            {
                var result = expression.Evaluate(Order.AsObject().With("id", i));
                Assert.Equal(
                    $$"""{"id":{{i}},"fib":144,"text":"a<{{i}}>","lines":[{"id":{{i}}},{"id":{{i}}}]}""",
                    result.ToJson()
                );
            }
        );
    }
}
