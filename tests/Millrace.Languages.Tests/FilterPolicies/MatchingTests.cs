using Millrace.Languages.FilterPolicies;

namespace Millrace.Languages.Tests.FilterPolicies;

/// <summary>Which messages pass a policy. Source: the SNS Developer Guide, "Subscription filter policies", whose examples these are.</summary>
public class MatchingTests
{
    [Theory]
    [InlineData("""["rugby", "tennis"]""", "rugby", true)]
    [InlineData("""["rugby", "tennis"]""", "Rugby", false)]
    [InlineData("""["rugby", "tennis"]""", "baseball", false)]
    [InlineData("""[{"anything-but": ["rugby", "tennis"]}]""", "football", true)]
    [InlineData("""[{"anything-but": ["rugby", "tennis"]}]""", "rugby", false)]
    [InlineData("""[{"anything-but": {"prefix": "order-"}}]""", "order_number", true)]
    [InlineData("""[{"anything-but": {"prefix": "order-"}}]""", "order-cancelled", false)]
    [InlineData("""[{"anything-but": {"suffix": "ball"}}]""", "rugby", true)]
    [InlineData("""[{"anything-but": {"suffix": "ball"}}]""", "baseball", false)]
    [InlineData("""[{"anything-but": {"wildcard": "*ball"}}]""", "hockey", true)]
    [InlineData("""[{"anything-but": {"wildcard": "*ball"}}]""", "basketball", false)]
    [InlineData("""[{"equals-ignore-case": "tennis"}]""", "teNnis", true)]
    [InlineData("""[{"equals-ignore-case": "tennis"}]""", "tennis!", false)]
    [InlineData("""[{"cidr": "10.0.0.0/24"}]""", "10.0.0.255", true)]
    [InlineData("""[{"cidr": "10.0.0.0/24"}]""", "10.1.1.0", false)]
    [InlineData("""[{"prefix": "bas"}]""", "basketball", true)]
    [InlineData("""[{"prefix": "bas"}]""", "rugby", false)]
    [InlineData("""[{"suffix": "ball"}]""", "baseball", true)]
    [InlineData("""[{"suffix": "ball"}]""", "rugby", false)]
    [InlineData("""[{"wildcard": "*ball"}]""", "baseball", true)]
    [InlineData("""[{"wildcard": "*ball"}]""", "rugby", false)]
    [InlineData("""["true", "null"]""", "true", true)]
    [InlineData("[true, null]", "true", false)]
    public void A_text_passes_by_attribute_and_by_body_alike(string values, string text, bool passes)
    {
        var policy = $$"""{"interests": {{values}}}""";
        Assert.Equal(passes, Cases.Passes(policy, Cases.Text("interests", text)));
        Assert.Equal(passes, Cases.BodyPasses(policy, $$"""{"interests": "{{text}}"}"""));
        Assert.Equal(passes, Cases.Passes(policy, Cases.Array("interests", $"[\"{text}\"]")));
    }

    [Theory]
    [InlineData("""[{"numeric": ["=", 301.5]}]""", "301.5", true)]
    [InlineData("""[{"numeric": ["=", 301.5]}]""", "3.015e2", true)]
    [InlineData("""[{"numeric": ["=", 301.5]}]""", "301.50001", false)]
    [InlineData("[301.5]", "301.500", true)]
    [InlineData("""["301.5"]""", "301.5", false)]
    [InlineData("""[{"anything-but": [100, 500]}]""", "101", true)]
    [InlineData("""[{"anything-but": [100, 500]}]""", "100.1", true)]
    [InlineData("""[{"anything-but": [100, 500]}]""", "100", false)]
    [InlineData("""[{"numeric": ["<", 0]}]""", "-1", true)]
    [InlineData("""[{"numeric": [">", 0, "<=", 150]}]""", "150", true)]
    [InlineData("""[{"numeric": [">", 0, "<=", 150]}]""", "0", false)]
    // Five digits behind the point are told apart up to the highest number, and beyond it numbers are in no range.
    [InlineData("""[{"numeric": ["<", 999999999.99999]}]""", "999999999.99998", true)]
    [InlineData("""[{"numeric": ["<", 999999999.99999]}]""", "999999999.99999", false)]
    [InlineData("""[{"numeric": [">", 0]}]""", "1e9", true)]
    [InlineData("""[{"numeric": [">", 0]}]""", "1000000000.00001", false)]
    [InlineData("""[{"numeric": ["<", 0]}]""", "-2e9", false)]
    [InlineData("""[{"prefix": "1"}]""", "150", false)]
    public void A_number_passes_by_attribute_and_by_body_alike(string values, string number, bool passes)
    {
        var policy = $$"""{"price": {{values}}}""";
        Assert.Equal(passes, Cases.Passes(policy, Cases.Number("price", number)));
        Assert.Equal(passes, Cases.BodyPasses(policy, $$"""{"price": {{number}}}"""));
        Assert.Equal(passes, Cases.Passes(policy, Cases.Array("price", $"[{number}]")));
    }

