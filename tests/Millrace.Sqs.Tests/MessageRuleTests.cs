using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Facts 2b: what a message may be. The same rules hold for single sends and entries of batches.</summary>
public sealed class MessageRuleTests : SqsTest
{
    [Fact]
    public void A_message_without_a_body_is_refused()
    {
        const string Text = "The request must contain the parameter MessageBody.";
        Refused(Sqs.SendMessage(new() { QueueUrl = Url, MessageBody = "" }), "MissingRequiredParameterException", Text);
        var error = Refused(Sqs.SendMessage(new() { QueueUrl = Url }), "MissingRequiredParameterException", Text);
        Assert.Equal(("MissingParameter", 400), (error.Code, error.QueryHttpStatus));
    }

    /// <summary>API Reference, SendMessage: the characters XML 1.0 allows.</summary>
    [Theory]
    [InlineData("\t\n\r ~")]
    [InlineData("\u0020\ud7ff\ue000\ufffd")]
    [InlineData("\U00010000\U0010FFFF")]
    [InlineData("\uffbe\uffbf\ufdd0")]
    [InlineData("grüße, 世界")]
    public void A_body_of_xml_characters_comes_back_as_it_was(string body)
    {
        Send(body);
        Assert.Equal(body, ReceiveOne()?.Body.ToString());
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("a\u0001b")]
    [InlineData("\u0008")]
    [InlineData("\u000b")]
    [InlineData("\u000c")]
    [InlineData("\u001f")]
    [InlineData("\ufffe")]
    [InlineData("\uffbf and \uffff")]
    public void A_body_with_other_characters_is_refused(string body) =>
        Assert.Equal(
            "InvalidMessageContents",
            Refused(Sqs.SendMessage(new() { QueueUrl = Url, MessageBody = body }), "InvalidMessageContents").Code
        );

    /// <summary>2b: 1,048,576 bytes; a single too long → InvalidParameterValue.</summary>
    [Fact]
    public void A_body_of_one_mebibyte_is_the_longest()
    {
        Send(new string('a', 1_048_576));
        Refused(
            Sqs.SendMessage(new() { QueueUrl = Url, MessageBody = new string('a', 1_048_577) }),
            "InvalidParameterValueException",
            "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes."
        );
    }

    /// <summary>2b: size = UTF-8 body + names + types + values.</summary>
    [Theory]
    [InlineData(1024 - 3 - 6 - 5, 0)]
    [InlineData(1024 - 3 - 6 - 5 + 1, 1)]
    public void Names_types_and_values_of_attributes_count_as_size(int bodyBytes, int refusals)
    {
        Set("MaximumMessageSize", "1024");
        var answer = Sqs.SendMessage(
            new()
            {
                QueueUrl = Url,
                MessageBody = new string('b', bodyBytes),
                MessageAttributes = new()
                {
                    ["key"] = new() { DataType = "String", StringValue = "välu" },
                },
            }
        );
        Assert.Equal(refusals, answer.Error is null ? 0 : 1);
    }

    [Fact]
    public void Size_is_counted_in_bytes_not_in_characters()
    {
        Set("MaximumMessageSize", "1024");
        Send(new string('ü', 512));
        Refused(Sqs.SendMessage(new() { QueueUrl = Url, MessageBody = new string('ü', 513) }), "InvalidParameterValueException");
    }

    /// <summary>2b: system attributes do not count.</summary>
    [Fact]
    public void A_trace_header_weighs_nothing()
    {
        Set("MaximumMessageSize", "1024");
        var sent = Ok(
            Sqs.SendMessage(
                new()
                {
                    QueueUrl = Url,
                    MessageBody = new string('b', 1024),
                    MessageSystemAttributes = new()
                    {
                        ["AWSTraceHeader"] = new() { DataType = "String", StringValue = "Root=1" },
                    },
                }
            )
        );
        Assert.NotNull(sent.MD5OfMessageSystemAttributes);
    }

    /// <summary>2b: group and dedup id 1 to 128, checked also on standard queues.</summary>
    [Theory]
    [InlineData("MessageGroupId")]
    [InlineData("MessageDeduplicationId")]
    public void Group_and_deduplication_ids_are_checked_on_standard_queues_too(string member)
    {
        Ok(Sqs.SendMessage(With(new string('a', 128))));
        Ok(Sqs.SendMessage(With("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~aZ9")));
        foreach (var wrong in new[] { "", new string('a', 129), "with space", "ü" })
        {
            Refused(
                Sqs.SendMessage(With(wrong)),
                "InvalidParameterValueException",
                $"Value {wrong} for parameter {member} is invalid. Reason: "
                    + $"{member} can only include alphanumeric and punctuation characters. 1 to 128 in length."
            );
        }

        SendMessageRequest With(string id) =>
            member == "MessageGroupId"
                ? new()
                {
                    QueueUrl = Url,
                    MessageBody = "x",
                    MessageGroupId = id,
                }
                : new()
                {
                    QueueUrl = Url,
                    MessageBody = "x",
                    MessageDeduplicationId = id,
                };
    }

