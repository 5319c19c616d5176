using Millrace.Api.Sns;

namespace Millrace.Sns.Tests.Push;

/// <summary>Endpoints of platform applications. Answers as recorded from AWS (TestSNSPlatformEndpointCrud).</summary>
public sealed class PlatformEndpointTests : PushTest
{
    public PlatformEndpointTests()
    {
        CreateApplication();
    }

    [Fact]
    public void An_endpoint_has_an_ARN_below_its_application() =>
        Assert.Matches("^arn:aws:sns:us-east-1:000000000000:endpoint/ADM/shop/[0-9a-f-]{36}$", CreateEndpoint());

    [Fact]
    public void A_token_has_one_endpoint()
    {
        var arn = CreateEndpoint();

        Assert.Equal(arn, CreateEndpoint());
        Assert.NotEqual(arn, CreateEndpoint("token_2"));
        Assert.Equal(
            (
                "InvalidParameter",
                $"Invalid parameter: Token Reason: Endpoint {arn} already exists with the same Token, but different attributes."
            ),
            Refusal(TryCreateEndpoint("token_1", "data"))
        );
    }

    [Fact]
    public void A_device_that_registers_again_need_not_know_that_it_was_switched_off()
    {
        var arn = CreateEndpoint();
        Ok(TrySetEndpoint(arn, ("Enabled", "false")));

        Assert.Equal(arn, CreateEndpoint());
        Assert.Equal("InvalidParameter", Refusal(TryCreateEndpoint("token_1", null, Map(("Enabled", "true")))).Code);
    }

    [Fact]
    public void Endpoints_are_listed_with_their_attributes_until_they_are_deleted()
    {
        var arn = CreateEndpoint();
        var listed = Assert.Single(ListEndpoints().Endpoints!);
        Assert.Equal(arn, listed.EndpointArn);
        Assert.Equal(Map(("Enabled", "true"), ("Token", "token_1")), listed.Attributes);

        Ok(TryDeleteEndpoint(arn));
        Ok(TryDeleteEndpoint(arn));
        Assert.Empty(ListEndpoints().Endpoints!);
    }

    [Fact]
    public void A_listing_shows_a_hundred_endpoints_a_page()
    {
        List<string> made = [.. Enumerable.Range(0, 203).Select(index => CreateEndpoint($"token_{index}"))];
        Ok(TryDeleteEndpoint(made[150]));
        made.RemoveAt(150);

        var listed = new List<string>();
        string? token = null;
        do
        {
            var page = ListEndpoints(token);
            listed.AddRange(page.Endpoints!.Select(endpoint => endpoint.EndpointArn!));
            token = page.NextToken;
        } while (token is not null);

        Assert.Equal(made, listed);
    }

    [Fact]
    public void A_deleted_endpoint_leaves_its_subscription_behind()
    {
        var arn = CreateEndpoint();
        Ok(TrySubscribe("application", arn));
        Ok(TryDeleteEndpoint(arn));

        Assert.Equal("1", TopicAttributesOf()["SubscriptionsConfirmed"]);
        Publish("hello");
        Assert.Empty(Outbox());
    }

    [Fact]
    public void Attributes_are_set_and_shown()
    {
        var arn = CreateEndpoint();
        Assert.Equal(Map(("Enabled", "true"), ("Token", "token_1")), Attributes(arn));

        Ok(TrySetEndpoint(arn, ("Enabled", "false")));
        Assert.Equal(Map(("Enabled", "false"), ("Token", "token_1")), Attributes(arn));

        Ok(TrySetEndpoint(arn, ("Token", "token_2"), ("CustomUserData", "mine")));
        Assert.Equal(Map(("CustomUserData", "mine"), ("Enabled", "false"), ("Token", "token_2")), Attributes(arn));
        Assert.NotEqual(arn, CreateEndpoint("token_1"));
    }

    [Fact]
    public void A_token_is_not_taken_from_another_endpoint()
    {
        var first = CreateEndpoint();
        var second = CreateEndpoint("token_2");

        Assert.Equal(
            $"Invalid parameter: Token Reason: Endpoint {first} already exists with the same Token, but different attributes.",
            Refusal(TrySetEndpoint(second, ("Token", "token_1"))).Message
        );
        Ok(TrySetEndpoint(second, ("Token", "token_2")));
    }

