using System.Diagnostics;
using System.Text;
using Millrace.Languages.Json;
using Millrace.Languages.Jsonata;
using Millrace.Languages.Tests.JsonPath;

namespace Millrace.Languages.Tests.Jsonata;

/// <summary>Expressions nobody would write: they have a result or a numbered error, within their caps, and nothing else happens.</summary>
public class JsonataFuzzTests
{
    private const string Alphabet = "$@.[]()'\"*?,:-=!<>~&|/\\^#%{}; `01ab_eimw\0é\uD800\n";

    // A step makes a few dozen bytes; what is made at once and then charged comes on top.
    private const long BytesMax = 100_000_000;

    // A regular expression may take one, and the machine may be busy.
    private const int SecondsMax = 20;

    private static readonly JsonataOptions Caps = new() { StepsMax = 100_000, ResultBytesMax = 1_000_000 };

    private static readonly string[] Words =
    [
        .. JsonataLibrary.StepFunctions.Names.Select(name => $"${name}("),
        .. "$ $$ $x a b ** * % .. ~> := ?? ?: != <= >= and or in function( function($x){ /a+/ /(?=a)/i 'a' \"b\" 0 1 -1 1e9 1.5 true null".Split(
            ' '
        ),
        .. "( ) [ ] { } , ; : ? . = < > + - / & | ^( @$x #$x ){ []".Split(' '),
    ];

    private static readonly JsonValue Document = JsonValue.Parse(
        """{"a":[1,"b",{"a":[[],{}],"b":null}],"b":{"a":"aaaa","b":[true,-0.5,1e300]}}"""
    );

    [Fact]
    public void Random_characters_have_a_result_or_an_error()
    {
        var random = new Random(Seeds.Next(1));
        OnSmallStack(() =>
        {
            for (var i = 0; i < 30_000; i++)
            {
                var text = new StringBuilder();
                for (var length = random.Next(24); length > 0; length--)
                {
                    text.Append(Alphabet[random.Next(Alphabet.Length)]);
                }

                Evaluate(text.ToString(), Document);
            }
        });
    }

    [Fact]
    public void Random_words_of_the_language_have_a_result_or_an_error()
    {
        var random = new Random(Seeds.Next(2));
        OnSmallStack(() =>
        {
            for (var i = 0; i < 30_000; i++)
            {
                var text = new StringBuilder();
                for (var length = random.Next(12); length > 0; length--)
                {
                    text.Append(Words[random.Next(Words.Length)]);
                }

                Evaluate(text.ToString(), Document);
            }
        });
    }

    [Fact]
    public void Mutated_expressions_of_the_reference_suite_have_a_result_or_an_error()
    {
        Assert.SkipWhen(ConformanceSuite.Folder is null, "No JSONata cases beside the checkout (set MILLRACE_CONFORMANCE).");
        var random = new Random(Seeds.Next(3));
        var cases = ConformanceSuite.Read();
        OnSmallStack(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                var each = cases[random.Next(cases.Count)];
                Evaluate(Mutate(each.Text, cases[random.Next(cases.Count)].Text, random), each.Input);
            }
        });
    }

    [Theory]
    [InlineData("", "(", "1")]
    [InlineData("", "[", "")]
    [InlineData("1", "+1", "")]
    [InlineData("a", ".a", "")]
    [InlineData("a", "[0]", "")]
    [InlineData("a", "^(a)", "")]
    [InlineData("a", "#$i", "")]
    [InlineData("$", ".%", "")]
    [InlineData("[", "1,", "1]")]
    [InlineData("$sum(", "1,", "1)")]
    [InlineData("$zip(", "1,", "1)")]
    [InlineData("(", "1;", "1)")]
    [InlineData("(", "$a:=1;", "$a)")]
    [InlineData("{", "'a':1,", "'a':1}")]
    [InlineData("'", "\\n", "'")]
    [InlineData("/", "(a|", "/")]
    [InlineData("/", "(a*)*", "/")]
    [InlineData("/", "[", "]/")]
    [InlineData("/* ", "*", " */ 1")]
    [InlineData("$x", "~>$x", "")]
    [InlineData("1", "?1:1", "")]
    [InlineData("function($a)<", "n?", ">{1}")]
    [InlineData("function($a)<", "(", ">{1}")]
    [InlineData("function(", "$a,", "$a){1}()")]
    [InlineData("$formatNumber(1,'", "0,", "0')")]
    [InlineData("$fromMillis(1,'", "[Y]", "')")]
    [InlineData("$number('0x", "f", "')")]
    [InlineData("$number('", "1", ".')")]
    [InlineData("$toMillis('", "1", "')")]
    [InlineData("$base64decode('", "QQ", "')")]
    [InlineData("$eval(", "'$eval('&", "'')")]
    public void Huge_expressions_have_a_result_or_an_error(string start, string middle, string end) =>
        OnSmallStack(() =>
        {
            foreach (var times in new[] { 100, 1000, 100_000 })
            {
                Evaluate(start + string.Concat(Enumerable.Repeat(middle, times)) + end, Document);
            }
        });

    [Theory]
    [InlineData("**")]
    [InlineData("a.a.a")]
    [InlineData("$string($)")]
    [InlineData("$ = $parse($string($))")]
    [InlineData("$clone($)")]
    [InlineData("$distinct([$, $])")]
    [InlineData("$ ~> |**|{'b': 1}|")]
    [InlineData("$keys($)")]
    [InlineData("*.*.*")]
    public void A_document_as_deep_as_any_has_a_result_or_an_error(string expression)
    {
        var arrays = JsonValue.Parse(new string('[', 1000) + new string(']', 1000));
        var objects = JsonValue.Parse(string.Concat(Enumerable.Repeat("""{"a":""", 999)) + "1" + new string('}', 999));
        OnSmallStack(() =>
        {
            Evaluate(expression, arrays);
            Evaluate(expression, objects);
        });
    }

    private static string Mutate(string text, string other, Random random)
    {
        for (var edits = 1 + random.Next(4); edits > 0 && text.Length > 0; edits--)
        {
            var (at, length) = (random.Next(text.Length), random.Next(8));
            var from = random.Next(other.Length + 1);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, Math.Min(length, text.Length - at)),
                1 => text.Insert(at, Alphabet[random.Next(Alphabet.Length)].ToString()),
                2 => text.Insert(at, Words[random.Next(Words.Length)]),
                _ => text.Insert(at, other.Substring(from, Math.Min(length * 3, other.Length - from))),
            };
        }

        return text;
    }

    private static void Evaluate(string text, JsonValue input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        try
        {
            var options = Caps with { Library = text.Length % 2 == 0 ? JsonataLibrary.StepFunctions : JsonataLibrary.Reference };
            Assert.NotEmpty(JsonataExpression.Compile(text).Evaluate(input, options).ToJson());
        }
        catch (JsonataException error)
        {
            Assert.Matches("^[STDU][0-9]{4}$", error.Code);
            Assert.NotEmpty(error.Message);
        }
        catch (JsonFormatException)
        {
            // The result is too deep to be written on what there is of a stack.
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Assert.True(
            allocated < BytesMax && seconds < SecondsMax,
            $"{allocated} bytes and {seconds} seconds for {text[..Math.Min(text.Length, 200)]}"
        );
    }

    /// <summary>Where a recursion without a check would end the process; what fails there fails here.</summary>
    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception error)
                {
                    failure = error;
                }
            },
            maxStackSize: 512 * 1024
        );
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
