using System.Text.Json.Nodes;

namespace Millrace.Sqs.Tests;

/// <summary>Facts 2b, "Permissions": AddPermission and RemovePermission, seen through the Policy they write.</summary>
public sealed class PermissionTests : SqsTest
{
    private const string Friend = "111111111111";
    private const string Other = "222222222222";

    /// <summary>2b: version 2008-10-17, Id <c>arn/SQSDefaultPolicy</c>, action prefix <c>SQS:</c>, scalar when one.</summary>
    [Fact]
    public void One_account_and_one_action_are_plain_texts_in_the_policy()
    {
        Ok(Sqs.AddPermission(Url, "share", [Friend], ["ReceiveMessage"]));
        AssertPolicy(
            """
            {"Version":"2008-10-17","Id":"arn:aws:sqs:us-east-1:000000000000:orders/SQSDefaultPolicy","Statement":[
              {"Sid":"share","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},
               "Action":"SQS:ReceiveMessage","Resource":"arn:aws:sqs:us-east-1:000000000000:orders"}]}
            """
        );
        AssertSurvivesRestart();
    }

    [Fact]
    public void Several_accounts_and_actions_are_lists_in_their_order()
    {
        Ok(Sqs.AddPermission(Url, "share", [Other, Friend], ["SendMessage", "*"]));
        AssertPolicy(
            """
            {"Version":"2008-10-17","Id":"arn:aws:sqs:us-east-1:000000000000:orders/SQSDefaultPolicy","Statement":[
              {"Sid":"share","Effect":"Allow",
               "Principal":{"AWS":["arn:aws:iam::222222222222:root","arn:aws:iam::111111111111:root"]},
               "Action":["SQS:SendMessage","SQS:*"],"Resource":"arn:aws:sqs:us-east-1:000000000000:orders"}]}
            """
        );
    }

    [Fact]
    public void A_label_can_be_used_once_until_it_is_removed()
    {
        Ok(Sqs.AddPermission(Url, "share", [Friend], ["ReceiveMessage"]));
        Refused(
            Sqs.AddPermission(Url, "share", [Other], ["SendMessage"]),
            "InvalidParameterValueException",
            "Value share for parameter Label is invalid. Reason: Already exists."
        );
        Ok(Sqs.AddPermission(Url, "Share", [Other], ["SendMessage"]));
        Assert.Equal(["share", "Share"], Labels());
        Ok(Sqs.RemovePermission(Url, "share"));
        Assert.Equal(["Share"], Labels());
        Ok(Sqs.AddPermission(Url, "share", [Other], ["SendMessage"]));
        Assert.Equal(["Share", "share"], Labels());
        AssertSurvivesRestart();
    }

    [Fact]
    public void With_the_last_permission_the_policy_goes()
    {
        Ok(Sqs.AddPermission(Url, "share", [Friend], ["ReceiveMessage"]));
        Ok(Sqs.RemovePermission(Url, "share"));
        Assert.Null(Attribute("Policy"));
        Refused(
            Sqs.RemovePermission(Url, "share"),
            "InvalidParameterValueException",
            "Value share for parameter Label is invalid. Reason: can't find label."
        );
    }

