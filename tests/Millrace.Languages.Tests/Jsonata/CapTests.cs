using System.Diagnostics;
using Millrace.Languages.Json;
using Millrace.Languages.Jsonata;

namespace Millrace.Languages.Tests.Jsonata;

/// <summary>Expressions that would never end, or need all memory there is, if nothing stopped them.</summary>
public class CapTests
{
    // A twentieth of the default: what is counted right ends twenty times sooner, what is not still never ends.
    private static readonly JsonataOptions Caps = new() { StepsMax = 1_000_000 };

    [Theory]
    [InlineData("($f := function() { $f() }; $f())")]
    [InlineData("($f := function($n) { $f($n + 1) }; $f(0))")]
    [InlineData("($a := function() { $b() }; $b := function() { $a() }; $a())")]
    [InlineData("$map([1..1000000], function($i) { $map([1..1000000], function($j) { $i * $j }) })")]
    [InlineData("$reduce([1..1000000], function($a, $b) { $a & 'more and more text' })")]
    [InlineData("[1..10000].[1..10000]")]
    [InlineData("($big := [1..100000]; [1..100000][$big])")]
    [InlineData("($big := [1..100000]; [1..100000].(-1 in $big))")]
    [InlineData("($big := [1..100000]; $map($big, function() { $big^($) }))")]
    [InlineData("($big := [1..100000]; $map($big, function() { $sort($big) }))")]
    [InlineData("($big := [1..100000]; $map($big, function() { $big = $append($big, []) }))")]
    public void What_would_run_for_ever_ends_when_its_steps_are_used_up(string expression) => AssertCapped(expression);

    [Theory]
    [InlineData("($f := function($n) { 1 + $f($n + 1) }; $f(0))")]
    [InlineData("($f := function($x) { $map([$x], $f) }; $f(1))")]
    [InlineData("($f := function($x) { $sort([1, 2], $f) }; $f(1))")]
    [InlineData("($f := function($x) { $replace('aaa', /a/, $f) }; $f(1))")]
    [InlineData("($f := function($x) { $match('aaa', $f) }; $f(1))")]
    [InlineData("($g := function($f, $n) { $n = 0 ? $f : $g($f ~> $abs, $n - 1) }; $g($abs, 100000)(1))")]
    [InlineData("($g := function($f, $n) { $n = 0 ? $f : $g($f(?), $n - 1) }; $g($abs, 100000)(1))")]
    [InlineData("$reduce([1..100000], function($a, $i) { [[$a]] })")]
    [InlineData("$string($reduce([1..100000], function($a, $i) { [[$a]] }))")]
    [InlineData("$string($reduce([1..100000], function($a, $i) { {'a': $a} }))")]
    [InlineData("($f := function($n) { $reduce([1..$n], function($a, $i) { [[$a]] }) }; $f(50000) = $f(50000))")]
    [InlineData("($boolean($reduce([1..100000], function($a, $i) { [[$a], 0] }, 0)); 1)")]
    [InlineData("$reduce([1..100000], function($a, $i) { [[$a]] }).a")]
    [InlineData("$reduce([1..100000], function($a, $i) { {'a': $a} }).**")]
    [InlineData("$reduce([1..100000], function($a, $i) { {'a': $a} }) ~> |**|{'b': 1}|")]
    [InlineData("($e := '$eval($e)'; $eval($e))")]
    public void What_would_need_a_stack_without_end_is_refused(string expression) =>
        OnASmallStack(() => AssertCapped(expression));

