using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;

namespace Millrace.Sns.Tests.Outbox;

/// <summary>What is asked for where authentication is on: everything that leaves SNS, and nothing that stays in it.</summary>
public sealed class AccessTests : OutboxTest
{
    private const string Endpoint = "arn:aws:sns:us-east-1:000000000000:endpoint/GCM/shop/0f7d5971-aa8b-4bd5-b585-0826e9f93a66";

    private static readonly RefusingAuthorizer _authorizer = new();

    public AccessTests()
        : base(authorizer: _authorizer) { }

    [Fact]
    public void A_topic_needs_no_permission_for_numbers_and_addresses_and_one_for_queues()
    {
        SubscribeQueue("all");
        Ok(TrySubscribe("sms", "+15555550100"));
        Ok(TrySubscribe("email", "ada@example.com"));

        Publish("hello");

        Assert.Equal(["sms", "email"], Outbox().ConvertAll(item => item.Protocol));
        Assert.Empty(Bodies("all"));
    }

    [Fact]
    public void Policies_name_the_endpoint_or_no_resource_and_not_what_decides_for_them()
    {
        var access = new Access(_authorizer, "arn:aws:iam::000000000000:user/ada", "AIDA", "us-east-1");
        Caller = Caller with { Access = access with { Actions = ["sns:Publish"] } };

        Assert.Equal(
            Endpoint,
            Refusal(
                Applications<PublishToEndpoint, PublishInput, PublishResponse>(new() { TargetArn = Endpoint, Message = "hello" })
            ).Message
        );
        Assert.Equal("*", Refusal(TryPublishTo("+15555550100", "hello")).Message);
    }

    /// <summary>Refuses everything, and says on what.</summary>
    private sealed class RefusingAuthorizer : IAuthorizer
    {
        public AwsError? Refusal(in AccessRequest request) => SnsErrors.AuthorizationErrorException.WithMessage(request.Arn);
    }
}
