using System.Globalization;
using Millrace.Languages.FilterPolicies;

namespace Millrace.Languages.Tests.FilterPolicies;

/// <summary>What is a filter policy and what is not. Source: the SNS Developer Guide, "Filter policy constraints" and "AND/OR logic".</summary>
public class FilterPolicyTests
{
    private const string TooComplex = "Filter policy is too complex";
    private const string TooManyKeys = "Filter policy can not have more than 5 keys";

    [Fact]
    public void An_empty_object_takes_the_policy_off() => Assert.True(Cases.Parse(" {} ").IsEmpty);

    [Fact]
    public void A_policy_knows_its_scope()
    {
        var policy = Cases.Parse("""{"a": ["1"]}""", FilterPolicyScope.MessageBody);
        Assert.Equal(FilterPolicyScope.MessageBody, policy.Scope);
        Assert.False(policy.IsEmpty);
    }

    [Fact]
    public void Nested_keys_are_for_the_body_only()
    {
        const string nested = """{"a": {"b": ["1"]}}""";
        Assert.Equal(
            "Filter policy scope MessageAttributes does not support nested filter policy",
            Cases.Rejected(nested).Reason
        );
        Cases.Parse(nested, FilterPolicyScope.MessageBody);
    }

    [Theory]
    [InlineData("""{"a": ["1"], "b": ["1"], "c": ["1"], "d": ["1"], "e": ["1"]}""", "")]
    [InlineData("""{"a": ["1"], "b": ["1"], "c": ["1"], "d": ["1"], "e": ["1"], "f": ["1"]}""", TooManyKeys)]
    // Only keys with values count: two here.
    [InlineData("""{"a": {"b": {"c": ["1", "2", "3", "4"]}}, "d": {"e": ["1", "2", "3"]}}""", "")]
    [InlineData("""{"a": {"b": ["1"], "c": ["1"], "d": ["1"], "e": ["1"], "f": ["1"], "g": ["1"]}}""", TooManyKeys)]
    [InlineData("""{"a": ["1"], "a": ["2"], "a": ["3"], "a": ["4"], "a": ["5"], "a": ["6"]}""", "")]
    [InlineData("""{"$or": [{"a": ["1"], "b": ["1"]}, {"c": ["1"], "d": ["1"]}, {"a": ["1"], "e": ["1"]}]}""", "")]
    [InlineData("""{"$or": [{"a": ["1"], "b": ["1"]}, {"c": ["1"], "d": ["1"]}, {"e": ["1"], "f": ["1"]}]}""", TooManyKeys)]
    public void Five_keys_are_allowed(string policy, string reason) => AssertBody(policy, reason);

    [Theory]
    [InlineData("a:150", "")]
    [InlineData("a:151", TooComplex)]
    [InlineData("a:10 b:15", "")]
    [InlineData("a:10 b:16", TooComplex)]
    [InlineData("a:3 b:1 c:2", "")]
    // Each key counts as often as it is nested: 4 values three deep and 3 values two deep are 72 in the Guide.
    [InlineData("a.b.c:4 d.e:3", "")]
    [InlineData("a.b.c:4 d.e:6", "")]
    [InlineData("a.b.c:4 d.e:7", TooComplex)]
    [InlineData("a.b:75", "")]
    [InlineData("a.b:76", TooComplex)]
    public void One_hundred_and_fifty_combinations_are_allowed(string keys, string reason) =>
        AssertBody("{" + string.Join(", ", keys.Split(' ').Select(Key)) + "}", reason);

    [Theory]
    // The Guide's own sums are 7 and 32; the values added bring them to 150 and 151.
    [InlineData("metricName:2 | metricType:1 metricId:2 | metricType:1 spaceId:3", "")]
    [InlineData("metricName:145 | metricType:1 metricId:2 | metricType:1 spaceId:3", "")]
    [InlineData("metricName:146 | metricType:1 metricId:2 | metricType:1 spaceId:3", TooComplex)]
    [InlineData("a.b:30 | a.c:45", "")]
    [InlineData("a.b:30 | a.c:46", TooComplex)]
    public void Combinations_of_alternatives_are_summed(string alternatives, string reason)
    {
        var objects = alternatives.Split(" | ").Select(keys => "{" + string.Join(", ", keys.Split(' ').Select(Key)) + "}");
        AssertBody($$"""{"source": ["x"], "$or": [{{string.Join(", ", objects)}}]}""", reason);
    }