    // The parts of a value are shared: doubled sixty times it takes little to build and for ever to walk.
    [Theory]
    [InlineData("$string($double)")]
    [InlineData("$string($double, true)")]
    [InlineData("$boolean($nothing)")]
    [InlineData("$not($nothing)")]
    [InlineData("$nothing ? 1 : 2")]
    [InlineData("$nothing and true")]
    [InlineData("[1][$nothing]")]
    [InlineData("$filter([1], function() { $nothing })")]
    [InlineData("$nothing.a")]
    [InlineData("$nothing.*")]
    [InlineData("$nothing.**")]
    [InlineData("$keys($nothing)")]
    [InlineData("$spread($nothing)")]
    [InlineData("$lookup($nothing, 'a')")]
    [InlineData("$clone($double)")]
    [InlineData("$double ~> |$|{}|")]
    [InlineData("$double = $other")]
    [InlineData("$distinct([$double, $other])")]
    [InlineData("$double & ''")]
    [InlineData("[$double]")]
    [InlineData("{'a': $double}")]
    public void A_value_that_holds_its_parts_many_times_is_not_walked_to_the_end(string expression) =>
        AssertCapped(
            "("
                + "$double := $reduce([1..60], function($a, $i) { [[$a], [$a]] }, 1);"
                + "$other := $reduce([1..60], function($a, $i) { [[$a], [$a]] }, 1);"
                + "$nothing := $reduce([1..60], function($a, $i) { [[$a], [$a]] }, []);"
                + expression
                + ")"
        );

    [Fact]
    public void An_error_about_a_value_that_is_too_large_to_print_is_printed_without_it()
    {
        var error = Fail("-$reduce([1..60], function($a, $i) { [[$a], [$a]] }, 1)");

        Assert.Equal("D1002", error.Code);
        Assert.Equal("Cannot negate a non-numeric value: ...", error.Message);
    }

    [Theory]
    [InlineData("$pad('a', 1000000000)")]
    [InlineData("$pad('a', -1000000000)")]
    [InlineData("$pad('', 1e300, 'abc')")]
    [InlineData("$pad('a', 100000, $pad('b', 100000))")]
    [InlineData("$map([1..1000000], function() { $pad('a', 100000) })")]
    [InlineData("$join($map([1..100000], function() { $pad('a', 10000) }))")]
    [InlineData("$replace($pad('', 100000, 'a'), 'a', $pad('', 100000, 'b'))")]
    [InlineData("$replace($pad('', 100000, 'a'), /a/, $pad('', 100000, 'b'))")]
    [InlineData("$replace($pad('', 100000, 'a'), /(a+)/, $pad('', 100000, '$1'))")]
    [InlineData("$replace($pad('', 100000, 'a'), /(a+)/, $pad('', 100000, '$0'))")]
    [InlineData("$replace($pad('', 100000, 'a'), /a/, function() { $pad('', 100000) })")]
    [InlineData("$reduce([1..60], function($a, $i) { $a & $a }, 'a')")]
    [InlineData("$string($reduce([1..900], function($a, $i) { [[$a]] }, [1..100000]), true)")]
    [InlineData("$formatNumber(1, $pad('', 100000, '0,'))")]
    [InlineData("$formatNumber(1e300, '0,0', {'grouping-separator': $pad(',', 1000000)})")]
    [InlineData("$formatNumber(1, $pad('', 1000000, '0'))")]
    [InlineData("$formatInteger(1, $pad('', 100000, '0,'))")]
    [InlineData("$formatInteger(1e18, 'I')")]
    [InlineData("$parseInteger($pad('', 100000, '1'), $pad('', 1000, '0a'))")]
    [InlineData("$fromMillis(0, '[Y,2000000000]')")]
    [InlineData("$fromMillis(0, $pad('', 1000000, '[Y]'))")]
    [InlineData("$toMillis($pad('', 1000, 'i'), '[Yi][Mi][Di][Hi][mi]x')")]
    [InlineData("$toMillis($pad('', 10000, 'one '), '[Yw][Mw][Dw]x')")]
    [InlineData("$base64encode($pad('', 100000000))")]
    [InlineData("$split($pad('', 10000000), '')")]
    public void A_text_does_not_grow_beyond_what_its_steps_pay_for(string expression) => AssertCapped(expression);

