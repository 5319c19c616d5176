using System.Buffers;
using System.Text;
using Millrace.Languages.Json;

namespace Millrace.Languages.Tests.Json;

public class JsonValueTests
{
    [Fact]
    public void The_default_value_is_undefined()
    {
        Assert.True(default(JsonValue).IsUndefined);
        Assert.Equal(JsonKind.Undefined, default(JsonValue).Kind);
        Assert.False(JsonValue.Null.IsUndefined);
    }

    [Theory]
    [InlineData("null", JsonKind.Null)]
    [InlineData("true", JsonKind.Boolean)]
    [InlineData("-0.5", JsonKind.Number)]
    [InlineData("\"x\"", JsonKind.String)]
    [InlineData("[1]", JsonKind.Array)]
    [InlineData("{}", JsonKind.Object)]
    public void Every_kind_reads_as_what_it_is(string text, JsonKind kind)
    {
        Assert.Equal(kind, JsonValue.Parse(text).Kind);
        Assert.Equal(text, JsonValue.Parse(text).ToJson());
    }

    [Theory]
    [InlineData("1.0", "1", "1.0", "1.0")]
    [InlineData("1e3", "1000", "1e3", "1000.0")]
    [InlineData("1E21", "1e+21", "1E21", "1.0E21")]
    [InlineData("-0", "0", "-0", "-0")]
    [InlineData("0.10", "0.1", "0.10", "0.1")]
    [InlineData("1e-7", "1e-7", "1e-7", "1.0E-7")]
    [InlineData("0.000001", "0.000001", "0.000001", "1.0E-6")]
    [InlineData("12345678901234567890123", "1.2345678901234568e+22", "12345678901234567890123", "12345678901234567890123")]
    [InlineData("9007199254740993", "9007199254740992", "9007199254740993", "9007199254740993")]
    [InlineData("123456789.5", "123456789.5", "123456789.5", "1.234567895E8")]
    [InlineData("1e400", "null", "1e400", "null")]
    public void A_number_is_written_as_the_style_asks(string text, string javaScript, string source, string java)
    {
        var value = JsonValue.Parse(text);
        Assert.Equal(javaScript, value.ToJson());
        Assert.Equal(source, value.ToJson(JsonNumberStyle.Source));
        Assert.Equal(java, value.ToJson(JsonNumberStyle.Java));
    }

    [Fact]
    public void A_computed_whole_number_is_an_integer_to_Java_and_a_long_one_stays_exact()
    {
        Assert.Equal("3", JsonValue.FromNumber(3.0).ToJson(JsonNumberStyle.Java));
        Assert.Equal("3.5", JsonValue.FromNumber(3.5).ToJson(JsonNumberStyle.Java));
        Assert.Equal("9223372036854775807", JsonValue.FromNumber(long.MaxValue).ToJson(JsonNumberStyle.Source));
        Assert.True(JsonValue.FromNumber(long.MaxValue).TryGetInt64(out var value));
        Assert.Equal(long.MaxValue, value);
    }

    [Fact]
    public void A_repeated_member_keeps_its_first_place_and_its_last_value()
    {
        Assert.Equal("""{"a":3,"b":2}""", JsonValue.Parse("""{"a":1,"b":2,"a":3}""").ToJson());
    }

    [Fact]
    public void Objects_with_many_members_find_each_of_them()
    {
        var builder = new JsonObjectBuilder();
        for (var i = 0; i < 100; i++)
        {
            builder.Set($"name{i}", i);
            builder.Set($"name{i}", i + 1);
        }

        var members = builder.Build();
        Assert.Equal(100, members.Count);
        Assert.Equal(100, members["name99"].AsNumber());
        Assert.True(members["name100"].IsUndefined);
        Assert.Equal(99, members.Without("name5").Count);
        Assert.Equal("x", members.With("name5", "x")["name5"].AsString());
        Assert.Equal(6, members["name5"].AsNumber());
    }

    [Fact]
    public void Equality_is_deep_and_does_not_mind_the_order_of_members()
    {
        var left = JsonValue.Parse("""{"a":[1,{"x":null}],"b":1.0}""");
        var right = JsonValue.Parse("""{"b":1,"a":[1,{"x":null}]}""");
        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.NotEqual(left, JsonValue.Parse("""{"b":1,"a":[1,{"y":null}]}"""));
        Assert.NotEqual(JsonValue.Undefined, JsonValue.Null);
    }

    [Fact]
    public void Text_is_escaped_no_more_than_needed()
    {
        var text = "é/<\"\\\b\f\n\r\t\u0001😀\ud800";
        Assert.Equal("\"é/<\\\"\\\\\\b\\f\\n\\r\\t\\u0001😀\\ud800\"", JsonValue.FromString(text).ToJson());
        Assert.Equal(text, JsonValue.Parse(JsonValue.FromString(text).ToJson()).AsString());
    }

    [Fact]
    public void Bytes_and_text_are_the_same_also_when_they_are_long()
    {
        var value = JsonValue.FromArray(JsonArray.From(Enumerable.Range(0, 20_000).Select(i => (JsonValue)$"é{i}😀")));
        var output = new ArrayBufferWriter<byte>();
        value.WriteTo(output);
        Assert.Equal(value.ToJson(), Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal(value, JsonValue.Parse(output.WrittenSpan));
    }

    [Theory]
    [InlineData("", 0, 1, 1)]
    [InlineData("[1,]", 3, 1, 4)]
    [InlineData("{\"a\":1,\n  b:2}", 10, 2, 3)]
    [InlineData("01", 1, 1, 2)]
    [InlineData("1.", 2, 1, 3)]
    [InlineData("\"\\x\"", 1, 1, 2)]
    [InlineData("\"\\u12g4\"", 3, 1, 4)]
    [InlineData("\"a", 2, 1, 3)]
    [InlineData("nul", 0, 1, 1)]
    [InlineData("1 2", 2, 1, 3)]
    [InlineData("\"\u0001\"", 1, 1, 2)]
    public void A_text_that_is_not_JSON_is_refused_with_its_place(string text, int offset, int line, int column)
    {
        var error = Assert.Throws<JsonFormatException>(() => JsonValue.Parse(text));
        Assert.Equal((offset, line, column), (error.Offset, error.Line, error.Column));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused()
    {
        Assert.Throws<JsonFormatException>(() => JsonValue.Parse([(byte)'"', 0xFF, (byte)'"']));
    }

    [Fact]
    public void Depth_and_numbers_are_capped_when_reading_and_when_writing()
    {
        var deep = new string('[', 1000) + new string(']', 1000);
        var value = JsonValue.Parse(deep);
        Assert.Equal(deep, value.ToJson());
        Assert.Throws<JsonFormatException>(() => JsonValue.Parse("[" + deep + "]"));
        Assert.Throws<JsonFormatException>(() => JsonValue.FromArray(value).ToJson());
        Assert.Throws<JsonFormatException>(() => JsonValue.Parse(new string('[', 10_000_000)));
        Assert.Throws<JsonFormatException>(() => JsonValue.Parse(new string('1', 1001)));
    }

    [Fact]
    public void Undefined_and_functions_are_written_as_JavaScript_would()
    {
        var function = JsonValue.FromFunction(new object());
        Assert.Equal("[null,null]", JsonValue.FromArray(function, JsonValue.Undefined).ToJson());
        Assert.Equal("""{"b":1}""", JsonValue.FromObject(JsonObject.Of(("a", function), ("b", 1))).ToJson());
    }
}