    [Theory]
    [InlineData("007")]
    [InlineData("+7")]
    [InlineData("7.")]
    [InlineData("7.000")]
    [InlineData("0.7E+1")]
    [InlineData("70e-1")]
    public void A_number_attribute_is_worth_the_same_however_it_is_written(string text) =>
        Assert.True(Cases.Passes("""{"n": [7]}""", Cases.Number("n", text)));

    [Theory]
    [InlineData("-.5", "[-0.5]")]
    [InlineData("-0", "[0]")]
    [InlineData("000", "[0]")]
    [InlineData("1e5", "[100000]")]
    [InlineData("seven", """["seven"]""")]
    [InlineData("1e", """["1e"]""")]
    [InlineData("", """[""]""")]
    [InlineData("+", """["+"]""")]
    [InlineData("1.5.2", """["1.5.2"]""")]
    [InlineData("NaN", """["NaN"]""")]
    public void A_number_attribute_that_is_no_number_is_a_text(string text, string values) =>
        Assert.True(Cases.Passes($$"""{"n": {{values}}}""", Cases.Number("n", text)));

    [Theory]
    [InlineData("""["rugby"]""", """["rugby", "baseball"]""", true)]
    [InlineData("[5]", """[1, 5]""", true)]
    [InlineData("[true]", """["x", true]""", true)]
    [InlineData("[false]", """["x", true]""", false)]
    [InlineData("[null]", """[null]""", true)]
    // It holds a value that is not excluded: so the Guide's example, although its sentence says that no element may be.
    [InlineData("""[{"anything-but": ["rugby", "tennis"]}]""", """["rugby", "baseball"]""", true)]
    [InlineData("""[{"anything-but": ["rugby", "tennis"]}]""", """["rugby"]""", false)]
    [InlineData("""[{"anything-but": ["rugby", "tennis"]}]""", """["rugby", "tennis"]""", false)]
    [InlineData("""[{"anything-but": [100, 500]}]""", """[100, 50]""", true)]
    [InlineData("""[{"exists": true}]""", """["rugby"]""", true)]
    [InlineData("""[{"exists": true}]""", """[]""", false)]
    [InlineData("""[{"exists": false}]""", """[]""", true)]
    public void Each_element_of_an_array_counts_by_itself(string values, string array, bool passes)
    {
        var policy = $$"""{"interests": {{values}}}""";
        Assert.Equal(passes, Cases.Passes(policy, Cases.Array("interests", array)));
        Assert.Equal(passes, Cases.Passes(policy, new MessageAttribute("interests", "Number.Array", array)));
        Assert.Equal(passes, Cases.BodyPasses(policy, $$"""{"interests": {{array}}}"""));
    }