    [Theory]
    [InlineData("($a := $pad('', 400000, 'a'); $a ~> $contains($pad('', 100000, 'a') & 'b' & $pad('', 100000, 'a')))")]
    [InlineData("($a := $pad('', 400000, 'a'); $substringAfter($a, $pad('', 100000, 'a') & 'b' & $pad('', 100000, 'a')))")]
    [InlineData("($a := $pad('', 100000); $b := $pad('', 100000); $map([1..1000000], function() { $a = $b }))")]
    [InlineData("($a := $pad('', 100000); $b := $pad('', 100000); $map([1..1000000], function() { $a < $b }))")]
    [InlineData("($a := $pad('', 100000); $b := $pad('', 100000); $distinct([1..1000000].[$a, $b]))")]
    [InlineData("($a := $pad('', 100000); $b := $pad('', 100000); $sort([1..1000000].[$a, $b].$))")]
    [InlineData("($a := $pad('', 100000); [1..1000000]{$a: 1})")]
    [InlineData("($a := {$pad('', 100000): 1}; $map([1..1000000], function() { $merge([$a, $a]) }))")]
    [InlineData("($a := $pad('', 100000); $map([1..1000000], function() { $length($a) }))")]
    public void Long_texts_take_as_many_steps_as_they_are_long(string expression) => AssertCapped(expression);

    [Theory]
    [InlineData("$match($pad('', 5000, 'a'), /^(?=(a+)+b)/)")]
    [InlineData("$contains($pad('', 5000, 'a'), /(a+)+(?!a)b/)")]
    [InlineData("$contains($pad('', 5000, 'a'), /^(a|aa)+\\1b$/)")]
    [InlineData("$map([1..1000000], function() { $contains($pad('', 18, 'a'), /^(?=(a+)+b)/) })")]
    [InlineData("$map([1..1000000], function() { $eval('/(a{99}){99}/') })")]
    [InlineData("$split($pad('', 1000000, 'ab'), /(?<=a.*)b/)")]
    [InlineData("$match($pad('', 1000000, 'ab'), /()()()()()()()()()()()()()()()()()()()()a/)")]
    public void A_regular_expression_does_not_run_for_ever(string expression) => AssertCapped(expression);

    [Theory]
    [InlineData("[1..1e9]", "D2014")]
    [InlineData("[0..10000000]", "D2014")]
    [InlineData("[-1e300..1e300]", "D2014")]
    [InlineData("[1..1e7][0..1e7]", "S0202")]
    public void A_range_is_as_long_as_a_range_may_be(string expression, string code) => Assert.Equal(code, Fail(expression).Code);

    [Fact]
    public void A_sequence_is_as_long_as_the_options_say()
    {
        var options = new JsonataOptions { SequenceLengthMax = 1000 };
        var expression = JsonataExpression.Compile("$count([1..$n].$)");

        Assert.Equal(1000, expression.Evaluate(default, options with { Bindings = JsonObject.Of(("n", 1000)) }));
        var error = Assert.Throws<JsonataException>(() =>
            expression.Evaluate(default, options with { Bindings = JsonObject.Of(("n", 1001)) })
        );
        Assert.Equal("D2015", error.Code);
        Assert.Equal("The maximum sequence length of 1000 was exceeded.", error.Message);
    }

    [Fact]
    public void A_result_is_as_large_as_the_options_say()
    {
        var expression = JsonataExpression.Compile("$pad('', $n)");
        var options = new JsonataOptions { ResultBytesMax = 1000 };

        Assert.True(expression.Evaluate(default, options with { Bindings = JsonObject.Of(("n", 998)) }).IsString);
        var error = Assert.Throws<JsonataException>(() =>
            expression.Evaluate(default, options with { Bindings = JsonObject.Of(("n", 999)) })
        );
        Assert.Equal("U1002", error.Code);
        Assert.Equal("The result is larger than 1000 bytes", error.Message);
    }

