using System.Text;
using Millrace.Languages.Json;

namespace Millrace.Languages.Tests.Json;

public class JsonFuzzTests
{
    private const string Alphabet = "[]{}\",:0123456789.eE+-\\untrfals \n\u00e9";

    [Fact]
    public void Any_text_is_either_read_and_written_back_or_refused_with_a_place_inside_it()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var sample = """{"a":[1,2.5e3,-0,"x\u00e9\n",null,true,{"b":{}}],"c":[[],[[]]]}""";
        for (var i = 0; i < 20_000; i++)
        {
            var text = Mutated(i % 2 == 0 ? sample : Random(random), random);
            try
            {
                var value = JsonValue.Parse(text);
                Assert.True(value == JsonValue.Parse(value.ToJson(JsonNumberStyle.Source)), $"seed {seed}: {text}");
            }
            catch (JsonFormatException error)
            {
                Assert.True(error.Offset >= 0 && error.Offset <= Encoding.UTF8.GetByteCount(text), $"seed {seed}: {text}");
            }
        }
    }

    private static string Random(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(12); i >= 0; i--)
        {
            text.Append(Alphabet[random.Next(Alphabet.Length)]);
        }

        return text.ToString();
    }

    private static string Mutated(string text, Random random)
    {
        var copy = new StringBuilder(text);
        for (var i = random.Next(4); i > 0; i--)
        {
            copy[random.Next(copy.Length)] = Alphabet[random.Next(Alphabet.Length)];
        }

        return copy.ToString();
    }
}
