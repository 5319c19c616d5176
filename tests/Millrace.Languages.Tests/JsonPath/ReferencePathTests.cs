using Millrace.Languages.Json;
using Millrace.Languages.JsonPath;

namespace Millrace.Languages.Tests.JsonPath;

public class ReferencePathTests
{
    [Theory]
    [InlineData("$", "{\"a\":1}", "9")]
    [InlineData("$.a", "{\"a\":1,\"b\":2}", "{\"a\":9,\"b\":2}")]
    [InlineData("$.c", "{\"a\":1}", "{\"a\":1,\"c\":9}")]
    [InlineData("$.c.d.e", "{\"a\":1}", "{\"a\":1,\"c\":{\"d\":{\"e\":9}}}")]
    [InlineData("$.a.c", "{\"a\":{\"b\":1}}", "{\"a\":{\"b\":1,\"c\":9}}")]
    [InlineData("$['a b'].c", "{}", "{\"a b\":{\"c\":9}}")]
    [InlineData("$.a[1]", "{\"a\":[1,2]}", "{\"a\":[1,9]}")]
    [InlineData("$.a[0].b", "{\"a\":[{\"c\":1}]}", "{\"a\":[{\"c\":1,\"b\":9}]}")]
    [InlineData("$[0]", "[1,2]", "[9,2]")]
    [InlineData("$.delivery-partner", "{}", "{\"delivery-partner\":9}")]
    public void A_value_is_set_and_missing_objects_are_made_on_the_way(string path, string document, string expected)
    {
        Assert.True(ReferencePath.Parse(path).TrySet(JsonValue.Parse(document), 9, out var result, out _));
        Assert.Equal(expected, result.ToJson());
    }

    [Theory]
    [InlineData("$.a", "\"input1\"", "Unable to apply ReferencePath $.a to input \"input1\"")]
    [InlineData("$.a", "[1]", "Unable to apply ReferencePath $.a to input [1]")]
    [InlineData("$.a.b", "{\"a\":1}", "Unable to apply ReferencePath $.a.b to input {\"a\":1}")]
    [InlineData("$.a[2]", "{\"a\":[1,2]}", "Unable to apply ReferencePath $.a[2] to input {\"a\":[1,2]}")]
    [InlineData("$.a[0]", "{}", "Unable to apply ReferencePath $.a[0] to input {}")]
    [InlineData("$.a[0]", "{\"a\":{\"0\":1}}", "Unable to apply ReferencePath $.a[0] to input {\"a\":{\"0\":1}}")]
    public void What_cannot_hold_the_value_is_a_conflict(string path, string document, string message)
    {
        Assert.False(ReferencePath.Parse(path).TrySet(JsonValue.Parse(document), 9, out _, out var error));
        Assert.Equal(new JsonPathError(JsonPathErrorCode.ReferencePathConflict, message), error);
    }

    [Fact]
    public void The_document_stays_as_it_was()
    {
        var document = JsonValue.Parse("""{"a":{"b":[1]}}""");
        ReferencePath.Parse("$.a.b[0]").TrySet(document, 2, out _, out _);
        Assert.Equal("""{"a":{"b":[1]}}""", document.ToJson());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("$$.a")]
    [InlineData("$a")]
    [InlineData("$.")]
    [InlineData("$..a")]
    [InlineData("$.a..b")]
    [InlineData("$.*")]
    [InlineData("$[*]")]
    [InlineData("$.a[-1]")]
    [InlineData("$.a[0,1]")]
    [InlineData("$.a[0:1]")]
    [InlineData("$['a','b']")]
    [InlineData("$.a[?(@.b)]")]
    [InlineData("$.a.length()")]
    [InlineData("$.a b")]
    [InlineData("$.a[0")]
    [InlineData("$['a")]
    [InlineData("$.a]")]
    [InlineData("$.a[99999999999]")]
    public void A_path_that_could_lead_to_several_places_or_none_is_no_reference_path(string path)
    {
        Assert.False(ReferencePath.TryParse(path, out _, out var error));
        Assert.Equal(JsonPathErrorCode.InvalidPath, error.Code);
    }

    [Fact]
    public void A_reference_path_has_at_most_256_steps()
    {
        Assert.True(ReferencePath.TryParse("$" + string.Concat(Enumerable.Repeat(".a", 256)), out _, out _));
        Assert.False(ReferencePath.TryParse("$" + string.Concat(Enumerable.Repeat(".a", 257)), out _, out var error));
        Assert.Equal(JsonPathErrorCode.LimitExceeded, error.Code);
    }
}