    [Theory]
    [InlineData("rugby")]
    [InlineData("\"rugby\"")]
    [InlineData("[\"rugby\"")]
    [InlineData("[\"a\"], \"role\": [\"admin\"]")]
    [InlineData("[\"a\"]}")]
    [InlineData("[\"a\"] x")]
    public void An_array_attribute_that_is_no_array_is_a_text_and_leaves_the_others_alone(string value)
    {
        var attributes = new[] { Cases.Array("interests", value), Cases.Text("other", "b") };
        Assert.False(Cases.Passes("""{"interests": ["a"]}""", attributes));
        Assert.False(Cases.Passes("""{"role": ["admin"]}""", attributes));
        Assert.True(Cases.Passes("""{"interests": [{"exists": true}], "other": ["b"]}""", attributes));
    }

    [Fact]
    public void Types_with_a_suffix_are_the_types_they_start_with()
    {
        Assert.True(Cases.Passes("""{"a": ["1"]}""", new MessageAttribute("a", "String.id", "1")));
        Assert.True(Cases.Passes("""{"a": [1]}""", new MessageAttribute("a", "Number.int", "1")));
    }

    [Theory]
    [InlineData("Binary", null)]
    [InlineData("Binary.png", null)]
    [InlineData("Binary", "1")]
    [InlineData("Stringy", "1")]
    public void Binary_attributes_are_not_there(string type, string? value)
    {
        var attribute = new MessageAttribute("a", type, value);
        Assert.False(Cases.Passes("""{"a": [{"exists": true}]}""", attribute));
        Assert.False(Cases.Passes("""{"a": ["1", 1, null, ""]}""", attribute));
        Assert.False(Cases.Passes("""{"a": [{"anything-but": "x"}]}""", attribute));
        Assert.True(Cases.Passes("""{"a": [{"exists": false}]}""", attribute));
    }

    [Theory]
    [InlineData(""" a"b\c/d """)]
    [InlineData("new\nline\tand \u0001")]
    [InlineData("é€😀")]
    public void A_text_attribute_equals_itself_whatever_is_in_it(string text)
    {
        var policy = $$"""{"a": [{{System.Text.Json.JsonSerializer.Serialize(text)}}]}""";
        Assert.True(Cases.Passes(policy, Cases.Text("a", text)));
        Assert.False(Cases.Passes(policy, Cases.Text("a", text + "x")));
    }

    [Fact]
    public void Every_key_of_a_policy_must_hold()
    {
        const string policy = """
            {
               "store": ["example_corp"],
               "event": [{"anything-but": "order_cancelled"}],
               "customer_interests": ["rugby", "football", "baseball"],
               "price_usd": [{"numeric": [">=", 100]}]
            }
            """;
        MessageAttribute[] attributes =
        [
            Cases.Array("customer_interests", """["soccer", "rugby", "hockey"]"""),
            Cases.Text("store", "example_corp"),
            Cases.Text("event", "order_placed"),
            Cases.Number("price_usd", "210.75"),
        ];
        Assert.True(Cases.Passes(policy, attributes));
        for (var i = 0; i < attributes.Length; i++)
        {
            Assert.False(Cases.Passes(policy, [.. attributes[..i], .. attributes[(i + 1)..]]));
        }
    }

    [Theory]
    [InlineData("aws.cloudwatch", "metricName", "CPUUtilization", true)]
    [InlineData("aws.cloudwatch", "namespace", "AWS/EC2", true)]
    [InlineData("aws.cloudwatch", "namespace", "AWS/ES", false)]
    [InlineData("aws.ec2", "namespace", "AWS/EC2", false)]
    public void One_alternative_of_an_or_is_enough(string source, string key, string value, bool passes)
    {
        const string policy = """
            {
              "source": ["aws.cloudwatch"],
              "$or": [{"metricName": ["CPUUtilization"]}, {"namespace": ["AWS/EC2"]}]
            }
            """;
        Assert.Equal(passes, Cases.Passes(policy, Cases.Text("source", source), Cases.Text(key, value)));
        Assert.Equal(passes, Cases.BodyPasses(policy, $$"""{"source": "{{source}}", "{{key}}": "{{value}}"}"""));
    }