    [Fact]
    public void Calls_go_as_deep_as_the_options_say()
    {
        var expression = JsonataExpression.Compile("($f := function($n) { $n = 0 ? 0 : 1 + $f($n - 1) }; $f($depth))");
        var options = new JsonataOptions { DepthMax = 100, Bindings = JsonObject.Of(("depth", 20)) };

        Assert.Equal(20, expression.Evaluate(default, options));
        var error = Assert.Throws<JsonataException>(() =>
            expression.Evaluate(default, options with { Bindings = JsonObject.Of(("depth", 200)) })
        );
        Assert.Equal("U1001", error.Code);
        Assert.StartsWith("Stack overflow error", error.Message);
    }

    [Fact]
    public void Tail_calls_use_no_depth()
    {
        var expression = JsonataExpression.Compile(
            "($f := function($n, $sum) { $n = 0 ? $sum : $f($n - 1, $sum + $n) }; $f(100000, 0))"
        );

        Assert.Equal(5_000_050_000, expression.Evaluate(default, new JsonataOptions { DepthMax = 50 }));
    }

    [Fact]
    public void A_deep_recursion_on_a_small_stack_is_an_error_and_not_a_crash()
    {
        JsonataException? error = null;
        var thread = new Thread(
            () => error = Fail("($f := function($n) { 1 + $f($n + 1) }; $f(0))", new JsonataOptions { DepthMax = int.MaxValue }),
            maxStackSize: 256 * 1024
        );
        thread.Start();
        thread.Join();

        Assert.Equal("U1001", error?.Code);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("{'a':")]
    [InlineData("-")]
    [InlineData("1+")]
    [InlineData("a.")]
    [InlineData("a[")]
    [InlineData("$f(")]
    [InlineData("function($x){")]
    [InlineData("|a|")]
    [InlineData("a?")]
    [InlineData("a^(")]
    [InlineData("$a:=")]
    public void An_expression_nested_too_deep_is_refused(string repeated)
    {
        var error = Assert.Throws<JsonataException>(() =>
            JsonataExpression.Compile(string.Concat(Enumerable.Repeat(repeated, 50_000)))
        );
        Assert.Equal("U1003", error.Code);
    }

    [Theory]
    [InlineData("1,", 1_000_000, "The expression has more than 1048576 characters")]
    [InlineData("/a/,", 1001, "The expression has more than 1000 regular expressions")]
    public void An_expression_too_large_is_refused(string repeated, int times, string message)
    {
        var error = Assert.Throws<JsonataException>(() =>
            JsonataExpression.Compile($"[1,{string.Concat(Enumerable.Repeat(repeated, times))}1]")
        );
        Assert.Equal(("U1004", message), (error.Code, error.Message));
    }

    [Fact]
    public void A_regular_expression_too_long_to_prepare_is_refused()
    {
        Assert.Equal("S0303", Fail($"/{new string('a', 10_001)}/").Code);
        Assert.Equal("S0302", Fail("/" + new string('\\', 1_000_000)).Code);
    }

    [Fact]
    public void A_signature_that_fits_in_countless_ways_is_decided_at_once()
    {
        var call = string.Join(',', Enumerable.Repeat("1", 60));
        var signature = string.Concat(Enumerable.Repeat("n+", 30));

        Assert.Equal("T0410", Fail($"function($a)<{signature}s:n>{{ $a }}({call})").Code);
    }

    /// <summary>How deep 100,000 levels reach depends on how well the code is compiled by then; on half a megabyte they never fit.</summary>
    private static void OnASmallStack(Action test)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(test), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw new InvalidOperationException($"On a small stack: {failure.Message}", failure);
        }
    }

    private static void AssertCapped(string expression)
    {
        var before = GC.GetTotalAllocatedBytes();
        var started = Stopwatch.GetTimestamp();
        var error = Fail(expression);

        Assert.True(error.Code is "U1001" or "U1002" or "U1003" or "D2015", $"{error.Code}: {error.Message}");
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 30);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 2_000_000_000);
    }

    private static JsonataException Fail(string expression, JsonataOptions? options = null) =>
        Assert.Throws<JsonataException>(() => JsonataExpression.Compile(expression).Evaluate(default, options ?? Caps));
}
