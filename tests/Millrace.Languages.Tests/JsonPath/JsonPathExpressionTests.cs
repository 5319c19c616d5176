using Millrace.Languages.Json;
using Millrace.Languages.JsonPath;

namespace Millrace.Languages.Tests.JsonPath;

public class JsonPathExpressionTests
{
    private static readonly JsonValue Document = JsonValue.Parse(
        """
        {"a":1,"s":"str","n":null,"arr":[10,20,30],"obj":{"x":1,"y":{"z":2}},"e":[],"a b":{"c.d":5,"it's":6},
         "items":[{"p":1,"q":"a","t":[1,2]},{"p":2,"q":"b","t":[]},{"p":"2","q":"abc","t":[3]},{"q":"d","p":null}]}
        """
    );

    [Theory]
    [InlineData("$.a", "1")]
    [InlineData("$['a']", "1")]
    [InlineData("$[\"a\"]", "1")]
    [InlineData("$.obj.y.z", "2")]
    [InlineData("$.obj['x','y']", """{"x":1,"y":{"z":2}}""")]
    [InlineData("$.obj['x','none']", """{"x":1}""")]
    [InlineData("$['a b']['c.d']", "5")]
    [InlineData("$['a b']['it\\'s']", "6")]
    [InlineData("$['a b'][\"it's\"]", "6")]
    [InlineData("$.arr[0]", "10")]
    [InlineData("$.arr[(@.length-1)]", "30")]
    [InlineData("$.arr.[1]", "20")]
    [InlineData("$.n", "null")]
    public void A_definite_path_gives_one_value(string path, string expected)
    {
        var expression = JsonPathExpression.Compile(path);
        Assert.True(expression.IsDefinite);
        Assert.Equal(JsonValue.Parse(expected), expression.Read(Document));
    }

    [Theory]
    [InlineData("$.arr[*]", "[10,20,30]")]
    [InlineData("$.obj.*", """[1,{"z":2}]""")]
    [InlineData("$.a.*", "[]")]
    [InlineData("$.none[*]", "[]")]
    [InlineData("$.arr[0,2]", "[10,30]")]
    [InlineData("$.arr[-2:]", "[20,30]")]
    [InlineData("$.arr[:-1]", "[10,20]")]
    [InlineData("$.arr[1:2]", "[20]")]
    [InlineData("$.arr[0:3:2]", "[10,20,30]")]
    [InlineData("$..z", "[2]")]
    [InlineData("$..t", "[[1,2],[],[3]]")]
    [InlineData("$.items[*].p", """[1,2,"2",null]""")]
    [InlineData("$.items[*].none", "[]")]
    [InlineData("$.items[?(@.p == 2)].q", """["b","abc"]""")]
    [InlineData("$.items[?(@.p)].q", """["a","b","abc"]""")]
    [InlineData("$.items[?(!@.p)].q", """["d"]""")]
    [InlineData("$.items[?(@.p == null)].q", """["d"]""")]
    [InlineData("$.items[?(@.p != null)].q", """["a","b","abc"]""")]
    [InlineData("$.items[?(@.q =~ /A.*/i)].q", """["a","abc"]""")]
    [InlineData("$.items[?(@.p == 1 || @.p == 2 && @.q == 'b')].q", """["a","b"]""")]
    [InlineData("$.[?(@.a < 2)].s", """["str"]""")]
    [InlineData("$.arr[?(@ > 10)]", "[20,30]")]
    public void An_indefinite_path_gives_a_list(string path, string expected)
    {
        var expression = JsonPathExpression.Compile(path);
        Assert.False(expression.IsDefinite);
        Assert.Equal(JsonValue.Parse(expected), expression.Read(Document));
    }

