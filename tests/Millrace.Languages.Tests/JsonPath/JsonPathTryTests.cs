using Millrace.Languages.JsonPath;

namespace Millrace.Languages.Tests.JsonPath;

public class JsonPathTryTests
{
    [Theory]
    [InlineData("""{"path":"$.a","data":{"a":1.50}}""", """{"result":1.50}""")]
    [InlineData("""{"path":"$..a","data":{"a":null}}""", """{"result":[null]}""")]
    [InlineData("""{"path":"$.a","data":{}}""", """{"error":"PathNotFound","message":"No results for path: $['a']"}""")]
    [InlineData("""{"path":"$a","data":{}}""", """{"error":"InvalidPath","message":"Invalid path $a"}""")]
    [InlineData("""{"path":"$.a","data":{},"dialect":"EventBridge"}""", """{"undefined":true}""")]
    [InlineData("""{"path":"a","data":{},"dialect":"StepFunctions"}""", """{"error":"InvalidPath","message":"Invalid path a"}""")]
    public void A_line_is_answered_with_a_line(string line, string answer) => Assert.Equal(answer, JsonPathTry.Answer(line));

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"path":1,"data":{}}""")]
    [InlineData("""{"path":"$.a"}""")]
    [InlineData("""{"path":"$.a","data":{},"dialect":"XPath"}""")]
    [InlineData("""{"path":"$.a","data":{}} more""")]
    public void A_line_that_is_not_of_the_form_is_answered_too(string line) =>
        Assert.StartsWith("""{"error":"MalformedLine","message":""", JsonPathTry.Answer(line));

    [Fact]
    public void A_document_nested_too_deep_is_answered_too() =>
        Assert.StartsWith(
            """{"error":"MalformedLine","message":""",
            JsonPathTry.Answer($$"""{"path":"$","data":{{new string('[', 5000)}}{{new string(']', 5000)}}}""")
        );
}