    [Fact]
    public void Alternatives_multiply()
    {
        static string Pair(string name) => $$"""{{name}}: {"$or": [{"x": ["1"]}, {"x": ["2"]}]}""";
        static string Or(params string[] names) => $$"""{ {{string.Join(", ", names.Select(name => Pair($"\"{name}\"")))}} }""";

        // A nested key counts twice: two alternatives of 2 for one pair, and with each more pair four times as many.
        Cases.Parse(Or("a", "b", "c"), FilterPolicyScope.MessageBody);
        Assert.Equal(TooComplex, Cases.Rejected(Or("a", "b", "c", "d"), FilterPolicyScope.MessageBody).Reason);
    }

    [Theory]
    [InlineData("""{"filename": [{"wildcard": "*.txt"}, {"wildcard": "log*"}]}""", "")]
    [InlineData("""{"a": [{"wildcard": "*a*b*"}]}""", "")]
    [InlineData("""{"a": [{"wildcard": "*a*b*c*"}]}""", TooComplex)]
    [InlineData("""{"a": [{"anything-but": {"wildcard": "*a*b*c*"}}]}""", TooComplex)]
    [InlineData("""{"a": [{"wildcard": "\\*a\\*b\\*c*"}]}""", "")]
    public void A_pattern_has_three_wildcards_at_most(string policy, string reason) => AssertBody(policy, reason);

    [Theory]
    [InlineData(10, "w*", "")]
    [InlineData(11, "w*", TooComplex)]
    [InlineData(5, "w*x*", "")]
    [InlineData(6, "w*x*", TooComplex)]
    public void Wildcards_are_worth_one_hundred_points_at_most(int count, string wildcard, string reason)
    {
        var values = Enumerable.Range(0, count).Select(number => $$"""{"wildcard": "{{(char)('a' + number)}}{{wildcard}}"}""");
        AssertBody($$"""{"a": [{{string.Join(", ", values)}}]}""", reason);
    }

    [Fact]
    public void Points_of_all_keys_are_summed()
    {
        // (1 + 1 + 3) × 3 = 15 points a key.
        static string Key(char name) =>
            $$$"""
                "{{{name}}}": [{"anything-but": {"prefix": "x"}}, {"wildcard": "H*"}, {"wildcard": "a*b*"}]
                """;
        AssertBody($$"""{ {{Key('a')}}, {{Key('b')}}, {{Key('c')}}, {{Key('d')}} }""", "");
        static string Large(char name) => Key(name).Replace("}]", """}, {"wildcard": "c*d*"}]""", StringComparison.Ordinal);
        AssertBody($$"""{ {{Large('a')}}, {{Large('b')}}, {{Large('c')}} }""", "");
        AssertBody($$"""{ {{Large('a')}}, {{Large('b')}}, {{Large('c')}}, {{Key('d')}} }""", TooComplex);
    }

    [Fact]
    public void Repetitions_behind_a_wildcard_are_bounded()
    {
        static string Policy(int count) => $$"""{"a": [{"wildcard": "*{{new string('a', count)}}*"}]}""";
        AssertBody(Policy(200), "");
        AssertBody(Policy(300), TooComplex);
    }

    [Fact]
    public void Lists_of_anything_but_are_bounded()
    {
        static string Policy(int count) => $$"""{"a": [{"anything-but": [{{string.Join(", ", Enumerable.Range(0, count))}}]}]}""";
        AssertBody(Policy(FilterPolicyLimits.ExcludedValuesMax), "");
        AssertBody(Policy(FilterPolicyLimits.ExcludedValuesMax + 1), TooComplex);
    }

