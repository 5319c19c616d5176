using System.Text.Json.Nodes;
using Millrace.Api.Sns;
using Millrace.Sns.Operations;
using Millrace.Sns.Outbox;
using Millrace.Sns.Protection;

namespace Millrace.Sns.Tests;

/// <summary>
/// What a topic does about personal data in messages. Source: SNS Developer Guide, "Data protection policy operations"; the policy itself
/// as recorded from AWS (TestSNSTopicCrudV2, test_data_protection_policy_crud).
/// </summary>
public sealed class DataProtectionTests : SnsTest
{
    private const string Mail = "\"arn:aws:dataprotection::aws:data-identifier/EmailAddress\"";
    private const string Deny = """{"Deny": {}}""";
    private const string Redact = """{"Deidentify": {"RedactConfig": {}}}""";
    private const string Mask = """{"Deidentify": {"MaskConfig": {"MaskWithCharacter": "#"}}}""";
    private const string Audit = """{"Audit": {"SampleRate": "99", "FindingsDestination": {"S3": {"Bucket": "found"}}}}""";

    private const string Prohibited =
        "The topic's data protection policy prohibits this message from being published to " + TopicArn;

    [Fact]
    public void A_policy_is_kept_as_it_was_put_and_shown_apart_from_the_attributes()
    {
        const string policy =
            """{"Name":"data_protection_policy","Description":"Test Policy","Version":"2021-06-01","Statement":[{"Sid":"test-statement","DataDirection":"Inbound","Principal":["*"],"DataIdentifier":["arn:aws:dataprotection:us-east-1::data-identifier/EmailAddress"],"Operation":{"Deny":{}}}]}""";
        var before = TopicAttributesOf();

        Ok(TryPut(policy));

        Assert.Equal(policy, Get());
        Assert.Equal(before, TopicAttributesOf());
        Ok(TryPut(""));
        Assert.Empty(Get() ?? "");
    }

    [Fact]
    public void A_policy_that_asks_for_what_cannot_be_found_is_refused_by_name() =>
        Assert.Equal(
            (
                "InvalidParameter",
                "Invalid parameter: DataProtectionPolicy Reason: this server does not offer the managed data identifier "
                    + "arn:aws:dataprotection::aws:data-identifier/Address"
            ),
            Refusal(TryPut(Policy(Deny, Mail.Replace("EmailAddress", "Address"))))
        );

    [Fact]
    public void A_message_that_holds_what_is_denied_is_not_taken()
    {
        SubscribeQueue("all");
        Ok(TryPut(Policy(Deny)));

        Assert.Equal(("AuthorizationError", Prohibited), Refusal(TryPublish("write to ada@example.com")));
        Assert.Equal(
            ("AuthorizationError", Prohibited),
            Refusal(TryPublish("""{"default":"hello","sms":"ada@example.com"}""", structure: "json"))
        );
        Publish("write to nobody");

        Assert.Equal(["write to nobody"], Envelopes("all").ConvertAll(envelope => (string)envelope["Message"]!));
    }

    [Fact]
    public void Of_a_batch_only_what_is_denied_fails()
    {
        SubscribeQueue("all");
        Ok(TryPut(Policy(Deny)));

        var reply = Ok(
            Topics<PublishBatch, PublishBatchInput, PublishBatchResponse>(
                new()
                {
                    TopicArn = TopicArn,
                    PublishBatchRequestEntries =
                    [
                        new() { Id = "a", Message = "first" },
                        new() { Id = "b", Message = "ada@example.com" },
                        new() { Id = "c", Message = "third" },
                    ],
                }
            )
        );

        Assert.Equal(["a", "c"], reply.Successful!.ConvertAll(entry => entry.Id));
        var failed = Assert.Single(reply.Failed!);
        Assert.Equal(("b", "AuthorizationError", true), (failed.Id, failed.Code, failed.SenderFault));
        Assert.Equal(["first", "third"], Envelopes("all").ConvertAll(envelope => (string)envelope["Message"]!));
    }

    [Fact]
    public void What_is_masked_or_redacted_never_reaches_a_subscriber()
    {
        SubscribeQueue("all", attributes: ("RawMessageDelivery", "true"));
        Ok(TryPut(Policy(Mask)));
        Publish("write to a@b.com");
        Ok(TryPut(Policy(Redact)));
        Publish("write to a@b.com");

        Assert.Equal(["write to #######", "write to "], Bodies("all"));
    }

    [Fact]
    public void The_texts_of_a_structured_message_are_changed_and_nothing_between_them()
    {
        SubscribeQueue("all", attributes: ("RawMessageDelivery", "true"));
        Ok(TryPut(Policy(Mask, "\"Quoted\"", custom: """{"Name": "Quoted", "Regex": "[^a-z ]+"}""")));

        Publish("""{"default":"say \"no\" to a, b","sms":"A"}""", structure: "json");

        Assert.Equal(["say #no# to a# b"], Bodies("all"));
    }

    [Fact]
    public void A_message_that_is_sensitive_as_a_whole_is_not_taken()
    {
        Ok(TryPut(Policy(Redact)));
        Assert.Equal(("AuthorizationError", Prohibited), Refusal(TryPublish("ada@example.com")));
    }

    [Fact]
    public void A_filter_policy_sees_the_message_as_it_was_taken()
    {
        SubscribeQueue("all", attributes: [("FilterPolicyScope", "MessageBody"), ("FilterPolicy", """{"mail": ["#######"]}""")]);
        Ok(TryPut(Policy(Mask)));

        Publish("""{"mail":"a@b.com"}""");

        Assert.Single(Envelopes("all"));
    }

