using Millrace.Languages.Json;
using Millrace.Languages.JsonPath;

namespace Millrace.Languages.Tests.JsonPath;

public class JaywayOracleTests
{
    private const int GeneratedPairsCount = 4000;
    private const int JudgedPairsMin = 3000;

    // Paths that Jayway judges to be none. Many more it trips over, and there is no text to agree on.
    private static readonly string[] Malformed =
    [
        "$a",
        "$ .a",
        "$.a b",
        "$. a",
        "$['a'] .b",
        "$..",
        "$.a..",
        "$.a[x]",
        "$.a[]",
        "$.a[",
        "$..[a]",
        "$.a[(@.foo-1)]",
        "$.a[?@.p]",
        "$.a[?(@.t[*] == 1)]",
        "$.a[?(@..i)]",
        "$.a[?(@.*)]",
    ];

    [Fact]
    public void Generated_and_malformed_paths_are_answered_as_Jayway_answers_them_down_to_the_texts_of_errors()
    {
        Assert.SkipWhen(JaywayOracle.Missing is not null, JaywayOracle.Missing ?? "");

        var generated = new GeneratedPairs(Seeds.Next(20261121));
        var pairs = Enumerable
            .Range(0, GeneratedPairsCount)
            .Select(_ => (Path: generated.Path(), Data: generated.Document()))
            .Concat(Malformed.Select(path => (Path: path, Data: generated.Document())))
            .ToList();
        var answers = JaywayOracle.Answer(pairs);
        Assert.Equal(pairs.Count, answers.Count);

        var (judged, wrong) = (0, new List<string>());
        foreach (var (pair, theirs) in pairs.Zip(answers))
        {
            // Where Jayway ends with an exception of Java itself, it has not judged the path and there is nothing to agree on.
            if (theirs["internal"].IsTrue)
            {
                continue;
            }

            judged++;
            var (expected, ours) = (Comparable(theirs), Answer(pair.Path, pair.Data));
            if (ours != expected)
            {
                wrong.Add($"{pair.Path}  on  {pair.Data}\n  ours    {ours}\n  Jayway  {expected}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {judged} differ:\n{string.Join('\n', wrong.Take(12))}");
        Assert.True(judged >= JudgedPairsMin, $"Only {judged} pairs were judged.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{judged} pairs agree.");
    }

    private static JsonValue Comparable(JsonValue theirs) =>
        theirs["error"].IsUndefined
            ? JsonObject.Of(("definite", theirs["definite"]), ("result", theirs["result"]))
            : JsonObject.Of(("error", theirs["error"].AsString().Replace("Exception", "")), ("message", theirs["message"]));

    private static JsonValue Answer(string path, JsonValue data)
    {
        if (!JsonPathExpression.TryCompile(path, JsonPathDialect.Jayway, out var expression, out var error))
        {
            return Refused(error);
        }

        return expression.TryRead(data, out var result, out error)
            ? JsonObject.Of(("definite", expression.IsDefinite), ("result", result))
            : Refused(error);
    }

    private static JsonValue Refused(JsonPathError error) =>
        JsonObject.Of(("error", error.Code.ToString()), ("message", error.Message));
}
