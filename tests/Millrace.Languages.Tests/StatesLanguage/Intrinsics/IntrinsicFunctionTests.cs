using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage.Intrinsics;

namespace Millrace.Languages.Tests.StatesLanguage.Intrinsics;

public class IntrinsicFunctionTests
{
    [Theory]
    [InlineData("States.ArrayPartition($, 4)", "[1,2,3,4,5,6,7,8,9]", "[[1,2,3,4],[5,6,7,8],[9]]")]
    [InlineData("States.ArrayPartition($, 2147483647)", "[1,2]", "[[1,2]]")]
    [InlineData("States.ArrayPartition($, 2.6)", "[1,2,3]", "[[1,2],[3]]")]
    [InlineData("States.ArrayPartition($, 3)", "[]", "[]")]
    [InlineData("States.ArrayContains($, 2)", "[1,2]", "true")]
    [InlineData("States.ArrayContains($, 3)", "[1,2]", "false")]
    [InlineData("States.ArrayContains($, null)", "[1,null]", "true")]
    [InlineData("States.ArrayContains($, null)", "[1,\"null\"]", "false")]
    [InlineData("States.ArrayContains($, true)", "[\"true\"]", "true")]
    [InlineData("States.ArrayContains($, false)", "[0]", "false")]
    [InlineData("States.ArrayContains($.l, $.o)", """{"l":[{"a":1,"b":2}],"o":{"b":2,"a":1}}""", "false")]
    [InlineData("States.ArrayContains($.l, $.o)", """{"l":[[0,1,false]],"o":[0,1,false]}""", "true")]
    [InlineData("States.ArrayRange(1, 9, 2)", "{}", "[1,3,5,7,9]")]
    [InlineData("States.ArrayRange(5, 1, -2)", "{}", "[5,3,1]")]
    [InlineData("States.ArrayRange(3, 3, -1)", "{}", "[3]")]
    [InlineData("States.ArrayRange(5, 1, 1)", "{}", "[]")]
    [InlineData("States.ArrayRange(1.6, 1.4, 1)", "{}", "[1]")]
    [InlineData("States.ArrayRange(5.4, -0.6, -2.4)", "{}", "[5,3,1]")]
    [InlineData("States.ArrayGetItem($, 1)", "[10,20]", "20")]
    [InlineData("States.ArrayGetItem($, 1.9)", "[10,20]", "20")]
    [InlineData("States.ArrayGetItem($, 999)", "[]", "null")]
    [InlineData("States.ArrayLength($)", "[[1],[2,3]]", "2")]
    [InlineData("States.ArrayUnique($)", "[1,2,3,3,3,4]", "[1,2,3,4]")]
    [InlineData("States.ArrayUnique($)", "[true,false,true]", "[false,true]")]
    [InlineData("States.ArrayUnique($)", "[[1,2],[1,2],[2,1]]", "[[2,1],[1,2]]")]
    [InlineData("States.ArrayUnique($)", "[1,\"1\",1,\"01\"]", "[1,\"1\",\"01\"]")]
    [InlineData("States.ArrayUnique($)", """[{"a":1,"b":2},{"b":2,"a":1}]""", """[{"a":1,"b":2}]""")]
    // The order a Java 17 HashSet of these values prints itself in.
    [InlineData(
        "States.ArrayUnique($)",
        """[true,false,"b","a",1,2.5,null,[1,2],[2,1],"hello",3000000000,-1]""",
        """[null,[2,1],-1,"a",1,"b",[1,2],2.5,true,3000000000,false,"hello"]"""
    )]
    public void Array_functions(string expression, string input, string expected) =>
        Assert.Equal(expected, IntrinsicScopes.Evaluate(expression, input).ToJson());

    [Theory]
    [InlineData("States.Base64Encode('Data to encode')", "RGF0YSB0byBlbmNvZGU=")]
    [InlineData("States.Base64Encode('')", "")]
    [InlineData("States.Base64Encode('🚀')", "8J+agA==")]
    [InlineData("States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", "Data to encode")]
    [InlineData("States.Base64Decode('')", "")]
    [InlineData("States.Base64Decode('44GT44KT')", "こん")]
    [InlineData("States.Base64Decode(' YWJj ZA== ')", "abcd")]
    [InlineData("States.Base64Decode('YWJjZA')", "abcd")]
    [InlineData("States.Base64Decode('YW==Jj')", "a")]
    [InlineData("States.Base64Decode('8J-agA')", "🚀")]
    [InlineData("States.Hash('input data', 'SHA-1')", "aaff4a450a104cd177d28d18d74485e8cae074b7")]
    [InlineData("States.Hash('hello', 'MD5')", "5d41402abc4b2a76b9719d911017c592")]
    [InlineData("States.Hash(123, 'MD5')", "202cb962ac59075b964b07152d234b70")]
    public void Encoding_functions(string expression, string expected) =>
        Assert.Equal(expected, IntrinsicScopes.Evaluate(expression));