    [Theory]
    [InlineData("@.q in ['a','d']", """["a","d"]""")]
    [InlineData("@.p nin [1, null]", """["b","abc"]""")]
    [InlineData("@.t subsetof [1,2,5]", """["a","b"]""")]
    [InlineData("@.t anyof [2,3]", """["a","abc"]""")]
    [InlineData("@.t noneof [1]", """["b","abc"]""")]
    [InlineData("@.t all [1,2]", """["a"]""")]
    [InlineData("@.t contains 3", """["abc"]""")]
    [InlineData("@.q contains 'b'", """["b","abc"]""")]
    [InlineData("@.t size 1", """["abc"]""")]
    [InlineData("@.q size 3", """["abc"]""")]
    [InlineData("@.t empty true", """["b"]""")]
    [InlineData("@.t empty false", """["a","abc"]""")]
    [InlineData("(@.p == 1 || @.p == 2) && @.q == 'b'", """["b"]""")]
    [InlineData("!(@.q == 'a' || @.q == 'b')", """["abc","d"]""")]
    [InlineData("@.q == \"a\"", """["a"]""")]
    [InlineData("1 < @.p", """["b","abc"]""")]
    [InlineData("@.q == 'a)b' || @.q == 'a'", """["a"]""")]
    [InlineData("@.p != 'x' && @.q == 'a'", """["a"]""")]
    public void A_filter_takes_what_later_versions_of_the_library_take(string filter, string expected) =>
        Assert.Equal(JsonValue.Parse(expected), JsonPathExpression.Compile($"$.items[?({filter})].q").Read(Document));

    [Theory]
    [InlineData("$.none", "No results for path: $['none']")]
    [InlineData("$.none.x", "Missing property in path $['none']")]
    [InlineData("$.obj.none.x", "Missing property in path $['obj']['none']")]
    [InlineData("$.a.b", "Property ['b'] not found in path $['a']")]
    [InlineData("$.arr.length()", "Property ['length()'] not found in path $['arr']")]
    [InlineData("$.arr[3]", "Index out of bounds when evaluating path $['arr'][3]")]
    [InlineData("$.arr[-1]", "Index out of bounds when evaluating path $['arr'][-1]")]
    [InlineData("$.n[0]", "The path $['n'] is null")]
    [InlineData("$.items[:2].none", "No results for path: $['items'][0]['none']")]
    public void A_miss_says_what_Jayway_says(string path, string message)
    {
        Assert.False(JsonPathExpression.Compile(path).TryRead(Document, out _, out var error));
        Assert.Equal(new JsonPathError(JsonPathErrorCode.PathNotFound, message), error);
    }

