using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Facts 2b: defaults, ranges, and what setting one attribute does to another.</summary>
public sealed class QueueAttributeTests : SqsTest
{
    /// <summary>2b, "Defaults [rec]".</summary>
    [Fact]
    public void A_new_queue_shows_the_defaults()
    {
        var at = $"{Start.ToUnixTimeSeconds()}";
        Assert.Equal(
            Map(
                ("ApproximateNumberOfMessages", "0"),
                ("ApproximateNumberOfMessagesDelayed", "0"),
                ("ApproximateNumberOfMessagesNotVisible", "0"),
                ("CreatedTimestamp", at),
                ("DelaySeconds", "0"),
                ("LastModifiedTimestamp", at),
                ("MaximumMessageSize", "1048576"),
                ("MessageRetentionPeriod", "345600"),
                ("QueueArn", ArnOf("orders")),
                ("ReceiveMessageWaitTimeSeconds", "0"),
                ("SqsManagedSseEnabled", "true"),
                ("VisibilityTimeout", "30")
            ),
            Ok(Sqs.GetQueueAttributes(Url, ["All"])).Attributes
        );
    }

    /// <summary>2b: GetQueueAttributes with no names → no Attributes.</summary>
    [Fact]
    public void Without_names_nothing_is_shown()
    {
        Assert.Null(Ok(Sqs.GetQueueAttributes(Url, null)).Attributes);
        Assert.Null(Ok(Sqs.GetQueueAttributes(Url, [])).Attributes);
        Assert.Null(Ok(Sqs.GetQueueAttributes(Url, ["Policy"])).Attributes);
    }

    [Fact]
    public void Only_what_is_asked_for_is_shown()
    {
        var shown = Ok(Sqs.GetQueueAttributes(Url, ["QueueArn", "DelaySeconds", "QueueArn"])).Attributes;
        Assert.Equal(Map(("QueueArn", ArnOf("orders")), ("DelaySeconds", "0")), shown);
    }

    [Fact]
    public void An_unknown_attribute_is_refused_by_name()
    {
        Refused(Sqs.GetQueueAttributes(Url, ["QueueArn", "Colour"]), "InvalidAttributeName", "Unknown Attribute Colour.");
        Refused(Sqs.SetQueueAttributes(Url, Map(("Colour", "red"))), "InvalidAttributeName", "Unknown Attribute Colour.");
    }

    /// <summary>2b: each range, ends included.</summary>
    [Theory]
    [InlineData("VisibilityTimeout", 0, 43_200)]
    [InlineData("DelaySeconds", 0, 900)]
    [InlineData("MaximumMessageSize", 1_024, 1_048_576)]
    [InlineData("MessageRetentionPeriod", 60, 1_209_600)]
    [InlineData("ReceiveMessageWaitTimeSeconds", 0, 20)]
    [InlineData("KmsDataKeyReusePeriodSeconds", 60, 86_400)]
    public void An_attribute_has_a_range(string name, int least, int most)
    {
        foreach (var fine in new[] { least, most })
        {
            Set(name, $"{fine}");
            Assert.Equal($"{fine}", Attribute(name));
        }

        foreach (var wrong in new[] { $"{least - 1}", $"{most + 1}", "many", "", "1.5", "99999999999" })
        {
            Refused(
                Sqs.SetQueueAttributes(Url, Map((name, wrong))),
                "InvalidAttributeValue",
                $"Invalid value for the parameter {name}."
            );
            Assert.Equal($"{most}", Attribute(name));
        }
    }

    /// <summary>KMS API Reference, KeyId: at most 2,048 characters.</summary>
    [Fact]
    public void A_kms_key_has_an_id_of_2048_characters_at_most()
    {
        var longest = new string('k', 2_048);
        Set("KmsMasterKeyId", longest);
        Refused(
            Sqs.SetQueueAttributes(Url, Map(("KmsMasterKeyId", longest + "k"))),
            "InvalidAttributeValue",
            "Invalid value for the parameter KmsMasterKeyId."
        );
        Assert.Equal(longest, Attribute("KmsMasterKeyId"));
    }

    [Fact]
    public void Zeros_before_a_number_are_not_kept_without_bound()
    {
        Set("DelaySeconds", "00000000005");
        Assert.Equal("00000000005", Attribute("DelaySeconds"));
        Refused(
            Sqs.SetQueueAttributes(Url, Map(("DelaySeconds", "000000000005"))),
            "InvalidAttributeValue",
            "Invalid value for the parameter DelaySeconds."
        );
    }

    /// <summary>2b: both sizes that clients know as the most must round-trip.</summary>
    [Theory]
    [InlineData("262144")]
    [InlineData("1048576")]
    public void Either_maximum_message_size_comes_back_as_it_was_set(string size)
    {
        Set("MaximumMessageSize", size);
        Assert.Equal(size, Attribute("MaximumMessageSize"));
    }

    [Fact]
    public void Setting_attributes_moves_the_time_of_the_last_change_only()
    {
        World.RunUntil(Start.AddSeconds(77));
        Set("DelaySeconds", "1");
        Assert.Equal($"{Start.ToUnixTimeSeconds()}", Attribute("CreatedTimestamp"));
        Assert.Equal($"{Start.ToUnixTimeSeconds() + 77}", Attribute("LastModifiedTimestamp"));
    }