    [Fact]
    public void The_parameter_for_user_data_goes_before_the_attribute()
    {
        var parameter = Ok(TryCreateEndpoint("token_1", "foo", Map(("CustomUserData", "bar")))).EndpointArn!;
        var attribute = Ok(TryCreateEndpoint("token_2", null, Map(("CustomUserData", "bar")))).EndpointArn!;

        Assert.Equal(Map(("CustomUserData", "foo"), ("Enabled", "true"), ("Token", "token_1")), Attributes(parameter));
        Assert.Equal(Map(("CustomUserData", "bar"), ("Enabled", "true"), ("Token", "token_2")), Attributes(attribute));
    }

    public static TheoryData<string, string, string> BadAttributes =>
        new()
        {
            { "PlatformPrincipal", "dummy", "Invalid attribute name: PlatformPrincipal" },
            { "PlatformCredential", "dummy", "Invalid attribute name: PlatformCredential" },
            { "InvalidKey", "dummy", "Invalid attribute name: InvalidKey" },
            { "UserId", "only Baidu has it", "Invalid attribute name: UserId" },
            {
                "CustomUserData",
                new string('ä', 1025),
                "Invalid value for attribute: CustomUserData: must be at most 2048 bytes long in UTF-8 encoding"
            },
            { "Enabled", "perhaps", "Invalid value for attribute: Enabled: must be true or false" },
            { "Token", "", "Invalid value for attribute: Token: no value for required parameter" },
        };

    [Theory]
    [MemberData(nameof(BadAttributes))]
    public void An_attribute_that_makes_no_sense_is_refused(string name, string value, string reason)
    {
        (string, string) refusal = ("InvalidParameter", $"Invalid parameter: Attributes Reason: {reason}");
        Assert.Equal(refusal, Refusal(TrySetEndpoint(CreateEndpoint(), (name, value))));
        if (name != "Token")
        {
            Assert.Equal(refusal, Refusal(TryCreateEndpoint("token_2", null, Map((name, value)))));
        }
    }

    [Fact]
    public void To_set_attributes_names_some()
    {
        Assert.Equal(
            (
                "ValidationError",
                "1 validation error detected: Value null at 'attributes' failed to satisfy constraint: Member must not be null"
            ),
            ConstraintsOf(new SetEndpointAttributesInput { EndpointArn = CreateEndpoint() })
        );
        Ok(TryCreateEndpoint("token_2", null, []));
    }

    [Fact]
    public void An_endpoint_that_is_not_there_is_not_found()
    {
        var arn = "arn:aws:sns:us-east-1:000000000000:endpoint/ADM/shop/3adb2a02-2f6e-4dbf-a8d7-0ad0a4d3f7f4";
        Assert.Equal(("NotFound", "Endpoint does not exist"), Refusal(TrySetEndpoint(arn, ("Enabled", "false"))));
        Assert.Equal(("NotFound", "Endpoint does not exist"), Refusal(TryGetEndpoint(arn)));
        Assert.Equal(("NotFound", "Endpoint does not exist"), Refusal(TryGetEndpoint(arn.Replace("shop", "other"))));
    }

    [Theory]
    [InlineData("shop", "Invalid parameter: EndpointArn Reason: An ARN must have at least 6 elements, not 1")]
    [InlineData(AdmArn, "Invalid parameter: EndpointArn")]
    public void What_is_no_endpoints_ARN_is_refused(string arn, string message) =>
        Assert.Equal(("InvalidParameter", message), Refusal(TryGetEndpoint(arn)));

    [Fact]
    public void The_token_of_an_Apple_device_is_hexadecimal()
    {
        var apple = CreateApplication("shop", "APNS");
        Ok(TryCreateEndpoint(new string('a', 400), applicationArn: apple));
        foreach (var token in new[] { "token_1", new string('a', 401) })
        {
            Assert.Equal(
                "Invalid parameter: Token Reason: iOS device tokens must be no more than 400 hexadecimal characters",
                Refusal(TryCreateEndpoint(token, applicationArn: apple)).Message
            );
        }
    }

    [Fact]
    public void Endpoints_survive_a_restart_and_a_power_cut()
    {
        var arn = CreateEndpoint();
        var other = CreateEndpoint("token_2");
        Ok(TryDeleteEndpoint(other));
        World.LosePower();
        Ok(TrySetEndpoint(arn, ("CustomUserData", "mine")));
        World.Restart();

        Assert.Equal("mine", Attributes(arn)["CustomUserData"]);
        Assert.Equal(arn, Ok(TryCreateEndpoint("token_1", "mine")).EndpointArn);
        Assert.Single(ListEndpoints().Endpoints!);
        Assert.NotEqual(other, CreateEndpoint("token_2"));
    }

    private Dictionary<string, string> Attributes(string endpointArn) => Ok(TryGetEndpoint(endpointArn)).Attributes!;
}
