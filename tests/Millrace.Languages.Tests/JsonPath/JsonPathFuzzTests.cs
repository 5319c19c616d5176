using System.Text;
using Millrace.Languages.Json;
using Millrace.Languages.JsonPath;

namespace Millrace.Languages.Tests.JsonPath;

public class JsonPathFuzzTests
{
    private const string Alphabet = "$@.[]()'\"*?,:-=!<>~&|/\\ 01ab\0é\uD800";

    [Fact]
    public void Random_texts_are_taken_or_refused_and_nothing_else_happens()
    {
        var random = new Random(Seeds.Next(1));
        var document = new GeneratedPairs(1).Document();
        for (var i = 0; i < 40_000; i++)
        {
            var text = new StringBuilder("$");
            for (var length = random.Next(24); length > 0; length--)
            {
                text.Append(Alphabet[random.Next(Alphabet.Length)]);
            }

            ReadAll(text.ToString(), document);
        }
    }

    [Fact]
    public void Mutated_paths_are_taken_or_refused_and_nothing_else_happens()
    {
        var seed = Seeds.Next(2);
        var (random, generated) = (new Random(seed), new GeneratedPairs(seed));
        for (var i = 0; i < 10_000; i++)
        {
            var path = generated.Path();
            for (var edits = 1 + random.Next(3); edits > 0 && path.Length > 0; edits--)
            {
                var at = random.Next(path.Length);
                path = random.Next(3) switch
                {
                    0 => path.Remove(at, 1),
                    1 => path.Insert(at, Alphabet[random.Next(Alphabet.Length)].ToString()),
                    _ => path[at..] + path[..at],
                };
            }

            ReadAll(path, generated.Document());
        }
    }

    [Theory]
    [InlineData("$", "[", "")]
    [InlineData("$", ".", "")]
    [InlineData("$", "..", "a")]
    [InlineData("$", "['a']", "")]
    [InlineData("$[?(", "(", "")]
    [InlineData("$[?(", "!", "@.a)]")]
    [InlineData("$[?(@.a in ", "[", "")]
    [InlineData("$[?(@.a", " || @.a", ")]")]
    [InlineData("$[?(@.a =~ /", "(a*)*", "/)]")]
    [InlineData("$[?(@.a =~ /", "(", "/)]")]
    [InlineData("$['", "\\'", "']")]
    [InlineData("$[", "1,", "1]")]
    public void Huge_paths_are_taken_or_refused_and_nothing_else_happens(string start, string middle, string end)
    {
        foreach (var times in new[] { 100, 1000, 100_000 })
        {
            ReadAll(
                start + string.Concat(Enumerable.Repeat(middle, times)) + end,
                JsonValue.Parse("""{"a":"aaaaaaaaaaaaaaaaaaaaaaaa!"}""")
            );
        }
    }

    [Fact]
    public void Documents_as_deep_as_any_are_read_on_a_small_stack()
    {
        var document = JsonValue.Parse(new string('[', 1000) + new string(']', 1000));
        var thread = new Thread(
            () =>
            {
                foreach (
                    var path in new[]
                    {
                        "$..*",
                        "$..[0]",
                        "$..[?(@)]",
                        "$" + string.Concat(Enumerable.Repeat("[0]", 256)),
                        "$..*..*",
                    }
                )
                {
                    ReadAll(path, document);
                }
            },
            maxStackSize: 256 * 1024
        );
        thread.Start();
        thread.Join();
    }

    private static void ReadAll(string path, JsonValue document)
    {
        foreach (var dialect in new[] { JsonPathDialect.Jayway, JsonPathDialect.EventBridge })
        {
            if (!JsonPathExpression.TryCompile(path, dialect, out var expression, out var error))
            {
                Assert.NotEmpty(error.Message);
            }
            else if (expression.TryRead(document, out var value, out error))
            {
                Assert.True(expression.IsDefinite || value.IsArray, path);
            }
            else
            {
                Assert.NotEmpty(error.Message);
            }
        }

        if (ReferencePath.TryParse(path, out var reference, out _) && reference.TrySet(document, 1, out var result, out _))
        {
            Assert.Equal(1, JsonPathExpression.Compile(path).Read(result));
        }
    }
}
