using Millrace.Languages.IamPolicies;

namespace Millrace.Languages.Tests.IamPolicies;

public sealed class StatementTests : PolicyTest
{
    [Theory]
    [InlineData("sqs:SendMessage", true)]
    [InlineData("SQS:sendmessage", true)]
    [InlineData("sqs:Send*", true)]
    [InlineData("sqs:*Message", true)]
    [InlineData("sqs:SendMessag?", true)]
    [InlineData("*", true)]
    [InlineData("*:*", true)]
    [InlineData("s?s:*", true)]
    [InlineData("sqs:SendMessage?", false)]
    [InlineData("sqs:Send", false)]
    [InlineData("sns:SendMessage", false)]
    [InlineData("sqs:SendMessageBatch", false)]
    public void An_action_matches_without_case_and_with_wildcards(string action, bool matches)
    {
        Assert.Equal(
            matches,
            AskIdentity(Statement($""" "Effect": "Allow", "Action": "{action}", "Resource": "*" """)).IsAllowed
        );
        Assert.Equal(
            !matches,
            AskIdentity(Statement($""" "Effect": "Allow", "NotAction": ["{action}"], "Resource": "*" """)).IsAllowed
        );
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData(Queue, true)]
    [InlineData("arn:aws:sqs:*:*:*", true)]
    [InlineData("arn:aws:sqs:*:111122223333:ord*", true)]
    [InlineData("arn:aws:sqs:eu-*-1:111122223333:order?", true)]
    [InlineData("arn:aws:sqs", true)]
    [InlineData("arn:aws:sqs:*", true)]
    [InlineData("arn:aws:sqs:eu-central-1", true)]
    [InlineData("arn:aws:sqs:*:orders", false)]
    [InlineData("arn:aws:sqs:*:111122223333", true)]
    [InlineData("arn:aws:sqs:*:*:ORDERS", false)]
    [InlineData("arn:aws:sns:*:*:*", false)]
    [InlineData("arn:aws:sqs:eu-central-1:111122223333:orders:more", false)]
    public void A_resource_matches_part_by_part(string resource, bool matches)
    {
        Assert.Equal(
            matches,
            AskIdentity(Statement($""" "Effect": "Allow", "Action": "*", "Resource": "{resource}" """)).IsAllowed
        );
        Assert.Equal(
            !matches,
            AskIdentity(Statement($""" "Effect": "Allow", "Action": "*", "NotResource": ["{resource}"] """)).IsAllowed
        );
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("arn:aws:sqs:*:*:*", false)]
    public void An_action_without_a_resource_needs_a_star(string resource, bool matches) =>
        Assert.Equal(
            matches,
            AskIdentity(
                Statement($""" "Effect": "Allow", "Action": "sqs:ListQueues", "Resource": "{resource}" """),
                action: "sqs:ListQueues",
                resource: "*"
            ).IsAllowed
        );

    [Fact]
    public void A_resources_policy_without_a_resource_means_the_one_it_is_attached_to() =>
        Assert.True(AskResource(Ada, Statement(""" "Effect": "Allow", "Principal": "*", "Action": "sqs:*" """)).IsAllowed);

    [Theory]
    [InlineData("\"*\"", true, true, true, true)]
    [InlineData("""{"AWS": "*"}""", true, true, true, true)]
    [InlineData("""{"AWS": "arn:aws:iam::111122223333:user/division/ada"}""", true, false, false, false)]
    [InlineData("""{"AWS": ["arn:aws:iam::111122223333:role/worker"]}""", false, true, false, false)]
    [InlineData("""{"AWS": "arn:aws:sts::111122223333:assumed-role/worker/session-1"}""", false, true, false, false)]
    [InlineData("""{"AWS": "arn:aws:sts::111122223333:assumed-role/worker/session-2"}""", false, false, false, false)]
    [InlineData("""{"Service": "sns.amazonaws.com"}""", false, false, true, false)]
    [InlineData("""{"Service": ["events.amazonaws.com", "sns.amazonaws.com"]}""", false, false, true, false)]
    [InlineData("""{"Service": "events.amazonaws.com"}""", false, false, false, false)]
    [InlineData("""{"AWS": "AIDAJQABLZS4A3QDU576Q"}""", false, false, false, false)]
    [InlineData("""{"Federated": "cognito-identity.amazonaws.com"}""", false, false, false, false)]
    public void A_principal_names_users_roles_sessions_services_or_everybody(
        string principal,
        bool user,
        bool session,
        bool service,
        bool nobody
    )
    {
        var policy = Statement(
            $""" "Effect": "Allow", "Principal": {principal}, "Action": "sqs:SendMessage", "Resource": "{Queue}" """
        );

        Assert.Equal(user, AskResource(Ada, policy).IsAllowed);
        Assert.Equal(session, AskResource(Session, policy).IsAllowed);
        Assert.Equal(service, AskResource(Sns, policy).IsAllowed);
        Assert.Equal(nobody, AskResource(PolicyPrincipal.Anonymous, policy).IsAllowed);
    }

    [Theory]
    [InlineData("""{"AWS": "arn:aws:iam::111122223333:user/division/ada"}""", true)]
    [InlineData("""{"AWS": "111122223333"}""", true)]
    [InlineData("""{"AWS": "arn:aws:iam::111122223333:user/eve"}""", false)]
    [InlineData("""{"Service": "sns.amazonaws.com"}""", false)]
    public void NotPrincipal_means_everybody_else(string excluded, bool spared)
    {
        var policy = Statement($""" "Effect": "Deny", "NotPrincipal": {excluded}, "Action": "sqs:*" """);
        var allow = Statement(""" "Effect": "Allow", "Action": "*", "Resource": "*" """);

        Assert.Equal(spared, Ask(Ada, [allow], policy).IsAllowed);
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:root", PolicyPrincipalKind.Root, "111122223333", null, null)]
    [InlineData("arn:aws:iam::111122223333:user/a/b/ada", PolicyPrincipalKind.User, "111122223333", null, "ada")]
    [InlineData(
        "arn:aws-cn:sts::111122223333:assumed-role/worker/x",
        PolicyPrincipalKind.Role,
        "111122223333",
        "arn:aws-cn:iam::111122223333:role/worker",
        null
    )]
    [InlineData(
        "arn:aws:iam::111122223333:role/p/worker",
        PolicyPrincipalKind.Role,
        "111122223333",
        "arn:aws:iam::111122223333:role/p/worker",
        null
    )]
    [InlineData("arn:aws:sts::111122223333:federated-user/ada", PolicyPrincipalKind.FederatedUser, "111122223333", null, null)]
    [InlineData("events.amazonaws.com", PolicyPrincipalKind.Service, null, null, null)]
    [InlineData("anonymous", PolicyPrincipalKind.Anonymous, null, null, null)]
    public void A_principal_is_read_from_its_name(
        string name,
        PolicyPrincipalKind kind,
        string? account,
        string? role,
        string? userName
    )
    {
        var principal = PolicyPrincipal.Find(name);

        Assert.NotNull(principal);
        Assert.Equal(
            (kind, name, account, role, userName),
            (principal.Kind, principal.Name, principal.Account, principal.RoleArn, principal.UserName)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("111122223333")]
    [InlineData("amazonaws.com")]
    [InlineData("arn:aws:iam::1:root")]
    [InlineData("arn:aws:iam:eu-central-1:111122223333:root")]
    [InlineData("arn:aws:iam::111122223333:user")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/worker")]
    [InlineData("arn:aws:sqs::111122223333:user/ada")]
    public void What_is_no_principal_is_not_taken_for_one(string name) => Assert.Null(PolicyPrincipal.Find(name));
}
