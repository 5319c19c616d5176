using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Facts 2b, "MD5 of attributes", and API Reference, ReceiveMessage: which attributes an answer shows.</summary>
public sealed class AttributeSelectionTests : SqsTest
{
    public AttributeSelectionTests()
    {
        Ok(
            Sqs.SendMessage(
                new()
                {
                    QueueUrl = Url,
                    MessageBody = "hello",
                    MessageAttributes = new()
                    {
                        ["foo.b"] = new() { DataType = "Number.int", StringValue = "5" },
                        ["foo.a"] = new() { DataType = "String", StringValue = "x" },
                        ["bar"] = new() { DataType = "Binary.png", BinaryValue = new byte[] { 0, 255, 7 } },
                    },
                }
            )
        );
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("nothing", "")]
    [InlineData("bar", "bar")]
    [InlineData("BAR", "")]
    [InlineData("foo.a", "foo.a")]
    [InlineData("foo.*", "foo.a,foo.b")]
    [InlineData("bar,foo.b", "bar,foo.b")]
    [InlineData("All", "bar,foo.a,foo.b")]
    [InlineData(".*", "bar,foo.a,foo.b")]
    [InlineData("f.*,bar", "bar,foo.a,foo.b")]
    [InlineData("foo.a.*", "foo.a")]
    [InlineData("foo.a.b.*", "")]
    [InlineData("foo.b.*,b.*,x.*", "bar,foo.b")]
    [InlineData("foo*", "")]
    [InlineData("F.*", "")]
    [InlineData("bar,bar,bar.*", "bar")]
    public void Message_attributes_are_chosen_by_name_by_prefix_or_all(string wanted, string shown)
    {
        var message = ReceiveWith([], [.. wanted.Split(',', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(shown, string.Join(',', (message.MessageAttributes ?? []).Keys.Order(StringComparer.Ordinal)));
        Assert.Equal(shown.Length > 0, message.MD5OfMessageAttributes is not null);
    }

    [Fact]
    public void An_attribute_comes_back_with_its_whole_type_and_value()
    {
        var shown = ReceiveWith([], ["All"]).MessageAttributes!;
        Assert.Equal(("Number.int", "5"), (shown["foo.b"].DataType, shown["foo.b"].StringValue));
        Assert.Equal("Binary.png", shown["bar"].DataType);
        Assert.Equal(new byte[] { 0, 255, 7 }, shown["bar"].BinaryValue!.Value.ToArray());
        Assert.Null(shown["bar"].StringValue);
    }

    /// <summary>2b: on receive over the returned subset; values computed apart from this program.</summary>
    [Theory]
    [InlineData("All", "2bca17fbe274c738b15557ae4f571ecf")]
    [InlineData("foo.*", "11b48e8e4cb71a47616c8884e0f3ccd1")]
    [InlineData("bar", "b4eb28c98ddde27f15bb274e34a4b128")]
    public void The_digest_covers_what_is_shown(string wanted, string md5) =>
        Assert.Equal(md5, ReceiveWith([], [wanted]).MD5OfMessageAttributes);

    [Fact]
    public void The_digest_of_a_send_covers_all_attributes_and_the_body_has_its_own()
    {
        var sent = Ok(
            Sqs.SendMessage(
                new()
                {
                    QueueUrl = Url,
                    MessageBody = "test",
                    MessageAttributes = new()
                    {
                        ["MyAttribute"] = new() { DataType = "String", StringValue = "foobar" },
                    },
                }
            )
        );
        Assert.Equal("098f6bcd4621d373cade4e832627b4f6", sent.MD5OfMessageBody);
        Assert.Equal("adb59cd4678ea5a855436b949cd07ab6", sent.MD5OfMessageAttributes);
        Assert.Null(sent.MD5OfMessageSystemAttributes);
    }

    /// <summary>2b: system attributes have a digest of their own, only on send; it leaves the other one as it is.</summary>
    [Fact]
    public void The_trace_header_has_a_digest_of_its_own()
    {
        const string Trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        var sent = Ok(
            Sqs.SendMessage(
                new()
                {
                    QueueUrl = Url,
                    MessageBody = "test",
                    MessageAttributes = new()
                    {
                        ["MyAttribute"] = new() { DataType = "String", StringValue = "foobar" },
                    },
                    MessageSystemAttributes = new()
                    {
                        ["AWSTraceHeader"] = new() { DataType = "String", StringValue = Trace },
                    },
                }
            )
        );
        Assert.Equal("5ae4d5d7636402d80f4eb6d213245a88", sent.MD5OfMessageSystemAttributes);
        Assert.Equal("adb59cd4678ea5a855436b949cd07ab6", sent.MD5OfMessageAttributes);
    }

    [Theory]
    [InlineData("AWS.")]
    [InlineData("..foo")]
    [InlineData("")]
    public void A_name_no_attribute_can_have_selects_nothing_and_is_no_mistake(string wanted)
    {
        var message = ReceiveWith([], [wanted]);
        Assert.Null(message.MessageAttributes);
        Assert.Null(message.MD5OfMessageAttributes);
    }

    [Theory]
    [InlineData("SenderId", "SenderId")]
    [InlineData("SentTimestamp,ApproximateReceiveCount", "ApproximateReceiveCount,SentTimestamp")]
    [InlineData("AWSTraceHeader", "")]
    [InlineData("All", "ApproximateFirstReceiveTimestamp,ApproximateReceiveCount,SenderId,SentTimestamp")]
    public void System_attributes_are_chosen_by_name_or_all_in_the_old_member_and_the_new(string wanted, string shown)
    {
        List<string> names = [.. wanted.Split(',')];
        var byNew = Ok(
            Sqs.ReceiveMessage(
                new()
                {
                    QueueUrl = Url,
                    MessageSystemAttributeNames = names,
                    VisibilityTimeout = 0,
                }
            )
        );
        Assert.Equal(shown, Names(byNew.Messages!.Single()));
        Assert.Equal(shown, Names(ReceiveWith(names, [])));

        static string Names(Message message) => string.Join(',', (message.Attributes ?? []).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_names_no_attributes_are_shown()
    {
        var message = ReceiveWith([], []);
        Assert.Null(message.Attributes);
        Assert.Null(message.MessageAttributes);
        Assert.Null(message.MD5OfMessageAttributes);
    }

    [Fact]
    public void An_unknown_system_attribute_is_refused() =>
        Refused(
            Sqs.ReceiveMessage(new() { QueueUrl = Url, AttributeNames = ["Colour"] }),
            "InvalidAttributeName",
            "Unknown Attribute Colour."
        );

    /// <summary>Each of these prefixes would be compared with each of a hundred attributes, on the thread that every flush waits for.</summary>
    [Fact]
    public void Many_names_are_sorted_out_once_and_not_gone_through_for_each_attribute()
    {
        for (var message = 0; message < 10; message++)
        {
            Ok(
                Sqs.SendMessage(
                    new()
                    {
                        QueueUrl = Url,
                        MessageBody = "hello",
                        MessageAttributes = Enumerable
                            .Range(0, 10)
                            .ToDictionary(
                                index => $"attribute-{index}",
                                _ => new MessageAttributeValue { DataType = "String", StringValue = "x" },
                                StringComparer.Ordinal
                            ),
                    }
                )
            );
        }

        var request = new ReceiveMessageRequest
        {
            QueueUrl = Url,
            MaxNumberOfMessages = 10,
            MessageAttributeNames = [.. Enumerable.Range(0, 20_000).Select(index => $"other-{index}.*"), "attribute-7"],
        };
        var before = GC.GetAllocatedBytesForCurrentThread();
        var received = Ok(Sqs.ReceiveMessage(request)).Messages!;
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(9, received.Count(message => message.MessageAttributes?.Keys.Single() == "attribute-7"));
        Assert.InRange(bytes, 1, 16 << 20);
    }

    [Fact]
    public void The_names_are_looked_at_when_a_long_poll_comes_and_not_each_time_it_is_decided_again()
    {
        Receive(visibilitySeconds: 30);
        var request = new ReceiveMessageRequest
        {
            QueueUrl = Url,
            WaitTimeSeconds = 20,
            AttributeNames = ["SenderId"],
        };
        var poll = Sqs.Poll(request);
        World.RunFor(TimeSpan.FromSeconds(1));
        request.AttributeNames.Add("Colour");

        Send("hello");

        Assert.Equal("hello", Ok(poll.Answer!.Value).Messages!.Single().Body);
    }

    private Message ReceiveWith(List<string> system, List<string> names) =>
        Ok(
            Sqs.ReceiveMessage(
                new()
                {
                    QueueUrl = Url,
                    AttributeNames = system,
                    MessageAttributeNames = names,
                    VisibilityTimeout = 0,
                }
            )
        )
            .Messages!.Single();
}