    [Theory]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Sid":"own","Effect":"Deny","Principal":"*","Action":"sqs:*"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Sid":"own","Effect":"Deny","Principal":"*","Action":"sqs:*"}}""")]
    public void A_policy_that_was_set_keeps_its_own_statements_and_version(string policy)
    {
        Set("Policy", policy);
        Ok(Sqs.AddPermission(Url, "share", [Friend], ["ReceiveMessage"]));
        var document = JsonNode.Parse(Attribute("Policy")!)!;
        Assert.Equal("2012-10-17", (string?)document["Version"]);
        Assert.Null(document["Id"]);
        Assert.Equal(["own", "share"], Labels());
        Refused(Sqs.AddPermission(Url, "own", [Friend], ["ReceiveMessage"]), "InvalidParameterValueException");
        Ok(Sqs.RemovePermission(Url, "share"));
        Assert.Equal(["own"], Labels());
        Ok(Sqs.RemovePermission(Url, "own"));
        Assert.Null(Attribute("Policy"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("dot.ted")]
    public void A_label_has_a_form(string label) =>
        Refused(
            Sqs.AddPermission(Url, label, [Friend], ["ReceiveMessage"]),
            "InvalidParameterValueException",
            $"Value {label} for parameter Label is invalid. Reason: "
                + "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length."
        );

    [Fact]
    public void A_label_has_at_most_eighty_characters()
    {
        Ok(Sqs.AddPermission(Url, new string('a', 80), [Friend], ["ReceiveMessage"]));
        Refused(Sqs.AddPermission(Url, new string('a', 81), [Friend], ["ReceiveMessage"]), "InvalidParameterValueException");
    }

    /// <summary>2b: what another account may never do cannot be granted.</summary>
    [Theory]
    [InlineData("AddPermission")]
    [InlineData("CreateQueue")]
    [InlineData("DeleteQueue")]
    [InlineData("ListQueues")]
    [InlineData("ListQueueTags")]
    [InlineData("RemovePermission")]
    [InlineData("SetQueueAttributes")]
    [InlineData("TagQueue")]
    [InlineData("UntagQueue")]
    [InlineData("StartMessageMoveTask")]
    [InlineData("ListMessageMoveTasks")]
    [InlineData("CancelMessageMoveTask")]
    [InlineData("Nonsense")]
    public void An_action_that_only_the_owner_may_call_cannot_be_granted(string action)
    {
        Refused(
            Sqs.AddPermission(Url, "share", [Friend], ["SendMessage", action]),
            "InvalidParameterValueException",
            $"Value SQS:{action} for parameter ActionName is invalid. Reason: Only the queue owner is allowed to invoke this action."
        );
        Assert.Null(Attribute("Policy"));
    }

    [Theory]
    [InlineData("12345678901")]
    [InlineData("1234567890123")]
    [InlineData("arn:aws:iam")]
    [InlineData("")]
    public void An_account_that_is_none_is_refused(string account) =>
        Refused(
            Sqs.AddPermission(Url, "share", [Friend, account], ["SendMessage"]),
            "InvalidParameterValueException",
            $"Value [{account}] for parameter PrincipalId is invalid. Reason: Unable to verify."
        );

    [Fact]
    public void Accounts_and_actions_are_needed()
    {
        Refused(
            Sqs.AddPermission(Url, "share", [], ["SendMessage"]),
            "MissingRequiredParameterException",
            "The request must contain the parameter AWSAccountIds."
        );
        Refused(
            Sqs.AddPermission(Url, "share", [Friend], null),
            "MissingRequiredParameterException",
            "The request must contain the parameter Actions."
        );
    }

    [Fact]
    public void Seven_actions_are_the_most()
    {
        var eight = Enumerable.Repeat("SendMessage", 8).ToList();
        Refused(Sqs.AddPermission(Url, "share", [Friend], eight), "OverLimit", "8 Actions were found, maximum allowed is 7.");
        Ok(Sqs.AddPermission(Url, "share", [Friend], eight[..7]));
    }

    /// <summary>Source: Developer Guide, "Policy quotas".</summary>
    [Fact]
    public void Twenty_statements_and_8192_bytes_are_the_most()
    {
        for (var label = 1; label <= 20; label++)
        {
            Ok(Sqs.AddPermission(Url, $"{label}", [Friend], ["SendMessage"]));
        }

        Refused(
            Sqs.AddPermission(Url, "21", [Friend], ["SendMessage"]),
            "OverLimit",
            "21 Statements were found, maximum allowed is 20."
        );
        Assert.Equal(20, Labels().Count);

        Set("Policy", "");
        Refused(Sqs.AddPermission(Url, "many", [.. Enumerable.Repeat(Friend, 300)], ["SendMessage"]), "OverLimit");
        Assert.Null(Attribute("Policy"));
    }

    [Fact]
    public void A_queue_that_is_not_there_has_no_permissions()
    {
        Refused(Sqs.AddPermission("nowhere", "share", [Friend], ["SendMessage"]), "QueueDoesNotExist");
        Refused(Sqs.RemovePermission("nowhere", "share"), "QueueDoesNotExist");
    }

    private void AssertPolicy(string expected) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(Attribute("Policy")!)!.ToJsonString());

    private List<string?> Labels() =>
        [.. JsonNode.Parse(Attribute("Policy")!)!["Statement"]!.AsArray().Select(statement => (string?)statement!["Sid"])];
}