    [Theory]
    [InlineData(">=", "-1000000000", true)]
    [InlineData("<=", "1e9", true)]
    [InlineData(">", "1000000000", true)]
    [InlineData(">=", "1000000000.00001", false)]
    [InlineData("<", "-1000000000.00001", false)]
    [InlineData("=", "1e300", false)]
    public void Numbers_go_up_to_ten_to_the_ninth(string operation, string number, bool accepted) =>
        AssertBody(
            $$"""{"a": [{"numeric": ["{{operation}}", {{number}}]}]}""",
            accepted ? "" : "Value must be between -1.0E9 and 1.0E9, inclusive"
        );

    [Fact]
    public void A_policy_is_256_KiB_long_at_most()
    {
        static string Policy(int bytes) => "{\"é\": [\"1\"]" + new string(' ', bytes - 13) + "}";
        Cases.Parse(Policy(FilterPolicyLimits.BytesMax));
        Assert.Equal(
            "Filter policy can not be longer than 262144 bytes",
            Cases.Rejected(Policy(FilterPolicyLimits.BytesMax + 1)).Reason
        );
    }

    [Theory]
    [InlineData("", "Filter is not an object")]
    [InlineData("[]", "Filter is not an object")]
    [InlineData("\"text\"", "Filter is not an object")]
    [InlineData("{\"a\": {}}", "Empty objects are not allowed")]
    [InlineData(
        "{\"a\": [\"1\"]",
        "failed to parse JSON. Unexpected end-of-input: expected close marker for Object (start marker at [Source: REDACTED"
    )]
    [InlineData("{\"a\": [\"1]", "failed to parse JSON. Unexpected end-of-input")]
    // What is no JSON at the end is seen before what is no policy at the start.
    [InlineData("{\"a\": 1, \"b\": x}", "failed to parse JSON. Unrecognized token 'x'")]
    public void What_is_no_policy_says_why(string json, string start) =>
        Assert.StartsWith(start, Cases.Rejected(json, FilterPolicyScope.MessageBody).Reason, StringComparison.Ordinal);

    [Fact]
    public void Text_behind_the_closing_brace_is_ignored() => Cases.Parse("""{"a": ["1"]} and more""");

    [Theory]
    [InlineData("""{"$or": [{"a": ["1"]}]}""", "Unrecognized match type a")]
    [InlineData("""{"$or": [{"a": ["1"]}, "b"]}""", "Unrecognized match type a")]
    [InlineData("""{"$or": [{"numeric": 123}, {"prefix": "abc"}]}""", "Value of numeric must be an array.")]
    [InlineData("""{"$or": "a"}""", "\"$or\" must be an object or an array")]
    [InlineData("""{"$or": []}""", "Empty arrays are not allowed")]
    [InlineData("""{"$or": [{}, {}]}""", "Empty objects are not allowed")]
    public void An_or_that_is_none_is_a_key_and_checked_like_one(string policy, string reason) =>
        Assert.Equal(reason, Cases.Rejected(policy).Reason);

    private static void AssertBody(string policy, string reason)
    {
        if (reason.Length == 0)
        {
            Cases.Parse(policy, FilterPolicyScope.MessageBody);
        }
        else
        {
            Assert.Equal(new FilterPolicyRejection(reason, Location: ""), Cases.Rejected(policy, FilterPolicyScope.MessageBody));
        }
    }

    /// <summary><c>a.b:3</c> is a key with three values, b inside a.</summary>
    private static string Key(string key)
    {
        var parts = key.Split(':');
        var names = parts[0].Split('.');
        var count = int.Parse(parts[1], CultureInfo.InvariantCulture);
        var values = string.Join(", ", Enumerable.Range(0, count).Select(number => $"\"{number}\""));
        return string.Concat(names.Select((name, level) => $"{(level == 0 ? "" : "{")}\"{name}\": "))
            + $"[{values}]"
            + new string('}', names.Length - 1);
    }
}