    [Fact]
    public void A_statement_is_about_the_principals_it_names()
    {
        Ok(TryPut(Policy(Deny, principal: "\"NoPrincipal\": [\"000000000000\"]")));
        Publish("ada@example.com");

        Ok(TryPut(Policy(Deny, principal: "\"Principal\": [\"arn:aws:iam::000000000000:root\"]")));
        Assert.Equal("AuthorizationError", Refusal(TryPublish("ada@example.com")).Code);
    }

    [Fact]
    public void What_a_subscriber_may_not_see_is_not_delivered_to_it()
    {
        SubscribeQueue("own");
        Caller = Caller with { Account = "111111111111" };
        Ok(TrySubscribe("sms", "+15555550100"));
        Caller = Caller with { Account = Account };
        Ok(TryPut(Policy(Deny, direction: "Outbound", principal: "\"Principal\": [\"000000000000\"]")));

        Publish("write to ada@example.com");
        Publish("write to nobody");

        Assert.Equal(["write to nobody"], Envelopes("own").ConvertAll(envelope => (string)envelope["Message"]!));
        Assert.Equal(
            2,
            Ok(
                World.List<ListOutboxes, AccountOutbox, OutboxQuery, List<OutboxPlace>, OutboxPlaces>(
                    new OutboxQuery("sms", null, null, null, null, 10),
                    Caller
                )
            ).Places.Count
        );
        Assert.Equal(0, World.PendingCalls);
    }

    [Fact]
    public void What_a_subscriber_may_not_see_is_masked_for_it_alone()
    {
        SubscribeQueue("own", attributes: ("RawMessageDelivery", "true"));
        Ok(TryPut(Policy(Mask, direction: "Outbound")));
        Publish("write to a@b.com");
        Ok(TryPut(Policy(Mask, direction: "Outbound", principal: "\"NoPrincipal\": [\"000000000000\"]")));
        Publish("write to a@b.com");

        Assert.Equal(["write to #######", "write to a@b.com"], Bodies("own"));
    }

    [Fact]
    public void What_comes_out_of_the_archive_is_protected_as_well()
    {
        const string topic = TopicArn + ".fifo";
        CreateTopic("orders.fifo", ("FifoTopic", "true"), ("ArchivePolicy", """{"MessageRetentionPeriod":"1"}"""));
        Publish("write to ada@example.com", topic, group: "a", deduplication: "1");
        Publish("write to nobody", topic, group: "a", deduplication: "2");
        Ok(
            Topics<PutDataProtectionPolicy, PutDataProtectionPolicyInput, Api.Unit>(
                new() { ResourceArn = topic, DataProtectionPolicy = Policy(Deny, direction: "Outbound") }
            )
        );

        SubscribeQueue(
            "late.fifo",
            topic,
            ("ReplayPolicy", """{"PointType":"Timestamp","StartingPoint":"2026-11-21T08:00:00Z"}""")
        );

        World.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(["write to nobody"], Envelopes("late.fifo").ConvertAll(envelope => (string)envelope["Message"]!));
    }

    [Fact]
    public void Audits_can_be_read_and_survive_a_restart_and_a_power_cut()
    {
        Ok(TryPut(Policy(Audit)));
        for (var index = 0; index < 20; index++)
        {
            Publish("write to ada@example.com");
        }

        var reports = Audits();
        Assert.InRange(reports.Count, 15, 20);
        var report = JsonNode.Parse(reports[0])!.AsObject();
        Assert.Equal(
            ["messageId", "auditTimestamp", "callerPrincipal", "resourceArn", "dataIdentifiers"],
            report.Select(field => field.Key)
        );
        Assert.Equal("arn:aws:iam::000000000000:root", (string?)report["callerPrincipal"]);
        Assert.Equal(
            """[{"name":"EmailAddress","count":1,"detections":[{"start":9,"end":24}]}]""",
            report["dataIdentifiers"]!.ToJsonString()
        );

        World.LosePower();
        Assert.Equal(reports, Audits());
        World.Restart();
        Assert.Equal(reports, Audits());
    }

    [Fact]
    public void A_topic_keeps_the_newest_hundred_reports()
    {
        Ok(TryPut(Policy(Audit)));
        for (var index = 0; index < 120; index++)
        {
            Publish($"write to {index}@example.com");
        }

        // 99 of a hundred are audited; that of 120 at least a hundred were follows from the world's seed.
        Assert.Equal(100, Audits().Count);
    }

    private static string Policy(
        string operation,
        string identifiers = Mail,
        string direction = "Inbound",
        string principal = "\"Principal\": [\"*\"]",
        string custom = ""
    ) =>
        $$$"""{"Name": "policy", "Version": "2021-06-01", "Configuration": {"CustomDataIdentifier": [{{{custom}}}]}, "Statement": [{"DataDirection": "{{{direction}}}", {{{principal}}}, "DataIdentifier": [{{{identifiers}}}], "Operation": {{{operation}}}}]}""";

    private Engine.Answer<Api.Unit> TryPut(string policy) =>
        Topics<PutDataProtectionPolicy, PutDataProtectionPolicyInput, Api.Unit>(
            new() { ResourceArn = TopicArn, DataProtectionPolicy = policy }
        );

    private string? Get() =>
        Ok(
            Topics<GetDataProtectionPolicy, GetDataProtectionPolicyInput, GetDataProtectionPolicyResponse>(
                new() { ResourceArn = TopicArn }
            )
        ).DataProtectionPolicy;

    private IReadOnlyList<string> Audits() => Ok(Topics<ReadAudits, AuditsRequest, AuditReports>(new(TopicArn))).Reports;
}
