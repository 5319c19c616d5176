using System.Text.Json.Nodes;
using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Wire.Codecs;

namespace Millrace.Wire.Tests.Codecs;

/// <summary>What botocore sends is read, and what is written is what botocore understands, in both protocols.</summary>
public class BotocoreTests(BotocorePeer peer) : IClassFixture<BotocorePeer>
{
    private const string Send = """
        {"QueueUrl":"http://localhost/1/q","MessageBody":"a \"b\" & <c>=é😀\n","DelaySeconds":3,
         "MessageAttributes":{"n":{"DataType":"Number","StringValue":"1"},"b":{"DataType":"Binary","BinaryValue":{"base64":"+/8A"}}},
         "MessageSystemAttributes":{"AWSTraceHeader":{"DataType":"String","StringValue":"Root=1-2"}},
         "MessageDeduplicationId":"d","MessageGroupId":"g"}
        """;

    private const string Batch = """
        {"QueueUrl":"q","Entries":[{"Id":"1","MessageBody":"a","MessageAttributes":{"n":{"DataType":"String","StringValue":"v"}}},
         {"Id":"2","MessageBody":"b","DelaySeconds":0}]}
        """;

    public static TheoryData<string> Protocols { get; } = ["json", "query"];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Requests_of_a_message_are_read(string protocol)
    {
        var send = Read<SendMessageRequest>(protocol, "SendMessage", Send);
        Assert.Equal("http://localhost/1/q", send.QueueUrl);
        Assert.Equal("a \"b\" & <c>=é😀\n", send.MessageBody?.ToString());
        Assert.Equal(3, send.DelaySeconds);
        Assert.Equal("1", send.MessageAttributes!["n"].StringValue);
        Assert.Equal([0xFB, 0xFF, 0], send.MessageAttributes!["b"].BinaryValue!.Value.ToArray());
        Assert.Equal("Root=1-2", send.MessageSystemAttributes!["AWSTraceHeader"].StringValue);
        Assert.Equal(("d", "g"), (send.MessageDeduplicationId, send.MessageGroupId));

        var batch = Read<SendMessageBatchRequest>(protocol, "SendMessageBatch", Batch);
        Assert.Equal(["1", "2"], batch.Entries!.Select(entry => entry.Id));
        Assert.Equal("v", batch.Entries![0].MessageAttributes!["n"].StringValue);
        Assert.Equal(0, batch.Entries![1].DelaySeconds);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Requests_of_all_other_kinds_are_read(string protocol)
    {
        var create = Read<CreateQueueRequest>(
            protocol,
            "CreateQueue",
            """{"QueueName":"q","Attributes":{"DelaySeconds":"1"},"tags":{"k":"v","l":""}}"""
        );
        Assert.Equal("1", create.Attributes!["DelaySeconds"]);
        Assert.Equal(("v", ""), (create.Tags!["k"], create.Tags["l"]));

        var receive = Read<ReceiveMessageRequest>(
            protocol,
            "ReceiveMessage",
            """{"QueueUrl":"q","AttributeNames":["All"],"MessageSystemAttributeNames":["SenderId","SentTimestamp"],"MessageAttributeNames":["a.*"],"MaxNumberOfMessages":10}"""
        );
        Assert.Equal(["All"], receive.AttributeNames);
        Assert.Equal(["SenderId", "SentTimestamp"], receive.MessageSystemAttributeNames);
        Assert.Equal(["a.*"], receive.MessageAttributeNames);
        Assert.Equal(10, receive.MaxNumberOfMessages);

        Assert.Equal(
            "1",
            Read<SetQueueAttributesRequest>(
                protocol,
                "SetQueueAttributes",
                """{"QueueUrl":"q","Attributes":{"Policy":"1"}}"""
            ).Attributes!["Policy"]
        );
        Assert.Equal("v", Read<TagQueueRequest>(protocol, "TagQueue", """{"QueueUrl":"q","Tags":{"k":"v"}}""").Tags!["k"]);
        Assert.Equal(
            ["k", "l"],
            Read<UntagQueueRequest>(protocol, "UntagQueue", """{"QueueUrl":"q","TagKeys":["k","l"]}""").TagKeys
        );
        Assert.Equal(
            ["All"],
            Read<GetQueueAttributesRequest>(
                protocol,
                "GetQueueAttributes",
                """{"QueueUrl":"q","AttributeNames":["All"]}"""
            ).AttributeNames
        );
        var permission = Read<AddPermissionRequest>(
            protocol,
            "AddPermission",
            """{"QueueUrl":"q","Label":"l","AWSAccountIds":["1","2"],"Actions":["*"]}"""
        );
        Assert.Equal(["1", "2"], permission.AWSAccountIds);
        Assert.Equal(["*"], permission.Actions);
        var visibility = Read<ChangeMessageVisibilityBatchRequest>(
            protocol,
            "ChangeMessageVisibilityBatch",
            """{"QueueUrl":"q","Entries":[{"Id":"1","ReceiptHandle":"h","VisibilityTimeout":0}]}"""
        );
        Assert.Equal(0, visibility.Entries![0].VisibilityTimeout);
        Assert.Equal(
            "h",
            Read<DeleteMessageBatchRequest>(
                protocol,
                "DeleteMessageBatch",
                """{"QueueUrl":"q","Entries":[{"Id":"1","ReceiptHandle":"h"}]}"""
            )
                .Entries![0]
                .ReceiptHandle
        );
        Assert.Equal(5, Read<ListQueuesRequest>(protocol, "ListQueues", """{"MaxResults":5}""").MaxResults);
        Assert.Equal(
            7,
            Read<StartMessageMoveTaskRequest>(
                protocol,
                "StartMessageMoveTask",
                """{"SourceArn":"a","MaxNumberOfMessagesPerSecond":7}"""
            ).MaxNumberOfMessagesPerSecond
        );
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Received_messages_are_understood(string protocol)
    {
        var result = new ReceiveMessageResult
        {
            Messages =
            [
                new()
                {
                    MessageId = "id",
                    ReceiptHandle = "h",
                    MD5OfBody = "md5",
                    Body = "a \"b\" & <c>é😀\r\n",
                    Attributes = new() { ["SenderId"] = "A", ["SentTimestamp"] = "1" },
                    MessageAttributes = new()
                    {
                        ["n"] = new() { DataType = "Binary", BinaryValue = new byte[] { 1, 2 } },
                    },
                },
                new() { MessageId = "id2" },
            ],
        };
        var expected = """
            [{"MessageId":"id","ReceiptHandle":"h","MD5OfBody":"md5","Body":"a \"b\" & <c>é😀\r\n",
              "Attributes":{"SenderId":"A","SentTimestamp":"1"},
              "MessageAttributes":{"n":{"DataType":"Binary","BinaryValue":{"base64":"AQI="}}}},{"MessageId":"id2"}]
            """;
        AssertSame(expected, Parsed(protocol, "ReceiveMessage", result)["Messages"]);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Answers_of_all_other_kinds_are_understood(string protocol)
    {
        AssertSame("""["a","b"]""", Parsed(protocol, "ListQueues", new ListQueuesResult { QueueUrls = ["a", "b"] })["QueueUrls"]);
        AssertSame(
            """["a"]""",
            Parsed(protocol, "ListDeadLetterSourceQueues", new ListDeadLetterSourceQueuesResult { QueueUrls = ["a"] })[
                "queueUrls"
            ]
        );
        AssertSame(
            """{"k":"v"}""",
            Parsed(protocol, "ListQueueTags", new ListQueueTagsResult { Tags = new() { ["k"] = "v" } })["Tags"]
        );
        AssertSame(
            """{"DelaySeconds":"1"}""",
            Parsed(
                protocol,
                "GetQueueAttributes",
                new GetQueueAttributesResult { Attributes = new() { ["DelaySeconds"] = "1" } }
            )["Attributes"]
        );
        AssertSame("\"u\"", Parsed(protocol, "CreateQueue", new CreateQueueResult { QueueUrl = "u" })["QueueUrl"]);
        var batch = Parsed(
            protocol,
            "SendMessageBatch",
            new SendMessageBatchResult
            {
                Successful =
                [
                    new()
                    {
                        Id = "1",
                        MessageId = "m",
                        MD5OfMessageBody = "5",
                    },
                ],
                Failed =
                [
                    new()
                    {
                        Id = "2",
                        SenderFault = true,
                        Code = "C",
                        Message = "m",
                    },
                ],
            }
        );
        AssertSame("""[{"Id":"1","MessageId":"m","MD5OfMessageBody":"5"}]""", batch["Successful"]);
        AssertSame("""[{"Id":"2","SenderFault":true,"Code":"C","Message":"m"}]""", batch["Failed"]);
        var tasks = new ListMessageMoveTasksResult
        {
            Results = [new() { Status = "RUNNING", ApproximateNumberOfMessagesMoved = 5 }],
        };
        AssertSame(
            """[{"Status":"RUNNING","ApproximateNumberOfMessagesMoved":5}]""",
            Parsed(protocol, "ListMessageMoveTasks", tasks)["Results"]
        );
        Assert.Null(Parsed(protocol, "ReceiveMessage", new ReceiveMessageResult())["Messages"]);
        Assert.NotNull(Parsed<Unit>(protocol, "DeleteMessage", Unit.Value)["ResponseMetadata"]);
    }

    [Fact]
    public void An_error_is_understood_in_JSON()
    {
        SkipWithoutPeer();
        var error = SqsErrors.QueueDoesNotExist;
        var body = Bytes.Written(output => JsonCodec.WriteError(output, SqsModel.Service, error));
        var headers = new JsonObject { ["x-amzn-query-error"] = error.QueryErrorHeader };
        var parsed = peer.Parse("json", "SendMessage", body, error.HttpStatus, headers)["Error"]!;
        AssertSame("\"AWS.SimpleQueueService.NonExistentQueue\"", parsed["Code"]);
        AssertSame("\"QueueDoesNotExist\"", parsed["QueryErrorCode"]);
        AssertSame("\"Sender\"", parsed["Type"]);
        AssertSame("\"The specified queue does not exist.\"", parsed["Message"]);
    }

    [Fact]
    public void An_error_is_understood_in_query()
    {
        SkipWithoutPeer();
        var error = SqsErrors.PurgeQueueInProgress.WithMessage("Only <one> & no more.");
        var body = Bytes.Written(output => QueryCodec.WriteError(output, SqsModel.Service, error, "r-1"));
        var parsed = peer.Parse("query", "PurgeQueue", body, error.QueryHttpStatus);
        AssertSame(
            """{"Type":"Sender","Code":"AWS.SimpleQueueService.PurgeQueueInProgress","Message":"Only <one> & no more.","Detail":null}""",
            parsed["Error"]
        );
        AssertSame("\"r-1\"", parsed["ResponseMetadata"]!["RequestId"]);
    }

    private static void AssertSame(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}, was {actual?.ToJsonString()}");

    private void SkipWithoutPeer() => Assert.SkipUnless(peer.IsThere, "There is no python3 with botocore to compare with.");

    private T Read<T>(string protocol, string operation, string parameters)
        where T : class, IShape<T>
    {
        SkipWithoutPeer();
        var body = Bytes.Of(peer.Serialize(protocol, operation, parameters));
        return protocol == "json" ? JsonCodec.Read<T>(body) : QueryCodec.Read<T>(body);
    }

    private JsonNode Parsed<T>(string protocol, string operation, T value)
        where T : class, IShape<T>
    {
        SkipWithoutPeer();
        return peer.Parse(protocol, operation, protocol == "json" ? Bytes.WriteJson(value) : Bytes.WriteQuery(operation, value));
    }
}
