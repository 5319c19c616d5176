namespace Millrace.Sns.Tests;

/// <summary>MessageStructure json: a text per protocol. Facts: sqs-sns.md, section 2d; texts as recorded from AWS.</summary>
public sealed class MessageStructureTests : WebHookTest
{
    private const string NoDefault = "Invalid parameter: Message Structure - No default entry in JSON message body";
    private const string NoJson = "Invalid parameter: Message Structure - JSON message body failed to parse";

    [Theory]
    [InlineData("""{"sqs":"for queues"}""", NoDefault)]
    [InlineData("""{"default":{"nested":"x"}}""", NoDefault)]
    [InlineData("""{"default":null}""", NoDefault)]
    [InlineData("""["default"]""", NoDefault)]
    [InlineData("\"default\"", NoDefault)]
    [InlineData("plain", NoJson)]
    [InlineData("""{"default":""", NoJson)]
    [InlineData("""{"default":"\ud800"}""", NoJson)]
    [InlineData("""{"default":"for all","sqs":"\ud800"}""", NoJson)]
    [InlineData("""{"default":"for all","\ud800":"x"}""", NoJson)]
    [InlineData("""{"default":"for all","nested":[{"x":"\udfff\ud83d\ude00"}]}""", NoJson)]
    public void A_structured_message_is_an_object_with_a_string_named_default(string message, string text)
    {
        Assert.Equal(("InvalidParameter", text), Refusal(TryPublish(message, structure: "json")));
    }

    [Fact]
    public void An_escaped_pair_of_surrogates_is_the_character_it_stands_for()
    {
        SubscribeQueue("q");
        Publish("""{"default":"\ud83d\ude00"}""", structure: "json");
        Assert.Equal("\U0001F600", (string?)Assert.Single(Envelopes("q"))["Message"]);
    }

    [Fact]
    public void Without_the_structure_the_same_text_is_a_message_like_any_other()
    {
        SubscribeQueue("q");
        Publish("""{"sqs":"for queues"}""");
        Assert.Equal("""{"sqs":"for queues"}""", (string?)Assert.Single(Envelopes("q"))["Message"]);
    }

    [Fact]
    public void An_entry_that_is_no_string_is_passed_over_for_the_default()
    {
        SubscribeQueue("q");
        Publish("""{"default":"for all","sqs":{"nested":1}}""", structure: "json");
        Assert.Equal("for all", (string?)Assert.Single(Envelopes("q"))["Message"]);
    }

    [Fact]
    public void Each_protocol_gets_its_text_raw_as_well_as_wrapped()
    {
        SubscribeQueue("raw", TopicArn, ("RawMessageDelivery", "true"));
        SubscribeHook();
        Publish("""{"default":"for all","sqs":"for queues","http":"for hooks"}""", structure: "json");
        Assert.Equal(["for queues"], Bodies("raw"));
        Assert.Equal("for hooks", (string?)Document(Assert.Single(Sent))["Message"]);
    }

    [Fact]
    public void Json_is_the_only_structure()
    {
        Assert.Equal(("InvalidParameter", "Invalid parameter: MessageStructure"), Refusal(TryPublish("m", structure: "xml")));
    }
}
