using Millrace.Languages.Jsonata;

namespace Millrace.Languages.Tests.Jsonata;

public class TryJsonataTests
{
    [Theory]
    [InlineData("""{"expr":"a + 1","data":{"a":1}}""", """{"result":2}""")]
    [InlineData("""{"expr":"a","data":{"a":null}}""", """{"result":null}""")]
    [InlineData("""{"expr":"a","data":{}}""", """{"undefined":true}""")]
    [InlineData("""{"expr":"a"}""", """{"undefined":true}""")]
    [InlineData("""{"expr":"$sum"}""", """{"undefined":true}""")]
    [InlineData("""{"expr":"$x * 2","bindings":{"x":21}}""", """{"result":42}""")]
    [InlineData("""{"expr":"$x","bindings":null}""", """{"undefined":true}""")]
    [InlineData("""{"expr":"1 +"}""", """{"error":"S0207","message":"Unexpected end of expression"}""")]
    [InlineData("""{"expr":"$f()"}""", """{"error":"T1006","message":"Attempted to invoke a non-function"}""")]
    [InlineData("""{"expr":"$range(1,3,1)","mode":"step-functions"}""", """{"result":[1,2,3]}""")]
    [InlineData(
        """{"expr":"$eval('1')","mode":"step-functions"}""",
        """{"error":"T1006","message":"Attempted to invoke a non-function"}"""
    )]
    [InlineData(
        """{"expr":"($f := function() { $f() }; $f())","steps":1000}""",
        """{"error":"U1001","message":"Expression evaluation timeout: Check for infinite loop"}"""
    )]
    [InlineData(
        """{"expr":"($f := function($n) { 1 + $f($n) }; $f(1))","depth":50}""",
        """{"error":"U1001","message":"Stack overflow error: Check for non-terminating recursive function.  Consider rewriting as tail-recursive."}"""
    )]
    public void A_line_is_answered_with_a_line(string line, string answer) => Assert.Equal(answer, TryJsonata.Answer(line));

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"expr":1}""")]
    [InlineData("""{"expr":"1","bindings":[]}""")]
    [InlineData("""{"expr":"1","mode":"xpath"}""")]
    [InlineData("""{"expr":"1","depth":"deep"}""")]
    [InlineData("""{"expr":"1","steps":-1}""")]
    [InlineData("""{"expr":"1"} more""")]
    public void A_line_that_is_not_of_the_form_is_answered_too(string line) =>
        Assert.StartsWith("""{"error":"MalformedLine","message":""", TryJsonata.Answer(line));

    [Fact]
    public void A_result_as_deep_as_any_is_answered_too()
    {
        var deep = """{"expr":"$reduce([1..DEPTH], function($a, $i) { [[$a]] })"}""";

        Assert.StartsWith("""{"result":[[""", TryJsonata.Answer(deep.Replace("DEPTH", "900", StringComparison.Ordinal)));
        Assert.StartsWith("""{"error":"U1001",""", TryJsonata.Answer(deep.Replace("DEPTH", "1000", StringComparison.Ordinal)));
        Assert.StartsWith("""{"error":"U1001",""", TryJsonata.Answer(deep.Replace("DEPTH", "1002", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_caps_of_a_line_do_not_exceed_those_of_the_host()
    {
        var options = new JsonataOptions { StepsMax = 100 };

        Assert.StartsWith("""{"error":"U1001",""", TryJsonata.Answer("""{"expr":"$sum([1..1000])","steps":1000000}""", options));
    }
}