    /// <summary>2b: attribute name at most 256, no AWS. or Amazon. prefix, no leading, trailing or double dot.</summary>
    [Theory]
    [InlineData("a", true)]
    [InlineData("A_b-c.9", true)]
    [InlineData("AWSome", true)]
    [InlineData("", false)]
    [InlineData("AWS.key", false)]
    [InlineData("aws.key", false)]
    [InlineData("Amazon.key", false)]
    [InlineData(".key", false)]
    [InlineData("key.", false)]
    [InlineData("a..b", false)]
    [InlineData("a b", false)]
    [InlineData("ü", false)]
    [InlineData("a!", false)]
    public void An_attribute_name_has_a_form(string name, bool isFine) => Assert.Equal(isFine, Takes(name, "String", "x"));

    [Fact]
    public void An_attribute_name_of_256_characters_is_the_longest()
    {
        Assert.True(Takes(new string('a', 256), "String", "x"));
        Assert.False(Takes(new string('a', 257), "String", "x"));
    }

    /// <summary>2b: at most 10 attributes.</summary>
    [Fact]
    public void Ten_attributes_are_the_most()
    {
        Ok(Sqs.SendMessage(With(10)));
        Refused(
            Sqs.SendMessage(With(11)),
            "InvalidParameterValueException",
            "Number of message attributes [11] exceeds the allowed maximum [10]."
        );

        static SendMessageRequest With(int count) =>
            new()
            {
                QueueUrl = Url,
                MessageBody = "x",
                MessageAttributes = Enumerable
                    .Range(0, count)
                    .ToDictionary(id => $"a{id}", _ => new MessageAttributeValue { DataType = "String", StringValue = "x" }),
            };
    }

    /// <summary>Developer Guide, "Message attribute data types": String, Number, Binary, each with a custom suffix.</summary>
    [Theory]
    [InlineData("String", "x", true)]
    [InlineData("String.custom", "x", true)]
    [InlineData("Number", "1", true)]
    [InlineData("Number.float", "-1.5e3", true)]
    [InlineData("Number", "one", false)]
    [InlineData("Number", "", false)]
    [InlineData("String", "", false)]
    [InlineData("", "x", false)]
    [InlineData("Text", "x", false)]
    [InlineData("string", "x", false)]
    [InlineData("Stringent", "x", false)]
    [InlineData("Binary", "x", false)]
    public void An_attribute_has_a_type_and_a_value_of_it(string type, string value, bool isFine) =>
        Assert.Equal(isFine, Takes("key", type, value));

    [Fact]
    public void The_only_system_attribute_to_send_is_the_trace_header_as_a_string()
    {
        Refused(Sqs.SendMessage(With("SenderId", "String", "Root=1")), "InvalidParameterValueException");
        Refused(Sqs.SendMessage(With("AWSTraceHeader", "Number", "7")), "InvalidParameterValueException");
        Ok(Sqs.SendMessage(With("AWSTraceHeader", "String", "Root=1")));
        Assert.Equal("Root=1", ReceiveOne()?.Attributes!["AWSTraceHeader"]);
    }

    /// <summary>SQS API Reference, SendMessage: "its value must be a correctly formatted X-Ray trace header string".</summary>
    [Theory]
    [InlineData(
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=25:a87bd80c:1|68fd508a:5",
        true
    )]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793; Sampled=?; CalledFrom=app;", true)]
    [InlineData("7", false)]
    [InlineData(";", false)]
    [InlineData("=1", false)]
    [InlineData("Root=1;;Sampled=1", false)]
    [InlineData("Root=1;Sampled", false)]
    [InlineData("Root=\u00fc", false)]
    [InlineData("Root=1\nSampled=1", false)]
    public void A_trace_header_has_a_form(string header, bool isFine) =>
        Assert.Equal(isFine, Sqs.SendMessage(With("AWSTraceHeader", "String", header)).Error is null);

    [Fact]
    public void A_trace_header_of_8192_characters_is_the_longest()
    {
        Ok(Sqs.SendMessage(With("AWSTraceHeader", "String", "Root=".PadRight(8_192, '1'))));
        Refused(
            Sqs.SendMessage(With("AWSTraceHeader", "String", "Root=".PadRight(8_193, '1'))),
            "InvalidParameterValueException",
            "Message system attribute 'AWSTraceHeader' must be a correctly formatted AWS X-Ray trace header string."
        );
    }

    private static SendMessageRequest With(string name, string type, string value) =>
        new()
        {
            QueueUrl = Url,
            MessageBody = "x",
            MessageSystemAttributes = new()
            {
                [name] = new() { DataType = type, StringValue = value },
            },
        };

    [Fact]
    public void A_refused_message_leaves_nothing_behind()
    {
        var facts = World.FactCount;
        Assert.False(Takes("AWS.key", "String", "x"));
        Assert.Equal((facts, (0, 0, 0)), (World.FactCount, Counts()));
    }

    private bool Takes(string name, string type, string value)
    {
        var answer = Sqs.SendMessage(
            new()
            {
                QueueUrl = Url,
                MessageBody = "x",
                MessageAttributes = new()
                {
                    [name] = new() { DataType = type, StringValue = value },
                },
            }
        );
        if (answer.Error is not null)
        {
            Refused(answer, "InvalidParameterValueException");
        }

        return answer.Error is null;
    }
}
