using Millrace.Languages.IamPolicies;

namespace Millrace.Languages.Tests.IamPolicies;

public sealed class EvaluationTests : PolicyTest
{
    private const string SendMessage = "sqs:sendmessage";

    private static string MayAll { get; } = Statement(""" "Sid": "All", "Effect": "Allow", "Action": "*", "Resource": "*" """);

    private static string MayNothing { get; } =
        Statement(""" "Sid": "Never", "Effect": "Deny", "Action": "sqs:Send*", "Resource": "*" """);

    [Fact]
    public void Without_a_policy_nothing_is_allowed()
    {
        var decision = Ask(Ada, [], null);

        Assert.Equal(new PolicyDecision(PolicyVerdict.NotAllowed, PolicyKind.Identity, null), decision);
        Assert.Equal("because no identity-based policy allows the sqs:sendmessage action", decision.Because(SendMessage));
        Assert.Equal("NotAllowed: no statement of an identity's policy allows it", decision.ToString());
    }

    [Fact]
    public void Within_an_account_either_side_is_enough()
    {
        var byQueue = Ask(Ada, [], ToAll("Allow"));

        Assert.Equal("Allowed by statement 1 (All) of an identity's policy", Ask(Ada, [MayAll], null).ToString());
        Assert.Equal("Allowed by statement 1 of the resource's policy", byQueue.ToString());
        Assert.True(byQueue.IsAllowed);
    }

    [Fact]
    public void A_denial_on_either_side_decides()
    {
        var own = Ask(Ada, [MayAll, MayNothing], ToAll("Allow"));
        var queues = Ask(Ada, [MayAll], ToAll("Deny"));

        Assert.Equal("Denied by statement 1 (Never) of an identity's policy", own.ToString());
        Assert.Equal("with an explicit deny in an identity-based policy", own.Because(SendMessage));
        Assert.Equal("Denied by statement 1 of the resource's policy", queues.ToString());
        Assert.Equal("with an explicit deny in a resource-based policy", queues.Because(SendMessage));
    }

    [Fact]
    public void Naming_the_own_account_delegates_to_its_policies()
    {
        var toAccount = To("Allow", """{"AWS": "111122223333"}""");

        Assert.False(Ask(Ada, [], toAccount).IsAllowed);
        Assert.Equal(PolicyKind.Identity, Ask(Ada, [], toAccount).Kind);
        Assert.True(Ask(Ada, [MayAll], toAccount).IsAllowed);
    }

    [Fact]
    public void Of_two_statements_the_one_that_names_the_caller_is_the_one_that_allows()
    {
        var policy = $$"""
            {"Version": "2012-10-17", "Statement": [
                {"Sid": "Account", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sqs:*"},
                {"Sid": "Ada", "Effect": "Allow", "Principal": {"AWS": "{{Ada.Name}}"}, "Action": "sqs:*"},
                {"Sid": "Later", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sqs:*"}
            ]}
            """;

        Assert.Equal("Allowed by statement 2 (Ada) of the resource's policy", Ask(Ada, [], policy).ToString());
    }

    [Fact]
    public void From_another_account_both_sides_must_allow()
    {
        var toAccount = To("Allow", """{"AWS": "arn:aws:iam::999988887777:root"}""");

        Assert.Equal(new PolicyDecision(PolicyVerdict.NotAllowed, PolicyKind.Identity, null), Ask(Stranger, [], toAccount));
        Assert.Equal(new PolicyDecision(PolicyVerdict.NotAllowed, PolicyKind.Resource, null), Ask(Stranger, [MayAll], null));
        Assert.Equal(
            "because no resource-based policy allows the sqs:sendmessage action",
            Ask(Stranger, [MayAll], null).Because(SendMessage)
        );
        Assert.True(Ask(Stranger, [MayAll], toAccount).IsAllowed);
        Assert.True(Ask(Stranger, [MayAll], ToAll("Allow")).IsAllowed);
        Assert.False(Ask(Stranger, [MayNothing], ToAll("Allow")).IsAllowed);
    }

    [Fact]
    public void The_root_user_needs_nobodys_leave_in_its_own_account()
    {
        var foreignRoot = PolicyPrincipal.Find("arn:aws:iam::999988887777:root")!;

        Assert.Equal("Allowed to the root user of the account", Ask(Root, [], null).ToString());
        Assert.False(Ask(Root, [], ToAll("Deny")).IsAllowed);
        Assert.False(Ask(foreignRoot, [], null).IsAllowed);
        Assert.True(Ask(foreignRoot, [], To("Allow", """{"AWS": "999988887777"}""")).IsAllowed);
    }

    [Fact]
    public void A_service_needs_the_resources_policy()
    {
        var policy = $$"""
            {"Version": "2012-10-17", "Statement": {
                "Effect": "Allow",
                "Principal": {"Service": "sns.amazonaws.com"},
                "Action": "sqs:SendMessage",
                "Resource": "{{Queue}}",
                "Condition": {
                    "ArnEquals": {"aws:SourceArn": "arn:aws:sns:eu-central-1:111122223333:news"},
                    "StringEquals": {"aws:SourceAccount": "111122223333"}
                }
            } }
            """;

        Assert.True(AskResource(Sns, policy, From("news", "111122223333")).IsAllowed);
        Assert.False(AskResource(Sns, policy, From("other", "111122223333")).IsAllowed);
        Assert.False(AskResource(Sns, policy, From("news", "999988887777")).IsAllowed);
        Assert.False(AskResource(Sns, policy).IsAllowed);
        Assert.Equal(PolicyKind.Resource, AskResource(Sns, policy).Kind);
        Assert.False(AskResource(Ada, policy, From("news", "111122223333")).IsAllowed);

        static Context From(string topic, string account) =>
            new(("aws:SourceArn", [$"arn:aws:sns:eu-central-1:111122223333:{topic}"]), ("aws:SourceAccount", [account]));
    }

    [Fact]
    public void Whoever_did_not_sign_needs_a_policy_for_everybody()
    {
        Assert.True(AskResource(PolicyPrincipal.Anonymous, ToAll("Allow")).IsAllowed);
        Assert.False(AskResource(PolicyPrincipal.Anonymous, To("Allow", """{"AWS": "111122223333"}""")).IsAllowed);
    }

    [Fact]
    public void An_action_about_no_resource_is_the_callers_accounts_own()
    {
        var request = new PolicyRequest(Ada, "sqs:ListQueues", "*", null, Context.Empty);

        Assert.True(PolicyEvaluation.Decide(request, [PolicyDocument.Parse(MayAll, PolicyKind.Identity)], null).IsAllowed);
        Assert.False(PolicyEvaluation.Decide(request, [], null).IsAllowed);
    }

    private static string ToAll(string effect) => To(effect, "\"*\"");

    private static string To(string effect, string principal) =>
        Statement($""" "Effect": "{effect}", "Principal": {principal}, "Action": "SQS:SendMessage", "Resource": "{Queue}" """);
}
