using MessageAttributeValue = Millrace.Api.Sns.MessageAttributeValue;

namespace Millrace.Sns.Tests;

/// <summary>Filter policies from Subscribe to what arrives. Facts: sqs-sns.md, section 2d. The language itself: Millrace.Languages.</summary>
public sealed class FilterTests : SnsTest
{
    [Theory]
    [InlineData("""{"kind":["wanted"]}""", "String", "wanted", true)]
    [InlineData("""{"kind":["wanted"]}""", "String", "other", false)]
    [InlineData("""{"kind":[{"prefix":"wan"}]}""", "String", "wanted", true)]
    [InlineData("""{"kind":[{"suffix":"ted"}]}""", "String", "wanted", true)]
    [InlineData("""{"kind":[{"equals-ignore-case":"WANTED"}]}""", "String", "wanted", true)]
    [InlineData("""{"kind":[{"wildcard":"w*d"}]}""", "String", "wanted", true)]
    [InlineData("""{"kind":[{"anything-but":["other"]}]}""", "String", "wanted", true)]
    [InlineData("""{"kind":[{"anything-but":["other"]}]}""", "String", "other", false)]
    [InlineData("""{"kind":[{"anything-but":{"prefix":"o"}}]}""", "String", "other", false)]
    [InlineData("""{"kind":[{"numeric":[">=",1000]}]}""", "Number", "1000", true)]
    [InlineData("""{"kind":[{"numeric":[">=",1000]}]}""", "Number", "999.99", false)]
    [InlineData("""{"kind":[{"numeric":[">=",1000]}]}""", "String", "1000", false)]
    [InlineData("""{"kind":[{"cidr":"10.0.0.0/24"}]}""", "String", "10.0.0.255", true)]
    [InlineData("""{"kind":[{"cidr":"10.0.0.0/24"}]}""", "String", "10.0.1.0", false)]
    [InlineData("""{"kind":[{"exists":true}]}""", "String", "anything", true)]
    [InlineData("""{"kind":[{"exists":false}]}""", "String", "anything", false)]
    [InlineData("""{"kind":["b"]}""", "String.Array", """["a","b"]""", true)]
    [InlineData("""{"kind":["c"]}""", "String.Array", """["a","b"]""", false)]
    public void A_message_comes_when_its_attribute_passes(string policy, string type, string value, bool passes)
    {
        SubscribeRaw("q", policy);
        Publish("m", attributes: Attribute("kind", type, value));
        Assert.Equal(passes ? ["m"] : [], Bodies("q"));
    }