    [Theory]
    [InlineData("""{"namespace": "AWS/ES", "detail": {"scope": "Service", "source": "aws.cloudwatch"}}""", true)]
    [InlineData(
        """{"metricName": "ReadLatency", "detail": {"scope": "Service", "type": "CloudWatch Alarm State Change"}}""",
        true
    )]
    [InlineData("""{"metricName": "ReadLatency", "detail": {"scope": "Service"}}""", false)]
    [InlineData("""{"detail": {"scope": "Service", "source": "aws.cloudwatch"}}""", false)]
    public void Alternatives_may_be_nested(string body, bool passes)
    {
        const string policy = """
            {
              "$or": [{"metricName": ["CPUUtilization", "ReadLatency"]}, {"namespace": ["AWS/EC2", "AWS/ES"]}],
              "detail": {
                "scope": ["Service"],
                "$or": [{"source": ["aws.cloudwatch"]}, {"type": ["CloudWatch Alarm State Change"]}]
              }
            }
            """;
        Assert.Equal(passes, Cases.BodyPasses(policy, body));
    }

    [Fact]
    public void An_or_of_reserved_names_is_a_key()
    {
        const string policy = """{"$or": [{"numeric": ["=", 123]}, {"prefix": "abc"}]}""";
        Assert.True(Cases.BodyPasses(policy, """{"$or": 123}"""));
        Assert.True(Cases.BodyPasses(policy, """{"$or": "abcd"}"""));
        Assert.False(Cases.BodyPasses(policy, """{"numeric": 123}"""));
    }

    [Theory]
    [InlineData("""{"store": "fans"}""", true, false)]
    [InlineData("""{"other": "fans"}""", false, true)]
    [InlineData("{}", false, true)]
    // To SNS what is null or empty is not there, nor is it missing.
    [InlineData("""{"store": null}""", false, false)]
    [InlineData("""{"store": ""}""", false, false)]
    [InlineData("""{"store": 0}""", true, false)]
    [InlineData("""{"store": []}""", false, true)]
    [InlineData("""{"store": {"name": "fans"}}""", false, true)]
    public void A_key_exists_with_a_value_of_its_own(string body, bool exists, bool isMissing)
    {
        Assert.Equal(exists, Cases.BodyPasses("""{"store": [{"exists": true}]}""", body));
        Assert.Equal(isMissing, Cases.BodyPasses("""{"store": [{"exists": false}]}""", body));
    }

    [Fact]
    public void A_message_without_attributes_passes_where_an_attribute_must_be_missing()
    {
        Assert.True(Cases.Passes("""{"store": [{"exists": false}]}"""));
        Assert.True(Cases.Passes("""{"store": ["fans", {"exists": false}]}"""));
        Assert.False(Cases.Passes("""{"store": [{"exists": false}], "other": ["x"]}"""));
        Assert.False(Cases.Passes("""{"store": [null, {"anything-but": ["x"]}]}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a message")]
    [InlineData("[]")]
    [InlineData("\"a\"")]
    [InlineData("{\"b\": 1")]
    [InlineData("{\"b\": 1} x")]
    [InlineData("{'b': 1}")]
    public void A_body_that_is_no_JSON_object_never_passes(string body)
    {
        Assert.False(Cases.BodyPasses("""{"a": [{"exists": false}]}""", body));
        Assert.False(Cases.BodyPasses("""{"b": [1], "a": [{"exists": false}]}""", body));
    }

    [Fact]
    public void A_policy_over_attributes_does_not_see_the_body_nor_the_other_way_round()
    {
        Assert.False(Cases.Passes("""{"Message": ["a message"]}"""));
        var set = new FilterPolicySet();
        set.Put(1, Cases.Parse("""{"a": ["1"]}"""));
        set.Put(2, Cases.Parse("""{"a": ["1"]}""", FilterPolicyScope.MessageBody));
        Assert.Equal([1], Cases.Match(set, [Cases.Text("a", "1")], """{"b": "1"}"""));
        Assert.Equal([2], Cases.Match(set, [Cases.Text("b", "1")], """{"a": "1"}"""));
        Assert.Equal([1, 2], Cases.Match(set, [Cases.Text("a", "1")], """{"a": "1"}"""));
    }
}
