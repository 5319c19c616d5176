using System.Text.Json;
using Millrace.Languages.FilterPolicies;

namespace Millrace.Languages.Tests.FilterPolicies;

/// <summary>Messages that AWS delivered to subscriptions with filter policies, and to which of them.</summary>
/// <remarks>Where a recording does not hold the policy, it is one of ours that tells the recorded messages apart as AWS did.</remarks>
public class RecordedDeliveriesTests
{
    [Fact]
    public void Every_recorded_policy_is_accepted()
    {
        var policies = Recorded
            .Cases()
            .SelectMany(recorded => recorded.Answers.EnumerateObject())
            .Where(answer => answer.Value.ValueKind == JsonValueKind.Object && answer.Value.TryGetProperty("Attributes", out _))
            .Select(answer => answer.Value.GetProperty("Attributes"))
            .Where(attributes => attributes.TryGetProperty("FilterPolicy", out _))
            .ToList();
        Assert.True(policies.Count >= 4, $"Only {policies.Count} policies are recorded.");
        Assert.All(
            policies,
            attributes =>
                Cases.Parse(
                    attributes.GetProperty("FilterPolicy").GetRawText(),
                    Enum.Parse<FilterPolicyScope>(attributes.GetProperty("FilterPolicyScope").GetString()!)
                )
        );
    }

    [Theory]
    [InlineData("::test_subscribe_sqs_queue", "subscription-attributes", "messages")]
    [InlineData("::test_exists_filter_policy", "subscription-attributes-policy-1", "messages-1")]
    [InlineData("::test_exists_filter_policy", "subscription-attributes-policy-2", "messages-3")]
    public void A_message_AWS_delivered_passes_the_policy_of_its_subscription(string name, string subscription, string messages)
    {
        var recorded = Recorded.Case(name);
        var policy = recorded.GetProperty(subscription).GetProperty("Attributes").GetProperty("FilterPolicy").GetRawText();
        var message = Assert.Single(recorded.Messages(messages));
        Assert.True(Cases.Passes(policy, Attributes(message)));
    }

    [Fact]
    public void A_message_AWS_delivered_for_a_key_does_not_pass_once_the_key_must_be_missing()
    {
        var recorded = Recorded.Case("::test_exists_filter_policy");
        var missing = recorded
            .GetProperty("subscription-attributes-policy-2")
            .GetProperty("Attributes")
            .GetProperty("FilterPolicy");
        Assert.False(Cases.Passes(missing.GetRawText(), Attributes(recorded.Messages("messages-1").Single())));
    }

    [Fact]
    public void An_array_passes_the_recorded_policy_when_one_of_its_elements_does()
    {
        var recorded = Recorded.Case("::test_exists_filter_policy_attributes_array");
        var policy = recorded
            .GetProperty("subscription-attributes-policy")
            .GetProperty("Attributes")
            .GetProperty("FilterPolicy")
            .GetRawText();
        Assert.True(Cases.Passes(policy, Cases.Array("store", """["value1"]""")));
        Assert.True(Cases.Passes(policy, Cases.Array("store", """["value2", "value1"]""")));
        Assert.False(Cases.Passes(policy, Cases.Array("store", """["value2", "value3"]""")));
    }

    [Theory]
    [InlineData("recv-passed-msg-0")]
    [InlineData("recv-passed-msg-1")]
    public void Nested_values_of_the_body_pass(string answer)
    {
        const string policy = """{"object": {"key": [{"prefix": "auto-"}, "hardcodedvalue"]}}""";
        foreach (var raw in new[] { "True", "False" })
        {
            var message = Assert.Single(Recorded.Case($"::test_filter_policy_on_message_body[{raw}]").Messages(answer));
            Assert.True(Cases.BodyPasses(policy, Body(message)));
        }

        Assert.False(Cases.BodyPasses(policy, """{"object": {"key": "no match"}}"""));
    }

    [Theory]
    [InlineData("""{"object.nested": ["string.value"]}""", "recv-nested-msg-0", "recv-nested-msg-1")]
    [InlineData("""{"object": {"nested": ["string.value"]}}""", "recv-nested-msg-0", "recv-nested-msg-1")]
    [InlineData("""{"object": {"nested": {"test": ["string.value"]}}}""", "recv-deep-nested-msg-0", "recv-deep-nested-msg-3")]
    [InlineData("""{"object.nested.test": ["string.value"]}""", "recv-deep-nested-msg-1", "recv-deep-nested-msg-2")]
    public void A_dotted_key_and_a_nested_one_are_the_same(string policy, params string[] answers)
    {
        var recorded = Recorded.Case("::test_filter_policy_on_message_body_dot_attribute");
        Assert.All(answers, answer => Assert.True(Cases.BodyPasses(policy, Body(recorded.Messages(answer).Single())), answer));
    }

    [Fact]
    public void An_array_of_the_body_goes_to_every_queue_that_one_of_its_elements_names()
    {
        var recorded = Recorded.Case("::test_filter_policy_on_message_body_array_attributes");
        var queues = new[] { "queue1", "queue2" };
        var received = queues.Select((_, i) => recorded.Messages($"messages-queue-{i}").ConvertAll(Body)).ToArray();
        foreach (var body in received.SelectMany(bodies => bodies).Distinct())
        {
            for (var i = 0; i < queues.Length; i++)
            {
                var policy = $$$"""{"headers": {"route-to": ["{{{queues[i]}}}"]}}""";
                Assert.Equal(received[i].Contains(body), Cases.BodyPasses(policy, body));
            }
        }
    }

    [Theory]
    [InlineData("ObjectCreated:", "auto-", true)]
    [InlineData("ObjectRemoved:", "auto-", false)]
    [InlineData("ObjectCreated:", "home-", false)]
    public void Keys_inside_an_array_must_hold_in_one_element(string eventName, string key, bool passes)
    {
        var policy = $$$"""
            {"Records": {"eventName": [{"prefix": "{{{eventName}}}"}], "s3": {"object": {"key": [{"prefix": "{{{key}}}"}] } } } }
            """;
        var messages = Recorded.Case("::test_filter_policy_on_message_body_array_of_object_attributes").Messages("messages");
        Assert.Equal(2, messages.Count);
        Assert.All(messages, message => Assert.Equal(passes, Cases.BodyPasses(policy, Body(message))));
    }

    /// <summary>What was published: the message in an envelope, or without one.</summary>
    private static string Body(JsonElement message)
    {
        var body = message.GetProperty("Body");
        return body.TryGetProperty("Message", out var published) ? published.GetString()! : body.GetRawText();
    }

    private static MessageAttribute[] Attributes(JsonElement message) =>
        [
            .. message
                .GetProperty("Body")
                .GetProperty("MessageAttributes")
                .EnumerateObject()
                .Select(attribute => new MessageAttribute(
                    attribute.Name,
                    attribute.Value.GetProperty("Type").GetString()!,
                    attribute.Value.GetProperty("Value").GetString()
                )),
        ];
}