    /// <summary>JSON's grammar allows half of a surrogate pair, and so does the language of filters; no attribute has one.</summary>
    [Theory]
    [InlineData("MessageAttributes", """{"kind":["\ud800"]}""")]
    [InlineData("MessageAttributes", """{"\ud800":["x"]}""")]
    [InlineData("MessageBody", """{"kind":{"\ud800":[{"prefix":"\ud800"}]}}""")]
    public void Half_a_surrogate_pair_in_a_policy_lets_nothing_pass_and_harms_nobody(string scope, string policy)
    {
        SubscribeRaw("q", policy, scope);
        SubscribeQueue("all", TopicArn, ("RawMessageDelivery", "true"));
        Publish("""{"kind":"x"}""", attributes: Attribute("kind", "String", "x"));
        Assert.Equal((0, 1), (Bodies("q").Count, Bodies("all").Count));
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_body_passes_no_filter_and_harms_nobody()
    {
        SubscribeRaw("q", """{"kind":["x"]}""", "MessageBody");
        SubscribeQueue("all", TopicArn, ("RawMessageDelivery", "true"));
        Publish("""{"kind":"\ud800"}""");
        Publish("""{"\ud800":1,"kind":"y"}""");
        Assert.Equal((0, 2), (Bodies("q").Count, Bodies("all").Count));
    }

    [Fact]
    public void All_keys_must_hold_and_one_value_of_each_is_enough()
    {
        SubscribeRaw("q", """{"kind":["a","b"],"price":[{"numeric":[">",10]}]}""");
        Publish("both", attributes: Two("b", "11"));
        Publish("cheap", attributes: Two("b", "10"));
        Publish("other", attributes: Two("c", "11"));
        Publish("one only", attributes: Attribute("kind", "String", "a"));
        Assert.Equal(["both"], Bodies("q"));

        static Dictionary<string, MessageAttributeValue> Two(string kind, string price) =>
            new(StringComparer.Ordinal)
            {
                ["kind"] = new() { DataType = "String", StringValue = kind },
                ["price"] = new() { DataType = "Number", StringValue = price },
            };
    }

    [Fact]
    public void Or_lets_through_what_either_of_two_keys_lets_through()
    {
        SubscribeRaw("q", """{"$or":[{"kind":["a"]},{"size":["large"]}]}""");
        Publish("kind", attributes: Attribute("kind", "String", "a"));
        Publish("size", attributes: Attribute("size", "String", "large"));
        Publish("neither", attributes: Attribute("kind", "String", "b"));
        Assert.Equal(["kind", "size"], Bodies("q"));
    }

    [Fact]
    public void What_must_not_exist_does_not_on_a_message_without_any_attributes()
    {
        SubscribeRaw("q", """{"kind":[{"exists":false}]}""");
        Publish("bare");
        Publish("other", attributes: Attribute("size", "String", "large"));
        Publish("kind", attributes: Attribute("kind", "String", "a"));
        Assert.Equal(["bare", "other"], Bodies("q"));
    }

    [Fact]
    public void In_the_scope_of_the_body_attributes_do_not_count_and_keys_may_be_nested()
    {
        SubscribeRaw("q", """{"order":{"total":[{"numeric":[">",100]}]}}""", "MessageBody");
        Publish("""{"order":{"total":101}}""");
        Publish("""{"order":{"total":100}}""");
        Publish("{}", attributes: Attribute("order.total", "Number", "101"));
        Assert.Equal(["""{"order":{"total":101}}"""], Bodies("q"));
    }

    [Theory]
    [InlineData("plain text")]
    [InlineData("[]")]
    [InlineData("42")]
    [InlineData("""{"kind":""")]
    public void A_body_that_is_no_JSON_object_passes_no_policy_over_bodies(string body)
    {
        SubscribeRaw("q", """{"kind":[{"exists":false}]}""", "MessageBody");
        Publish(body);
        Assert.Empty(Bodies("q"));
        Publish("{}");
        Assert.Equal(["{}"], Bodies("q"));
    }

    [Fact]
    public void A_new_policy_counts_from_the_next_message_on()
    {
        var arn = SubscribeRaw("q", """{"kind":["a"]}""");
        Publish("1", attributes: Attribute("kind", "String", "b"));
        Ok(TrySet(arn, "FilterPolicy", """{"kind":["b"]}"""));
        Publish("2", attributes: Attribute("kind", "String", "b"));
        Ok(TrySet(arn, "FilterPolicy", ""));
        Publish("3");
        Assert.Equal(["2", "3"], Bodies("q"));
    }

    [Fact]
    public void A_new_scope_reads_the_policy_that_is_there_anew()
    {
        var arn = SubscribeRaw("q", """{"kind":["a"]}""");
        Ok(TrySet(arn, "FilterPolicyScope", "MessageBody"));
        Publish("x", attributes: Attribute("kind", "String", "a"));
        Publish("""{"kind":"a"}""");
        Assert.Equal(["""{"kind":"a"}"""], Bodies("q"));
        Ok(TrySet(arn, "FilterPolicy", """{"nested":{"kind":["a"]}}"""));
        Assert.Equal("InvalidParameter", Refusal(TrySet(arn, "FilterPolicyScope", "MessageAttributes")).Code);
    }

    [Fact]
    public void An_empty_object_filters_nothing()
    {
        SubscribeRaw("q", "{}");
        Publish("m");
        Assert.Equal(["m"], Bodies("q"));
    }

    [Fact]
    public void Policies_survive_a_restart()
    {
        SubscribeRaw("q", """{"kind":["a"]}""");
        World.Restart();
        Publish("a", attributes: Attribute("kind", "String", "a"));
        Publish("b", attributes: Attribute("kind", "String", "b"));
        Assert.Equal(["a"], Bodies("q"));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void A_policy_has_at_most_five_keys(int count, bool isGood)
    {
        var policy = $"{{{string.Join(',', Enumerable.Range(0, count).Select(key => $"\"k{key}\":[\"v\"]"))}}}";
        var answer = TrySet(SubscribeQueue("q"), "FilterPolicy", policy);
        Assert.Equal(
            isGood ? null : "Invalid parameter: FilterPolicy: Filter policy can not have more than 5 keys",
            answer.Error?.Message
        );
    }

    [Theory]
    [InlineData("MessageAttributes", 10, 15, true)]
    [InlineData("MessageAttributes", 10, 16, false)]
    public void A_policy_has_at_most_150_combinations(string scope, int first, int second, bool isGood)
    {
        var arn = SubscribeQueue("q", TopicArn, ("FilterPolicyScope", scope));
        var answer = TrySet(arn, "FilterPolicy", $$"""{"a":[{{Values(first)}}],"b":[{{Values(second)}}]}""");
        Assert.Equal(isGood ? null : "Invalid parameter: FilterPolicy: Filter policy is too complex", answer.Error?.Message);

        static string Values(int count) => string.Join(',', Enumerable.Range(0, count).Select(value => $"\"{value}\""));
    }

    [Theory]
    [InlineData(5, 10, true)]
    [InlineData(5, 11, false)]
    public void Keys_that_are_nested_count_their_depth_in_combinations(int first, int second, bool isGood)
    {
        // One level deep each: 5 × 1 and, three levels deep, 10 × 3 make 150.
        var arn = SubscribeQueue("q", TopicArn, ("FilterPolicyScope", "MessageBody"));
        var policy = $$$$"""{"a":[{{{{Values(first)}}}}],"b":{"c":{"d":[{{{{Values(second)}}}}]}}}""";
        Assert.Equal(isGood, TrySet(arn, "FilterPolicy", policy).Error is null);

        static string Values(int count) => string.Join(',', Enumerable.Range(0, count).Select(value => $"\"{value}\""));
    }

    [Fact]
    public void Keys_are_nested_in_bodies_only()
    {
        var refusal = Refusal(TrySet(SubscribeQueue("q"), "FilterPolicy", """{"a":{"b":["c"]}}"""));
        Assert.Equal("InvalidParameter", refusal.Code);
    }

    [Fact]
    public void An_error_names_its_line_and_column()
    {
        Assert.Equal(
            (
                "InvalidParameter",
                "Invalid parameter: Attributes Reason: FilterPolicy: Empty arrays are not allowed\n"
                    + " at [Source: (String)\"{\"key\":[]}\"; line: 1, column: 10]"
            ),
            Refusal(TrySubscribe("sqs", QueueArn("q"), TopicArn, ("FilterPolicy", """{"key":[]}""")))
        );
    }

    /// <summary>Text behind the closing brace is ignored, so what comes before it decides whether a policy is empty.</summary>
    [Theory]
    [InlineData("{}}", "MessageAttributes")]
    [InlineData("{}x", "MessageBody")]
    [InlineData("{}{}", "MessageBody")]
    public void A_policy_that_asks_for_nothing_lets_everything_pass_also_after_restarts(string policy, string scope)
    {
        SubscribeRaw("subscribed", policy, scope);
        var set = SubscribeRaw("set", """{"kind":["a"]}""", scope);
        Ok(TrySet(set, "FilterPolicy", policy));
        Publish("at once");
        World.LosePower();
        Publish("after a replay");
        World.Restart();
        Publish("from a checkpoint");
        string[] all = ["at once", "after a replay", "from a checkpoint"];
        Assert.Equal(all, Bodies("subscribed"));
        Assert.Equal(all, Bodies("set"));
        Assert.Equal(policy, SubscriptionAttributesOf(set)["FilterPolicy"]);
    }

    private string SubscribeRaw(string queue, string policy, string scope = "MessageAttributes") =>
        SubscribeQueue(queue, TopicArn, ("RawMessageDelivery", "true"), ("FilterPolicyScope", scope), ("FilterPolicy", policy));
}
