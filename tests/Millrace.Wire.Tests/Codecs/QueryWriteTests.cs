using System.Xml.Linq;
using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Wire.Codecs;

namespace Millrace.Wire.Tests.Codecs;

public class QueryWriteTests
{
    private const string Start = "<?xml version=\"1.0\"?>";
    private const string Namespace = "xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\"";
    private const string Metadata = "<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>";

    [Fact]
    public void An_answer_stands_in_its_result_element()
    {
        var written = Bytes.WriteQuery("SendMessage", new SendMessageResult { MessageId = "id", MD5OfMessageBody = "md5" });
        Assert.Equal(
            $"{Start}<SendMessageResponse {Namespace}><SendMessageResult><MD5OfMessageBody>md5</MD5OfMessageBody>"
                + $"<MessageId>id</MessageId></SendMessageResult>{Metadata}</SendMessageResponse>",
            written
        );
    }

    [Fact]
    public void An_empty_receive_is_one_empty_element()
    {
        var expected = $"{Start}<ReceiveMessageResponse {Namespace}><ReceiveMessageResult/>{Metadata}</ReceiveMessageResponse>";
        Assert.Equal(expected, Bytes.WriteQuery("ReceiveMessage", new ReceiveMessageResult()));
        Assert.Equal(expected, Bytes.WriteQuery("ReceiveMessage", new ReceiveMessageResult { Messages = [] }));
        Assert.Equal(expected, Bytes.WriteQuery<ReceiveMessageResult>("ReceiveMessage", null));
    }

    [Fact]
    public void An_operation_without_output_has_no_result_element()
    {
        Assert.Equal(
            $"{Start}<DeleteMessageResponse {Namespace}>{Metadata}</DeleteMessageResponse>",
            Bytes.WriteQuery<Unit>("DeleteMessage", null)
        );
    }

    [Fact]
    public void A_received_message_has_the_old_element_names()
    {
        var message = new Message
        {
            MessageId = "id",
            Body = "a<b>&\"c\"",
            Attributes = new() { ["SentTimestamp"] = "1", ["SenderId"] = "A" },
            MessageAttributes = new()
            {
                ["n"] = new() { DataType = "Binary", BinaryValue = new byte[] { 1, 2, 3 } },
            },
        };
        var written = Bytes.WriteQuery(
            "ReceiveMessage",
            new ReceiveMessageResult { Messages = [message, new Message { Body = "2" }] }
        );
        Assert.Contains(
            "<ReceiveMessageResult><Message><MessageId>id</MessageId><Body>a&lt;b&gt;&amp;&quot;c&quot;</Body>"
                + "<Attribute><Name>SentTimestamp</Name><Value>1</Value></Attribute>"
                + "<Attribute><Name>SenderId</Name><Value>A</Value></Attribute>"
                + "<MessageAttribute><Name>n</Name><Value><BinaryValue>AQID</BinaryValue><DataType>Binary</DataType></Value>"
                + "</MessageAttribute></Message><Message><Body>2</Body></Message></ReceiveMessageResult>",
            written
        );
    }

    [Fact]
    public void Lists_are_repeated_elements()
    {
        Assert.Contains(
            "<ListQueuesResult><QueueUrl>a</QueueUrl><QueueUrl>b</QueueUrl><NextToken>t</NextToken></ListQueuesResult>",
            Bytes.WriteQuery("ListQueues", new ListQueuesResult { QueueUrls = ["a", "b"], NextToken = "t" })
        );
        Assert.Contains(
            "<ListQueueTagsResult><Tag><Key>k</Key><Value>v</Value></Tag></ListQueueTagsResult>",
            Bytes.WriteQuery("ListQueueTags", new ListQueueTagsResult { Tags = new() { ["k"] = "v" } })
        );
        Assert.Contains(
            "<GetQueueAttributesResult><Attribute><Name>k</Name><Value>v</Value></Attribute></GetQueueAttributesResult>",
            Bytes.WriteQuery("GetQueueAttributes", new GetQueueAttributesResult { Attributes = new() { ["k"] = "v" } })
        );
        Assert.Contains(
            "<ListDeadLetterSourceQueuesResult><QueueUrl>a</QueueUrl></ListDeadLetterSourceQueuesResult>",
            Bytes.WriteQuery("ListDeadLetterSourceQueues", new ListDeadLetterSourceQueuesResult { QueueUrls = ["a"] })
        );
    }

