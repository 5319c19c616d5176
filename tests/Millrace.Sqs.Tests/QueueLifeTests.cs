using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Creating, finding, listing, purging, tagging and deleting queues: facts 2a to 2c and the SQS API Reference.</summary>
public sealed class QueueLifeTests : SqsTest
{
    [Fact]
    public void Creating_a_queue_again_answers_with_the_one_that_is_there()
    {
        CreateQueue("jobs", ("DelaySeconds", "5"), ("VisibilityTimeout", "60"));
        var facts = World.FactCount;
        Assert.Equal(BaseUrl + "/000000000000/jobs", CreateQueue("jobs", ("DelaySeconds", "5")));
        Assert.Equal(BaseUrl + "/000000000000/jobs", CreateQueue("jobs"));
        Assert.Equal(facts, World.FactCount);
    }

    /// <summary>2a: QueueNameExists → QueueAlreadyExists 400.</summary>
    [Theory]
    [InlineData("DelaySeconds", "6")]
    [InlineData("VisibilityTimeout", "30")]
    [InlineData("MaximumMessageSize", "262144")]
    public void Creating_a_queue_again_with_another_value_is_refused(string name, string value)
    {
        CreateQueue("jobs", ("DelaySeconds", "5"), ("VisibilityTimeout", "60"));
        var error = Refused(
            Sqs.CreateQueue(new() { QueueName = "jobs", Attributes = Map((name, value)) }),
            "QueueNameExists",
            $"A queue already exists with the same name and a different value for attribute {name}"
        );
        Assert.Equal(("QueueAlreadyExists", 400), (error.Code, error.QueryHttpStatus));
    }

    [Fact]
    public void An_attribute_left_out_at_creation_equals_its_default()
    {
        CreateQueue("jobs");
        CreateQueue("jobs", ("DelaySeconds", "0"), ("VisibilityTimeout", "30"), ("MessageRetentionPeriod", "345600"));
    }

