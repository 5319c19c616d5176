using Millrace.Languages.Json;
using Millrace.Languages.JsonPath;
using Millrace.Languages.StatesLanguage.Intrinsics;

namespace Millrace.Languages.Tests.JsonPath;

public class RecordedPathsTests
{
    private const string NoData = "No conformance data beside the checkout (set MILLRACE_CONFORMANCE).";

    [Fact]
    public void Every_path_of_the_recorded_definitions_compiles()
    {
        Assert.SkipWhen(Templates.Folder is null, NoData);

        var paths = Templates
            .Strings()
            .Where(entry => entry.Text.StartsWith('$'))
            .Select(entry => entry.Text)
            .Distinct()
            .ToList();
        Assert.True(paths.Count > 100, $"Only {paths.Count} paths were found.");
        Assert.All(paths, path => Assert.Equal(path, StatesPath.Parse(path).Text));
    }

    [Fact]
    public void Every_ResultPath_of_the_recorded_definitions_is_a_reference_path()
    {
        Assert.SkipWhen(Templates.Folder is null, NoData);

        var paths = Templates
            .Strings()
            .Where(entry => entry.Member == "ResultPath")
            .Select(entry => entry.Text)
            .Distinct()
            .ToList();
        Assert.True(paths.Count > 20, $"Only {paths.Count} paths were found.");
        Assert.All(
            paths,
            path =>
            {
                Assert.True(ReferencePath.Parse(path).TrySet(JsonObject.Empty, "result", out var document, out _));
                Assert.Equal("result", JsonPathExpression.Compile(path, JsonPathDialect.StepFunctions).Read(document));
            }
        );
    }

    [Theory]
    [InlineData("$.NoSuchInputPath", "Invalid path '$.NoSuchInputPath' : No results for path: $['NoSuchInputPath']")]
    [InlineData("$.no.such.result.path", "Invalid path '$.no.such.result.path' : Missing property in path $['no']")]
    public void A_miss_has_the_text_of_the_recorded_execution(string path, string recorded)
    {
        Assert.SkipWhen(Templates.Folder is null, NoData);

        var snapshots = Directory.EnumerateFiles(Path.Combine(Templates.Folder!, ".."), "*.snapshot.json");
        Assert.Contains(snapshots, file => File.ReadAllText(file).Contains(recorded));

        Assert.False(
            JsonPathExpression.Compile(path, JsonPathDialect.StepFunctions).TryRead(JsonObject.Empty, out _, out var error)
        );
        Assert.Equal(recorded, $"Invalid path '{path}' : {error.Message}");
    }

    // The definition is pass_result_regex_json_path.json5; the documents are ours.
    [Theory]
    [InlineData("$.users[?(@.status == 0)]", """{"users":[{"status":0},{"status":1},{}]}""", """[{"status":0}]""")]
    [InlineData("$[?(@.year <= 1999)]", """[{"year":1999},{"year":2000}]""", """[{"year":1999}]""")]
    [InlineData("$.[?(@.year < 1999)].name", """[{"year":1998,"name":"a"},{"year":1999,"name":"b"}]""", """["a"]""")]
    public void The_filters_of_the_recorded_definitions_choose(string path, string document, string expected) =>
        Assert.Equal(
            JsonValue.Parse(expected),
            JsonPathExpression.Compile(path, JsonPathDialect.StepFunctions).Read(JsonValue.Parse(document))
        );
}