    [Fact]
    public void One_wrong_attribute_leaves_all_as_they_were()
    {
        Refused(Sqs.SetQueueAttributes(Url, Map(("DelaySeconds", "5"), ("VisibilityTimeout", "-1"))), "InvalidAttributeValue");
        Assert.Equal("0", Attribute("DelaySeconds"));
    }

    /// <summary>2b: Policy set to "" removes it.</summary>
    [Fact]
    public void A_policy_is_shown_as_it_was_given_until_it_is_set_empty()
    {
        const string Policy = """{ "Version": "2012-10-17", "Statement": [] }""";
        Set("Policy", Policy);
        Assert.Equal(Policy, Attribute("Policy"));
        Set("Policy", "");
        Assert.Null(Attribute("Policy"));
        Refused(Sqs.SetQueueAttributes(Url, Map(("Policy", "nonsense"))), "InvalidAttributeValue");
    }

    /// <summary>2b: KmsMasterKeyId flips SqsManagedSseEnabled to false; removing it leaves it false.</summary>
    [Fact]
    public void A_kms_key_switches_sqss_own_encryption_off_for_good()
    {
        Set("KmsMasterKeyId", "alias/aws/sqs");
        Assert.Equal(("false", "300"), (Attribute("SqsManagedSseEnabled"), Attribute("KmsDataKeyReusePeriodSeconds")));
        Set("KmsMasterKeyId", "");
        Assert.Equal(("false", null), (Attribute("SqsManagedSseEnabled"), Attribute("KmsMasterKeyId")));
        Set("SqsManagedSseEnabled", "true");
        Assert.Equal("true", Attribute("SqsManagedSseEnabled"));
    }

    /// <summary>SQS API Reference, SetQueueAttributes: only one server-side encryption option is supported per queue.</summary>
    [Fact]
    public void Sqss_own_encryption_takes_a_kms_key_away()
    {
        Set("KmsMasterKeyId", "alias/aws/sqs");
        Set("SqsManagedSseEnabled", "false");
        Assert.Equal(("false", "alias/aws/sqs"), (Attribute("SqsManagedSseEnabled"), Attribute("KmsMasterKeyId")));
        Set("SqsManagedSseEnabled", "true");
        Assert.Equal(("true", null), (Attribute("SqsManagedSseEnabled"), Attribute("KmsMasterKeyId")));
        AssertSurvivesRestart();
    }

    /// <summary>As Terraform does when a key leaves its configuration and sqs_managed_sse_enabled comes into it.</summary>
    [Fact]
    public void Taking_the_key_away_and_switching_sqss_own_on_is_one_call()
    {
        Set("KmsMasterKeyId", "alias/aws/sqs");
        Ok(Sqs.SetQueueAttributes(Url, Map(("KmsMasterKeyId", ""), ("SqsManagedSseEnabled", "true"))));
        Assert.Equal(("true", null), (Attribute("SqsManagedSseEnabled"), Attribute("KmsMasterKeyId")));
    }

    [Fact]
    public void Taking_a_key_away_that_is_not_there_changes_nothing()
    {
        Set("KmsMasterKeyId", "");
        Assert.Equal("true", Attribute("SqsManagedSseEnabled"));
    }

    [Fact]
    public void A_restart_takes_attributes_as_they_were_kept()
    {
        // What a queue kept under other rules: a decision of then is not decided again.
        var kept = Map(("KmsMasterKeyId", "key"), ("SqsManagedSseEnabled", "true"), ("DelaySeconds", "7"));
        Assert.Equal(kept, new Dictionary<string, string>(QueueAttributes.Kept(kept, new SqsLimits()).Given));
        Set("DelaySeconds", "7");
        Set("KmsMasterKeyId", "key");
        AssertSurvivesRestart();
        World.Restart(fromCheckpoint: true);
        Assert.Equal(
            ("7", "key", "false"),
            (Attribute("DelaySeconds"), Attribute("KmsMasterKeyId"), Attribute("SqsManagedSseEnabled"))
        );
    }

    [Fact]
    public void A_queue_has_one_kind_of_encryption_at_a_time() =>
        Refused(
            Sqs.SetQueueAttributes(Url, Map(("KmsMasterKeyId", "key"), ("SqsManagedSseEnabled", "true"))),
            "InvalidAttributeName",
            "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE."
        );

    /// <summary>2b: attributes of FIFO queues are unknown on a standard one.</summary>
    [Theory]
    [InlineData("DeduplicationScope", "queue")]
    [InlineData("FifoThroughputLimit", "perQueue")]
    [InlineData("ContentBasedDeduplication", "true")]
    [InlineData("FifoQueue", "true")]
    public void Attributes_of_fifo_queues_are_unknown_on_a_standard_one(string name, string value) =>
        Refused(Sqs.SetQueueAttributes(Url, Map((name, value))), "InvalidAttributeName", $"Unknown Attribute {name}.");

    [Fact]
    public void Creation_checks_attributes_as_setting_does()
    {
        Refused(
            Sqs.CreateQueue(new CreateQueueRequest { QueueName = "jobs", Attributes = Map(("DelaySeconds", "901")) }),
            "InvalidAttributeValue",
            "Invalid value for the parameter DelaySeconds."
        );
        Refused(Sqs.GetQueueUrl("jobs"), "QueueDoesNotExist");
    }
}