    /// <summary>2b: names at most 80 characters; letters, digits, hyphens and underscores.</summary>
    [Theory]
    [InlineData("a")]
    [InlineData("a-b_C9")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_well_formed_name_is_taken(string name) =>
        Assert.EndsWith("/" + name, CreateQueue(name), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("ä")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_malformed_name_is_refused(string name) =>
        Refused(
            Sqs.CreateQueue(new() { QueueName = name }),
            "InvalidParameterValueException",
            "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
        );

    /// <summary>2a: QueueDeletedRecently; API Reference, DeleteQueue: 60 seconds.</summary>
    [Fact]
    public void A_name_is_free_again_sixty_seconds_after_its_queue_was_deleted()
    {
        Send("lost");
        Ok(Sqs.DeleteQueue(Url));
        Refused(Sqs.GetQueueUrl("orders"), "QueueDoesNotExist");
        World.RunUntil(Start.AddSeconds(59.999));
        var error = Refused(Sqs.CreateQueue(new() { QueueName = "orders" }), "QueueDeletedRecently");
        Assert.Equal("AWS.SimpleQueueService.QueueDeletedRecently", error.Code);
        World.RunUntil(Start.AddSeconds(60));
        CreateQueue("orders");
        Assert.Equal((0, 0, 0), Counts());
    }

    [Fact]
    public void A_queue_created_again_has_none_of_its_former_attributes_and_tags()
    {
        Set("DelaySeconds", "5");
        Ok(Sqs.TagQueue(Url, Map(("team", "blue"))));
        Ok(Sqs.DeleteQueue(Url));
        World.RunFor(TimeSpan.FromSeconds(60));
        CreateQueue("orders");
        Assert.Equal("0", Attribute("DelaySeconds"));
        Assert.Null(Ok(Sqs.ListQueueTags(Url)).Tags);
    }

    [Fact]
    public void A_deleted_queue_is_worth_no_memory_once_its_name_is_free()
    {
        Ok(Sqs.DeleteQueue(Url));
        Assert.All(World.Queues, queue => Assert.False(queue.IsForgettable(Start.AddSeconds(59))));
        Assert.All(World.Queues, queue => Assert.True(queue.IsForgettable(Start.AddSeconds(60))));
    }

    /// <summary>2a: PurgeQueueInProgress, 403 [rec].</summary>
    [Fact]
    public void A_purge_takes_every_message_and_may_not_follow_another_within_sixty_seconds()
    {
        Send("visible");
        Send("delayed", delaySeconds: 60);
        Send("in flight");
        Receive(1);
        Ok(Sqs.PurgeQueue(Url));
        Assert.Equal((0, 0, 0), Counts());
        World.RunUntil(Start.AddSeconds(59.999));
        var error = Refused(
            Sqs.PurgeQueue(Url),
            "PurgeQueueInProgress",
            "Only one PurgeQueue operation on orders is allowed every 60 seconds."
        );
        Assert.Equal((403, "AWS.SimpleQueueService.PurgeQueueInProgress"), (error.QueryHttpStatus, error.Code));
        World.RunUntil(Start.AddSeconds(60));
        Ok(Sqs.PurgeQueue(Url));
    }

    [Fact]
    public void A_purged_queue_takes_and_gives_messages_as_before()
    {
        Send("before");
        var handle = ReceiveOne()!.ReceiptHandle;
        Ok(Sqs.PurgeQueue(Url));
        Send("after");
        Ok(Sqs.DeleteMessage(Url, handle));
        Assert.Equal("after", ReceiveOne()?.Body.ToString());
    }

    /// <summary>2b: ListQueues NextToken only when MaxResults was given.</summary>
    [Fact]
    public void Queues_are_listed_by_name_a_page_at_a_time_when_asked_to()
    {
        foreach (var name in new[] { "b3", "b1", "b2", "a1" })
        {
            CreateQueue(name);
        }

        var all = Ok(Sqs.ListQueues());
        Assert.Equal(["a1", "b1", "b2", "b3", "orders"], all.QueueUrls!.Select(url => url[(url.LastIndexOf('/') + 1)..]));
        Assert.Null(all.NextToken);

        var first = Ok(Sqs.ListQueues("b", 2));
        Assert.Equal(2, first.QueueUrls!.Count);
        var second = Ok(Sqs.ListQueues("b", 2, first.NextToken));
        Assert.EndsWith("/b3", Assert.Single(second.QueueUrls!), StringComparison.Ordinal);
        Assert.Null(second.NextToken);
        Assert.Null(Ok(Sqs.ListQueues("zzz")).QueueUrls);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void A_page_size_out_of_range_is_refused(int most) =>
        Refused(Sqs.ListQueues(null, most), "InvalidParameterValueException");

    [Theory]
    [InlineData("garbage!")]
    [InlineData("Z2FyYmFnZQ==")]
    public void A_token_nobody_gave_out_is_refused(string token) =>
        Refused(Sqs.ListQueues(null, 1, token), "InvalidParameterValueException", "Invalid or expired NextToken.");

    [Fact]
    public void Each_account_and_each_region_has_queues_of_its_own()
    {
        var other = ClientOf("111122223333");
        Assert.Null(Ok(other.ListQueues()).QueueUrls);
        Refused(other.GetQueueUrl("orders"), "QueueDoesNotExist");
        Refused(ClientOf("000000000000", "eu-west-1").GetQueueUrl("orders"), "QueueDoesNotExist");
        Assert.Equal(Url, Ok(other.GetQueueUrl("orders", "000000000000")).QueueUrl);
    }

    /// <summary>2b: ListQueueTags without tags → no Tags.</summary>
    [Fact]
    public void Tags_are_set_replaced_and_removed()
    {
        Assert.Null(Ok(Sqs.ListQueueTags(Url)).Tags);
        Ok(Sqs.TagQueue(Url, Map(("team", "blue"), ("stage", ""))));
        Ok(Sqs.TagQueue(Url, Map(("team", "red"))));
        Assert.Equal(Map(("team", "red"), ("stage", "")), Ok(Sqs.ListQueueTags(Url)).Tags);
        Ok(Sqs.UntagQueue(Url, "stage", "stage", "unknown"));
        Assert.Equal(Map(("team", "red")), Ok(Sqs.ListQueueTags(Url)).Tags);
        Ok(Sqs.UntagQueue(Url, "team"));
        Assert.Null(Ok(Sqs.ListQueueTags(Url)).Tags);
    }

    [Fact]
    public void Tags_may_come_with_the_creation()
    {
        var url = Ok(Sqs.CreateQueue(new CreateQueueRequest { QueueName = "tagged", Tags = Map(("team", "blue")) })).QueueUrl!;
        Assert.Equal(Map(("team", "blue")), Ok(Sqs.ListQueueTags(url)).Tags);
    }

    [Fact]
    public void Fifty_tags_of_128_and_256_characters_are_the_most()
    {
        Ok(Sqs.TagQueue(Url, Map([.. Enumerable.Range(0, 50).Select(index => ($"{index}", "x"))])));
        Refused(Sqs.TagQueue(Url, Map(("one", "more"))), "InvalidParameterValueException");
        Ok(Sqs.TagQueue(Url, Map(("0", new string('v', 256)))));
        Refused(Sqs.TagQueue(Url, Map(("0", new string('v', 257)))), "InvalidParameterValueException");
        Ok(Sqs.UntagQueue(Url, "1", "2"));
        Ok(Sqs.TagQueue(Url, Map((new string('k', 128), "x"))));
        Refused(Sqs.TagQueue(Url, Map((new string('k', 129), "x"))), "InvalidParameterValueException");
        Refused(Sqs.TagQueue(Url, Map(("", "x"))), "InvalidParameterValueException");
    }

    [Fact]
    public void Nothing_can_be_done_with_a_queue_that_is_not_there()
    {
        const string Nowhere = BaseUrl + "/000000000000/nowhere";
        Refused(Sqs.DeleteQueue(Nowhere), "QueueDoesNotExist");
        Refused(Sqs.PurgeQueue(Nowhere), "QueueDoesNotExist");
        Refused(Sqs.GetQueueAttributes(Nowhere, ["All"]), "QueueDoesNotExist");
        Refused(Sqs.SetQueueAttributes(Nowhere, Map(("DelaySeconds", "1"))), "QueueDoesNotExist");
        Refused(Sqs.ListQueueTags(Nowhere), "QueueDoesNotExist");
        Refused(Sqs.TagQueue(Nowhere, Map(("a", "b"))), "QueueDoesNotExist");
        Refused(Sqs.UntagQueue(Nowhere, "a"), "QueueDoesNotExist");
        Refused(Sqs.SendMessage(new() { QueueUrl = Nowhere, MessageBody = "x" }), "QueueDoesNotExist");
        Refused(Sqs.SendMessageBatch(Nowhere, [new() { Id = "a", MessageBody = "x" }]), "QueueDoesNotExist");
        Refused(Sqs.DeleteMessage(Nowhere, "x"), "QueueDoesNotExist");
        Refused(Sqs.DeleteMessageBatch(Nowhere, [new() { Id = "a", ReceiptHandle = "x" }]), "QueueDoesNotExist");
        Refused(Sqs.ChangeMessageVisibility(Nowhere, "x", 1), "QueueDoesNotExist");
        var error = Refused(
            Sqs.ChangeMessageVisibilityBatch(
                Nowhere,
                [
                    new()
                    {
                        Id = "a",
                        ReceiptHandle = "x",
                        VisibilityTimeout = 1,
                    },
                ]
            ),
            "QueueDoesNotExist",
            "The specified queue does not exist."
        );
        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue", error.Code);
    }
}
