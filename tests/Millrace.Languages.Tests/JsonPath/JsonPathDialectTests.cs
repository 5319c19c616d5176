using Millrace.Languages.Json;
using Millrace.Languages.JsonPath;

namespace Millrace.Languages.Tests.JsonPath;

public class JsonPathDialectTests
{
    private static readonly JsonValue Event = JsonValue.Parse(
        """{"detail":{"instance-id":"i-1","n":[1,2,{"x":3}],"u_v":true},"detail-type":"State"}"""
    );

    [Theory]
    [InlineData("$", """{"detail":{"instance-id":"i-1","n":[1,2,{"x":3}],"u_v":true},"detail-type":"State"}""")]
    [InlineData("$.detail-type", "\"State\"")]
    [InlineData("$.detail.instance-id", "\"i-1\"")]
    [InlineData("$.detail.u_v", "true")]
    [InlineData("$.detail.n[1]", "2")]
    [InlineData("$.detail.n[2].x", "3")]
    [InlineData("$.detail.n[*].x", "[3]")]
    public void EventBridge_takes_names_positions_and_wildcards(string path, string expected) =>
        Assert.Equal(JsonValue.Parse(expected), JsonPathExpression.Compile(path, JsonPathDialect.EventBridge).Read(Event));

    [Theory]
    [InlineData("detail")]
    [InlineData("@.detail")]
    [InlineData("$['detail']")]
    [InlineData("$..n")]
    [InlineData("$.detail.n[0,1]")]
    [InlineData("$.detail.n[0:1]")]
    [InlineData("$.detail.n[-1]")]
    [InlineData("$.detail.n[(@.length-1)]")]
    [InlineData("$.detail.n[?(@.x)]")]
    [InlineData("$.detail.a/b")]
    [InlineData("$.détail")]
    public void EventBridge_takes_nothing_else(string path)
    {
        Assert.False(JsonPathExpression.TryCompile(path, JsonPathDialect.EventBridge, out _, out var error));
        Assert.Equal(JsonPathErrorCode.InvalidPath, error.Code);
    }

    [Fact]
    public void EventBridge_takes_256_characters()
    {
        Assert.True(JsonPathExpression.TryCompile("$." + new string('a', 254), JsonPathDialect.EventBridge, out _, out _));
        Assert.False(
            JsonPathExpression.TryCompile("$." + new string('a', 255), JsonPathDialect.EventBridge, out _, out var error)
        );
        Assert.Equal(JsonPathErrorCode.LimitExceeded, error.Code);
    }

    [Fact]
    public void Pipes_take_slashes_in_names_too() =>
        Assert.True(JsonPathExpression.Compile("$.a/b", JsonPathDialect.Pipes).Read(JsonValue.Parse("""{"a/b":true}""")).IsTrue);

    [Theory]
    [InlineData("$.none.x")]
    [InlineData("$.detail.n[9]")]
    [InlineData("$.detail.n.x")]
    public void A_path_of_an_event_or_a_request_that_leads_nowhere_is_undefined(string path)
    {
        Assert.True(JsonPathExpression.Compile(path, JsonPathDialect.EventBridge).Read(Event).IsUndefined);
        Assert.True(JsonPathExpression.Compile(path, JsonPathDialect.ApiGateway).Read(Event).IsUndefined);
    }

    [Fact]
    public void A_list_of_a_request_that_leads_nowhere_is_empty() =>
        Assert.Equal(JsonArray.Empty, JsonPathExpression.Compile("$..n.x", JsonPathDialect.ApiGateway).Read(Event));

    [Fact]
    public void Step_Functions_wants_the_root_and_Jayway_does_not()
    {
        Assert.False(JsonPathExpression.TryCompile("detail.n[0]", JsonPathDialect.StepFunctions, out _, out var error));
        Assert.Equal("Invalid path detail.n[0]", error.Message);
        Assert.Equal(1, JsonPathExpression.Compile("detail.n[0]").Read(Event));
    }
}