    [Theory]
    [InlineData("$.obj[0].x", "Filter: [0]['x'] can only be applied to arrays. Current context is: {x=1, y={z=2}}")]
    [InlineData("$.s[?(@.x)]", "Filter: [?] can not be applied to primitives. Current context is: str")]
    [InlineData("$['obj', 'a'].x", "Multi properties can only be used as path leafs: $['obj', 'a']")]
    public void Asking_a_value_for_what_its_kind_has_not_is_an_invalid_path(string path, string message)
    {
        var exception = Assert.Throws<JsonPathException>(() => JsonPathExpression.Compile(path).Read(Document));
        Assert.Equal(new JsonPathError(JsonPathErrorCode.InvalidPath, message), exception.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("$.")]
    [InlineData("$.a.")]
    [InlineData("$...a")]
    [InlineData("$.a]")]
    [InlineData("$.a'b")]
    [InlineData("$['a'")]
    [InlineData("$['a")]
    [InlineData("$['a',]")]
    [InlineData("$['a'x]")]
    [InlineData("$['a']x")]
    [InlineData("$.a[1.5]")]
    [InlineData("$.a[0,]")]
    [InlineData("$.a[:]")]
    [InlineData("$.a[1:2,3]")]
    [InlineData("$.a[99999999999]")]
    [InlineData("$.a[(@.length)]")]
    [InlineData("$.a[(@.length+1)]")]
    [InlineData("$.a[?]")]
    [InlineData("$.a[?()]")]
    [InlineData("$.a[?(@.b]")]
    [InlineData("$.a[?(@.b == )]")]
    [InlineData("$.a[?(@.b == 1 &&)]")]
    [InlineData("$.a[?(@.b = 1)]")]
    [InlineData("$.a[?(@.b near 1)]")]
    [InlineData("$.a[?(@.b =~ 'x')]")]
    [InlineData("$.a[?(@.b =~ /x)]")]
    [InlineData("$.a[?(@.b =~ /(/)]")]
    [InlineData("$.a[?(@.b =~ /a)|(b/)]")]
    [InlineData("$.a[?(@.b =~ /x/q)]")]
    [InlineData("$.a[?(@.b =~ /(a)\\1/)]")]
    [InlineData("$.a[?(!@.b == 1)]")]
    [InlineData("$.a[?(@.b[?(@.c)])]")]
    [InlineData("$.a[?(1)]")]
    [InlineData("$.a[?(@.b in ['x')]")]
    public void A_text_that_is_no_path_is_refused_when_it_is_compiled(string path)
    {
        Assert.False(JsonPathExpression.TryCompile(path, JsonPathDialect.Jayway, out _, out var error));
        Assert.Equal(JsonPathErrorCode.InvalidPath, error.Code);
        Assert.NotEmpty(error.Message);
    }

    [Fact]
    public void One_path_serves_many_threads()
    {
        var expression = JsonPathExpression.Compile("$.items[?(@.p == 2 && @.q =~ /b|abc/)].q");
        Parallel.For(0, 2000, _ => Assert.Equal(2, expression.Read(Document).AsArray().Count));
    }

    [Fact]
    public void Values_leave_a_path_as_they_are_in_the_document()
    {
        var value = JsonPathExpression.Compile("$.x").Read(JsonValue.Parse("""{"x":12345678901234567890.10}"""));
        Assert.Equal("12345678901234567890.10", value.ToJson(JsonNumberStyle.Source));
    }

    [Fact]
    public void A_path_of_ten_thousand_characters_is_taken_and_a_longer_one_is_not()
    {
        var name = new string('a', JsonPathLimits.PathCharactersMax - 2);
        Assert.Equal(JsonPathErrorCode.PathNotFound, Refusal("$." + name).Code);
        Assert.Equal(JsonPathErrorCode.LimitExceeded, Refusal("$.a" + name).Code);
    }

    [Fact]
    public void A_path_has_at_most_256_steps_and_a_filter_64_levels()
    {
        Assert.Equal(JsonPathErrorCode.PathNotFound, Refusal("$.none" + string.Concat(Enumerable.Repeat(".a", 255))).Code);
        Assert.Equal(JsonPathErrorCode.LimitExceeded, Refusal("$.none" + string.Concat(Enumerable.Repeat(".a", 256))).Code);
        Assert.Equal(JsonPathErrorCode.LimitExceeded, Refusal($"$[?({new string('(', 100)}@.a{new string(')', 100)})]").Code);
        Assert.Equal(JsonPathErrorCode.LimitExceeded, Refusal($"$[?({new string('!', 100)}@.a)]").Code);
        Assert.Equal(JsonPathErrorCode.LimitExceeded, Refusal($"$[?(@.a in {new string('[', 100)})]").Code);
    }

    [Fact]
    public void A_path_that_multiplies_its_work_ends_with_an_error()
    {
        var document = Nested(30, JsonArray.From(Enumerable.Range(0, 50).Select(i => (JsonValue)i)));
        Assert.Equal(JsonPathErrorCode.LimitExceeded, Refusal("$..*..*..*..*..*", document).Code);
    }

    [Fact]
    public void A_result_that_holds_everything_many_times_ends_with_an_error()
    {
        var document = Nested(500, new string('x', 100_000));
        Assert.Equal(JsonPathErrorCode.LimitExceeded, Refusal("$..*", document).Code);
    }

    private static JsonValue Nested(int depth, JsonValue innermost) =>
        depth == 0 ? innermost : JsonValue.FromArray(Nested(depth - 1, innermost));

    private static JsonPathError Refusal(string path, JsonValue? document = null)
    {
        var compiled = JsonPathExpression.TryCompile(path, JsonPathDialect.Jayway, out var expression, out var error);
        Assert.False(compiled && expression!.TryRead(document ?? Document, out _, out error), path);
        return error!;
    }
}
