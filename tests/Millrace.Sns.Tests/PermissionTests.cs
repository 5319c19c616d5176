using System.Text.Json.Nodes;
using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;

namespace Millrace.Sns.Tests;

/// <summary>The policy of a topic. Source: SNS API Reference, AddPermission, RemovePermission; the documents as recorded from AWS.</summary>
public sealed class PermissionTests : SnsTest
{
    private const string Other = "111111111111";

    [Fact]
    public void A_new_topic_lets_its_owner_do_everything()
    {
        var policy = Policy();
        Assert.Equal(("2008-10-17", "__default_policy_ID"), ((string?)policy["Version"], (string?)policy["Id"]));
        var statement = Assert.Single(policy["Statement"]!.AsArray())!;
        Assert.Equal("__default_statement_ID", (string?)statement["Sid"]);
        Assert.Equal(Account, (string?)statement["Condition"]!["StringEquals"]!["AWS:SourceOwner"]);
        Assert.Equal(8, statement["Action"]!.AsArray().Count);
    }

    [Fact]
    public void A_permission_is_a_statement_under_its_label()
    {
        Ok(Add("one", [Other], ["Publish"]));
        Ok(Add("many", [Other, "222222222222"], ["Publish", "Subscribe"]));
        var statements = Policy()["Statement"]!.AsArray();
        Assert.Equal(
            $$$"""{"Sid":"one","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{Other}}}:root"},"Action":"SNS:Publish","Resource":"{{{TopicArn}}}"}""",
            statements[1]!.ToJsonString()
        );
        Assert.Equal("""["SNS:Publish","SNS:Subscribe"]""", statements[2]!["Action"]!.ToJsonString());
        Assert.Equal(2, statements[2]!["Principal"]!["AWS"]!.AsArray().Count);
    }

    [Fact]
    public void A_label_is_used_once_until_it_is_removed()
    {
        Ok(Add("label", [Other], ["Publish"]));
        Assert.Equal(
            ("InvalidParameter", "Invalid parameter: Statement already exists"),
            Refusal(Add("label", [Other], ["Subscribe"]))
        );
        Ok(Remove("label"));
        Ok(Remove("label"));
        Assert.Single(Policy()["Statement"]!.AsArray());
        Ok(Add("label", [Other], ["Subscribe"]));
    }

    [Theory]
    [InlineData("Nothing", Other, "Policy statement action out of service scope!")]
    [InlineData("Publish", "nobody", "AWSAccountId")]
    public void Actions_and_accounts_are_those_there_are(string action, string account, string text)
    {
        Assert.Equal(("InvalidParameter", $"Invalid parameter: {text}"), Refusal(Add("label", [account], [action])));
    }

    [Fact]
    public void A_policy_that_was_set_keeps_its_own_statements()
    {
        Ok(
            TrySetTopic(
                "Policy",
                """{"Version":"2012-10-17","Statement":{"Sid":"own","Effect":"Deny","Principal":"*","Action":"SNS:Publish"}}"""
            )
        );
        Ok(Add("label", [Other], ["Publish"]));
        Assert.Equal(["own", "label"], Policy()["Statement"]!.AsArray().Select(statement => (string?)statement!["Sid"]));
        Assert.Equal("2012-10-17", (string?)Policy()["Version"]);
    }

    [Fact]
    public void A_topic_that_is_not_there_has_no_permissions()
    {
        Ok(TryDeleteTopic());
        Assert.Equal("NotFound", Refusal(Add("label", [Other], ["Publish"])).Code);
        Assert.Equal("NotFound", Refusal(Remove("label")).Code);
    }

    private JsonObject Policy() => JsonNode.Parse(TopicAttributesOf()["Policy"])!.AsObject();

    private Answer<Unit> Add(string label, List<string> accounts, List<string> actions) =>
        Topics<AddPermission, AddPermissionInput, Unit>(
            new()
            {
                TopicArn = TopicArn,
                Label = label,
                AWSAccountId = accounts,
                ActionName = actions,
            }
        );

    private Answer<Unit> Remove(string label) =>
        Topics<RemovePermission, RemovePermissionInput, Unit>(new() { TopicArn = TopicArn, Label = label });
}
