using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Millrace.Api;
using Millrace.Authentication;
using Millrace.Engine;
using Millrace.Outside;

namespace Millrace.Tests.Authentication;

/// <summary>What policies come to, in the words of the service that is asked; and the condition keys they may name.</summary>
public sealed class PolicyAuthorizerTests
{
    private const string Account = "111122223333";
    private const string Ada = $"arn:aws:iam::{Account}:user/division/ada";
    private const string Root = $"arn:aws:iam::{Account}:root";
    private const string Queue = $"arn:aws:sqs:eu-central-1:{Account}:orders";
    private const string Topic = $"arn:aws:sns:eu-central-1:{Account}:news";

    private static readonly DateTimeOffset _now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_refusal_is_in_the_words_of_the_service()
    {
        var sqs = Ask(Ada, "sqs:SendMessage", Queue)!;
        var sns = Ask(Ada, "sns:Publish", Topic)!;
        var states = Ask(Ada, "states:StartExecution", $"arn:aws:states:eu-central-1:{Account}:stateMachine:m")!;

        Assert.Equal(
            $"User: {Ada} is not authorized to perform: sqs:sendmessage on resource: {Queue} because no identity-based policy allows "
                + "the sqs:sendmessage action",
            sqs.Message
        );
        Assert.Equal(
            ("AccessDeniedException", "AccessDenied", 403, 403),
            (sqs.Shape, sqs.Code, sqs.HttpStatus, sqs.QueryHttpStatus)
        );
        Assert.Equal(("AuthorizationErrorException", "AuthorizationError", 403), (sns.Shape, sns.Code, sns.HttpStatus));
        Assert.Contains(" perform: SNS:Publish on resource: ", sns.Message, StringComparison.Ordinal);
        Assert.Contains(" perform: states:StartExecution on resource: ", states.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_did_not_sign_is_asked_to()
    {
        Assert.Equal("MissingAuthenticationToken", Ask(Access.Anonymous, "sqs:SendMessage", Queue)!.Code);
        Assert.Null(Ask(Access.Anonymous, "sqs:SendMessage", Queue, Resource("\"*\"")));
    }

    [Fact]
    public void Two_keys_of_one_user_share_their_policies()
    {
        var authorizer = Authorizer(Key("A", "ada", Allow("sqs:SendMessage")), Key("B", "ada", Allow("sqs:ReceiveMessage")));
        var access = Of(authorizer, $"arn:aws:iam::{Account}:user/ada");

        Assert.Null(authorizer.Refusal(Request(access, "sqs:SendMessage", Queue)));
        Assert.Null(authorizer.Refusal(Request(access, "sqs:ReceiveMessage", Queue)));
        Assert.NotNull(authorizer.Refusal(Request(access, "sqs:DeleteMessage", Queue)));
    }

    [Fact]
    public void What_is_only_the_owners_no_policy_gives_away()
    {
        const string Foreign = "arn:aws:sqs:eu-central-1:999988887777:orders";
        var authorizer = Authorizer(Key("A", "division/ada", Allow("*")));
        var policy = Resource($$"""{"AWS": "{{Account}}"}""");

        Assert.Null(authorizer.Refusal(Request(Of(authorizer, Ada), "sqs:SendMessage", Foreign, policy)));
        var refusal = authorizer.Refusal(
            Request(Of(authorizer, Ada) with { OwnerOnly = true }, "sqs:DeleteQueue", Foreign, policy)
        );
        Assert.EndsWith(
            "because no resource-based policy allows the sqs:deletequeue action",
            refusal!.Message,
            StringComparison.Ordinal
        );
        Assert.Null(authorizer.Refusal(Request(Of(authorizer, Ada) with { OwnerOnly = true }, "sqs:DeleteQueue", Queue)));
    }

    [Fact]
    public void A_part_that_an_account_made_in_anothers_resource_is_its_own_as_far_as_policies_go()
    {
        const string Foreign = "arn:aws:sns:eu-central-1:999988887777:news";
        var authorizer = Authorizer(Key("A", "division/ada", Allow("sns:Unsubscribe")));
        const string Denying = """{"Statement": {"Effect": "Deny", "Principal": "*", "Action": "sns:*", "Resource": "*"} }""";

        Assert.NotNull(Refusal(Ada, "sns:Unsubscribe", partOwner: null));
        Assert.NotNull(Refusal(Ada, "sns:Unsubscribe", partOwner: "444455556666"));
        Assert.Null(Refusal(Ada, "sns:Unsubscribe", Account));
        Assert.Null(Refusal(Root, "sns:SetSubscriptionAttributes", Account));
        Assert.NotNull(Refusal(Ada, "sns:SetSubscriptionAttributes", Account));
        Assert.NotNull(Refusal(Ada, "sns:Unsubscribe", Account, Denying));
        Assert.NotNull(Refusal(Root, "sns:Unsubscribe", Account, "{}"));

        AwsError? Refusal(string principal, string action, string? partOwner, string? policy = null) =>
            authorizer.Refusal(Request(Of(authorizer, principal), action, Foreign, policy) with { PartOwner = partOwner });
    }

    [Fact]
    public void A_policy_that_nobody_understands_lets_only_the_root_user_in()
    {
        var authorizer = Authorizer(Key("A", "division/ada", Allow("*")));

        Assert.NotNull(authorizer.Refusal(Request(Of(authorizer, Ada), "sqs:SendMessage", Queue, "{}")));
        Assert.Null(authorizer.Refusal(Request(Of(authorizer, Root), "sqs:SetQueueAttributes", Queue, "{}")));
    }

    [Fact]
    public void A_call_is_made_by_a_service_for_its_source()
    {
        var policy = Resource(
            """{"Service": "sns.amazonaws.com"}""",
            $$""" "ArnEquals": {"aws:SourceArn": "{{Topic}}"}, "StringEquals": {"aws:SourceAccount": "{{Account}}"} """
        );
        var authorizer = Authorizer();

        Assert.Null(AskCall("sns.amazonaws.com", Topic, policy));
        Assert.Equal("AccessDenied", AskCall("sns.amazonaws.com", Topic + "2", policy)!.Code);
        Assert.Equal("AccessDenied", AskCall("events.amazonaws.com", Topic, policy)!.Code);
        Assert.Null(Access.OfCall(null, CallOf("sns.amazonaws.com", Topic)));
        Assert.Null(Access.OfCall(authorizer, CallOf(null, Topic)));

        AwsError? AskCall(string principal, string source, string resourcePolicy)
        {
            var access = Access.OfCall(authorizer, CallOf(principal, source))!;
            Assert.Equal(["sqs:SendMessage"], access.Actions);
            return authorizer.Refusal(Request(access, "sqs:SendMessage", Queue, resourcePolicy));
        }

        static Call CallOf(string? principal, string source) =>
            new(
                1,
                new ResourceId("sns:topic", source),
                new ResourceId("sqs:queue", Queue),
                "sqs:SendMessage",
                default,
                default,
                principal
            );
    }

    [Theory]
    [InlineData("aws:username", "ada")]
    [InlineData("aws:userid", "AIDAADA")]
    [InlineData("aws:PrincipalArn", Ada)]
    [InlineData("aws:PrincipalAccount", Account)]
    [InlineData("aws:PrincipalType", "User")]
    [InlineData("aws:PrincipalIsAWSService", "false")]
    [InlineData("aws:ViaAWSService", "false")]
    [InlineData("aws:SourceIp", "203.0.113.7")]
    [InlineData("aws:SecureTransport", "true")]
    [InlineData("aws:UserAgent", "agent/1")]
    [InlineData("aws:Referer", "http://example.com/")]
    [InlineData("aws:RequestedRegion", "eu-central-1")]
    [InlineData("aws:ResourceAccount", Account)]
    [InlineData("aws:CurrentTime", "2026-11-21T08:00:00.000Z")]
    [InlineData("aws:EpochTime", "1795248000")]
    [InlineData("aws:ResourceTag/Team", "blue")]
    [InlineData("aws:RequestTag/cost", "7")]
    [InlineData("aws:SourceOwner", Account)]
    public void A_condition_may_name_a_key(string key, string value)
    {
        Assert.Null(AskUnder($$""" "StringEquals": {"{{key}}": "{{value}}"} """));
        Assert.NotNull(AskUnder($$""" "StringEquals": {"{{key}}": "{{value}}x"} """));
    }

    [Theory]
    [InlineData("aws:SourceArn")]
    [InlineData("aws:SourceAccount")]
    [InlineData("aws:PrincipalServiceName")]
    [InlineData("aws:MultiFactorAuthPresent")]
    [InlineData("aws:ResourceTag/other")]
    [InlineData("aws:RequestTag/other")]
    public void A_key_that_the_request_does_not_have_is_null(string key) =>
        Assert.Null(AskUnder($$""" "Null": {"{{key}}": true} """));

    [Fact]
    public void The_keys_of_tags_are_several_values()
    {
        Assert.Null(AskUnder(""" "ForAllValues:StringEquals": {"aws:TagKeys": ["cost", "team", "more"]} """));
        Assert.NotNull(AskUnder(""" "ForAllValues:StringEquals": {"aws:TagKeys": ["cost"]} """));
    }

    /// <summary>The refusal of a request that has all there can be, under a condition.</summary>
    private static AwsError? AskUnder(string condition)
    {
        var policy = $$"""
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { {{condition}} } } }
            """;
        var authorizer = Authorizer(Key("A", "division/ada", policy));
        var access = Of(authorizer, Ada) with
        {
            Origin = new RequestOrigin("203.0.113.7", IsSecure: true, "agent/1", "http://example.com/"),
        };
        return authorizer.Refusal(
            Request(access, "sqs:TagQueue", Queue) with
            {
                ResourceTags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "blue" },
                RequestTags = RequestTags.Setting(new(StringComparer.Ordinal) { ["cost"] = "7", ["team"] = "red" }),
            }
        );
    }

    private static AwsError? Ask(string principal, string action, string resource, string? policy = null)
    {
        var authorizer = Authorizer();
        return authorizer.Refusal(Request(Of(authorizer, principal), action, resource, policy));
    }

    private static AccessRequest Request(Access access, string action, string resource, string? policy = null) =>
        new(access, action, resource, null, policy, new Dictionary<string, string>(StringComparer.Ordinal), null, _now);

    private static Access Of(IAuthorizer authorizer, string principal) => new(authorizer, principal, "AIDAADA", "eu-central-1");

    private static PolicyAuthorizer Authorizer(params CredentialOptions[] credentials) =>
        new(new AuthenticationOptions { Credentials = credentials }, NullLogger<PolicyAuthorizer>.Instance);

    private static CredentialOptions Key(string id, string user, string policy) =>
        new()
        {
            AccessKeyId = id,
            SecretAccessKey = Secret.Of("x"),
            Account = Account,
            User = user,
            Policies = [JsonDocument.Parse(policy).RootElement],
        };

    private static string Allow(string action) =>
        $$"""{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "{{action}}", "Resource": "*"} }""";

    private static string Resource(string principal, string condition = "") =>
        $$"""
            {"Version": "2012-10-17", "Statement":
              {"Effect": "Allow", "Principal": {{principal}}, "Action": "sqs:*", "Resource": "*", "Condition": { {{condition}} } } }
            """;
}