    [Theory]
    [InlineData(
        "States.JsonMerge($.a, $.b, false)",
        """{"a":{"x":1,"y":{"z":1}},"b":{"y":{},"w":null}}""",
        """{"x":1,"y":{},"w":null}"""
    )]
    [InlineData("States.JsonMerge($.a, $.b, 'true')", """{"a":{},"b":{"x":1}}""", """{"x":1}""")]
    [InlineData("States.StringToJson('{\"a\": [1, \"it\\'s\"]}')", "{}", """{"a":[1,"it's"]}""")]
    [InlineData("States.StringToJson('')", "{}", "null")]
    [InlineData("States.StringToJson(' 1 ')", "{}", "1")]
    [InlineData("States.JsonToString($)", """{"a":[1,1.5,"é",null,true]}""", """ "{\"a\":[1,1.5,\"é\",null,true]}" """)]
    [InlineData("States.JsonToString('x')", "{}", """ "\"x\"" """)]
    [InlineData("States.JsonToString($.[?(@.year <= 1998)])", """[{"year":1998},{"year":1999}]""", """ "[{\"year\":1998}]" """)]
    [InlineData("States.StringSplit('a.,,b', '.,')", "{}", """["a","b"]""")]
    [InlineData("States.StringSplit('', ',')", "{}", "[]")]
    [InlineData("States.StringSplit('a+b|c', '+|')", "{}", """["a","b","c"]""")]
    [InlineData("States.StringSplit('abc', '')", "{}", """["abc"]""")]
    [InlineData("States.UUID()", "{}", "\"0b2f3c44-9d57-4a6e-8e9e-1f0a2b3c4d5e\"")]
    [InlineData("States.MathAdd(111, -1)", "{}", "110")]
    [InlineData("States.MathAdd(1.6, 2.7)", "{}", "5")]
    [InlineData("States.MathAdd(0.1, 0.2)", "{}", "0")]
    [InlineData("States.MathAdd(2147483646, 1)", "{}", "2147483647")]
    [InlineData("States.MathRandom(1, 999)", "{}", "500")]
    [InlineData("States.MathRandom(-1000000, 1000000)", "{}", "0")]
    public void Functions_of_JSON_texts_and_numbers(string expression, string input, string expected) =>
        Assert.Equal(JsonValue.Parse(expected), IntrinsicScopes.Evaluate(expression, input));

    // The numbers of new java.util.Random(seed).nextInt(bound) on Java 17.
    [Theory]
    [InlineData(1, 99, 15)]
    [InlineData(42, 10, 0)]
    [InlineData(42, 16, 11)]
    [InlineData(-10, 1_000_000_007, 579_281_283)]
    [InlineData(0, 99, 33)]
    public void A_seed_gives_the_number_of_a_Java_Random(int seed, int bound, int expected) =>
        Assert.Equal(expected + 5, IntrinsicScopes.Evaluate($"States.MathRandom(5, {bound + 5}, {seed})"));