    [Fact]
    public void A_batch_answers_successes_and_failures_side_by_side()
    {
        var result = new SendMessageBatchResult
        {
            Successful = [new() { Id = "1", MessageId = "m" }],
            Failed =
            [
                new()
                {
                    Id = "2",
                    SenderFault = true,
                    Code = "InvalidParameterValue",
                    Message = "no",
                },
            ],
        };
        Assert.Contains(
            "<SendMessageBatchResult><SendMessageBatchResultEntry><Id>1</Id><MessageId>m</MessageId></SendMessageBatchResultEntry>"
                + "<BatchResultErrorEntry><Id>2</Id><SenderFault>true</SenderFault><Code>InvalidParameterValue</Code>"
                + "<Message>no</Message></BatchResultErrorEntry></SendMessageBatchResult>",
            Bytes.WriteQuery("SendMessageBatch", result)
        );
    }

    [Fact]
    public void A_move_task_is_an_entry_with_its_numbers()
    {
        var result = new ListMessageMoveTasksResult
        {
            Results =
            [
                new()
                {
                    TaskHandle = "h",
                    Status = "RUNNING",
                    ApproximateNumberOfMessagesMoved = 4_000_000_000,
                    StartedTimestamp = 1,
                },
            ],
        };
        Assert.Contains(
            "<ListMessageMoveTasksResultEntry><TaskHandle>h</TaskHandle><Status>RUNNING</Status>"
                + "<ApproximateNumberOfMessagesMoved>4000000000</ApproximateNumberOfMessagesMoved>"
                + "<StartedTimestamp>1</StartedTimestamp></ListMessageMoveTasksResultEntry>",
            Bytes.WriteQuery("ListMessageMoveTasks", result)
        );
    }

    [Theory]
    [InlineData("a\rb\n\tc", "a&#xD;b\n\tc")]
    [InlineData("a\u0001b\uFFFE\uFFFFc", "a\uFFFDb\uFFFD\uFFFDc")]
    [InlineData("\uFF21\uFEFFé😀", "\uFF21\uFEFFé😀")]
    public void Every_text_becomes_XML_that_a_parser_accepts(string text, string written)
    {
        var answer = Bytes.WriteQuery(
            "ReceiveMessage",
            new ReceiveMessageResult { Messages = [new() { Body = text, MessageId = text }] }
        );
        Assert.Contains($"<Body>{written}</Body>", answer);
        Assert.Contains($"<MessageId>{written}</MessageId>", answer);
        Assert.NotNull(XDocument.Parse(answer).Root);
    }

    [Fact]
    public void An_error_has_its_query_code_and_text()
    {
        var written = Bytes.Written(output =>
            QueryCodec.WriteError(output, SqsModel.Service, SqsErrors.QueueDoesNotExist, "r-1")
        );
        Assert.Equal(
            $"{Start}<ErrorResponse {Namespace}><Error><Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code>"
                + "<Message>The specified queue does not exist for this wsdl version.</Message><Detail/></Error>"
                + "<RequestId>r-1</RequestId></ErrorResponse>",
            written
        );
    }

    [Fact]
    public void A_query_answer_in_JSON_states_absent_members_and_lists_maps_as_pairs()
    {
        var message = new Message
        {
            Body = "b",
            Attributes = new() { ["SenderId"] = "A" },
        };
        Assert.Equal(
            "{\"ReceiveMessageResponse\":{\"ReceiveMessageResult\":{\"messages\":[{\"MessageId\":null,\"ReceiptHandle\":null,"
                + "\"MD5OfBody\":null,\"Body\":\"b\",\"Attributes\":[{\"Name\":\"SenderId\",\"Value\":\"A\"}],"
                + "\"MD5OfMessageAttributes\":null,\"MessageAttributes\":null}]},\"ResponseMetadata\":{\"RequestId\":\"r-1\"}}}",
            Bytes.WriteQueryJson("ReceiveMessage", new ReceiveMessageResult { Messages = [message] })
        );
        Assert.Equal(
            """{"PurgeQueueResponse":{"ResponseMetadata":{"RequestId":"r-1"}}}""",
            Bytes.WriteQueryJson<Unit>("PurgeQueue", null)
        );
    }

    [Fact]
    public void An_error_in_JSON_has_the_same_parts()
    {
        var written = Bytes.Written(output => QueryCodec.WriteErrorJson(output, SqsErrors.InvalidAction, "r-1"));
        Assert.Equal(
            """{"Error":{"Type":"Sender","Code":"InvalidAction","Message":"The action is not valid for this endpoint."},"RequestId":"r-1"}""",
            written
        );
    }
}