    [Fact]
    public void A_random_number_stays_below_the_end_over_all_32_bits()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var number = IntrinsicScopes.Evaluate($"States.MathRandom(-2147483648, 2147483647, {seed})").AsNumber();
            Assert.InRange(number, int.MinValue, int.MaxValue - 1.0);
        }
    }

    [Theory]
    [InlineData("States.Format('no placeholders')", "no placeholders")]
    [InlineData("States.Format('{} {} {}', 'x', 2, true)", "x 2 true")]
    [InlineData("States.Format('{}|{}|{}', null, 1.5, 9007199254740991)", "null|1.5|9007199254740991")]
    [InlineData("States.Format('{}', $)", "{Arg1=1, Arg2=[]}")]
    [InlineData("States.Format('\\'{}\\' \\{\\} \\\\', 'x')", "'x' {} \\")]
    [InlineData("States.Format($.Arg1)", "1")]
    [InlineData("States.Format(States.Format('{}-\\\\\\{\\\\\\}', 1))", "1-{}")]
    public void Format_puts_values_into_a_template(string expression, string expected) =>
        Assert.Equal(expected, IntrinsicScopes.Evaluate(expression, """{"Arg1":1,"Arg2":[]}"""));

    [Theory]
    [InlineData("States.Format('Hello {', 1)", "Invalid template in States.Format: matching '}' not found for '{'.")]
    [InlineData("States.Format('Hello {{}}', 1)", "Invalid template in States.Format: matching '}' not found for '{'.")]
    [InlineData("States.Format('}')", "Invalid template in States.Format: matching '{' not found for '}'.")]
    [InlineData(
        "States.Format('{} {}', 1)",
        "Invalid arguments in States.Format: number of arguments do not match the occurrences of {}."
    )]
    [InlineData(
        "States.Format(123, 1)",
        "Invalid arguments in States.Format: number of arguments do not match the occurrences of {}."
    )]
    [InlineData(
        "States.StringToJson('undefined')",
        "Cannot convert String to Json in States.StringToJson, caused by: A JSON value was expected (line 1, column 1)"
    )]
    public void What_is_wrong_with_a_template_or_a_text_is_said(string expression, string message) =>
        AssertFails(expression, message);

    [Theory]
    [InlineData("States.ArrayPartition('x', 2)")]
    [InlineData("States.ArrayPartition(States.Array(1), 0)")]
    [InlineData("States.ArrayPartition(States.Array(1), 0.6)")]
    [InlineData("States.ArrayPartition(States.Array(1), -1)")]
    [InlineData("States.ArrayPartition(States.Array(1), '2')")]
    [InlineData("States.ArrayPartition(States.Array(1), null)")]
    [InlineData("States.ArrayPartition(States.Array(1))")]
    [InlineData("States.ArrayContains('x', 'x')")]
    [InlineData("States.ArrayContains(States.Array(1), 1, 2)")]
    [InlineData("States.ArrayRange('a', 5, 1)")]
    [InlineData("States.ArrayRange(1, 10, 0)")]
    [InlineData("States.ArrayRange(1, 10, 0.49)")]
    [InlineData("States.ArrayRange(1, 1001, 1)")]
    [InlineData("States.ArrayRange(1001, 1, -1)")]
    [InlineData("States.ArrayRange(1, 3000000000, 1000000000)")]
    [InlineData("States.ArrayRange(1, 5)")]
    [InlineData("States.ArrayGetItem('x', 0)")]
    [InlineData("States.ArrayGetItem(States.Array(1), 1)")]
    [InlineData("States.ArrayGetItem(States.Array(1), -1)")]
    [InlineData("States.ArrayGetItem(States.Array(1), '0')")]
    [InlineData("States.ArrayLength('x')")]
    [InlineData("States.ArrayLength(States.JsonToString(1))")]
    [InlineData("States.ArrayUnique(1)")]
    [InlineData("States.Base64Encode(123)")]
    [InlineData("States.Base64Encode()")]
    [InlineData("States.Base64Decode(123)")]
    [InlineData("States.Base64Decode('YQ==', 'x')")]
    [InlineData("States.Hash('x', 'sha-256')")]
    [InlineData("States.Hash('x', 'SHA256')")]
    [InlineData("States.Hash('x', 5)")]
    [InlineData("States.Hash(null, 'MD5')")]
    [InlineData("States.Hash('x')")]
    [InlineData("States.JsonMerge($, $, true)")]
    [InlineData("States.JsonMerge($, 1, false)")]
    [InlineData("States.JsonMerge($, $)")]
    [InlineData("States.JsonToString()")]
    [InlineData("States.StringToJson($)")]
    [InlineData("States.StringToJson(1)")]
    [InlineData("States.MathAdd('1', 2)")]
    [InlineData("States.MathAdd(2147483647, 1)")]
    [InlineData("States.MathAdd(3000000000, -1000000000)")]
    [InlineData("States.MathAdd(1, 2, 3)")]
    [InlineData("States.MathRandom(1, 1)")]
    [InlineData("States.MathRandom(1.4, 1.6)")]
    [InlineData("States.MathRandom(10, 5)")]
    [InlineData("States.MathRandom(1, 10, null)")]
    [InlineData("States.MathRandom(1)")]
    [InlineData("States.StringSplit(1, ',')")]
    [InlineData("States.StringSplit('a', 1)")]
    [InlineData("States.UUID(1)")]
    [InlineData("States.Format()")]
    public void Arguments_that_a_function_does_not_take_fail_with_the_text_of_AWS(string expression) =>
        AssertFails(expression, $"Invalid arguments in {expression[..expression.IndexOf('(')]}");

    [Theory]
    [InlineData("States.Base64Encode($)")]
    [InlineData("States.Base64Decode($)")]
    [InlineData("States.Hash($, 'MD5')")]
    public void Ten_thousand_characters_are_encoded_and_one_more_is_not(string expression)
    {
        Assert.True(IntrinsicScopes.Evaluate(expression, $"\"{new string('a', 10_000)}\"").IsString);
        Assert.Throws<IntrinsicFailureException>(() => IntrinsicScopes.Evaluate(expression, $"\"{new string('a', 10_001)}\""));
    }

    [Fact]
    public void A_thousand_items_are_a_range()
    {
        Assert.Equal(1000, IntrinsicScopes.Evaluate("States.ArrayRange(1, 1000, 1)").AsArray().Count);
        Assert.Equal(1000, IntrinsicScopes.Evaluate("States.ArrayRange(1000, 1, -1)").AsArray().Count);
    }

    private static void AssertFails(string expression, string message)
    {
        var failure = Assert.Throws<IntrinsicFailureException>(() => IntrinsicScopes.Evaluate(expression));
        Assert.Equal($"There was an error while evaluating the intrinsic function: {expression}. {message}", failure.Message);
    }
}
