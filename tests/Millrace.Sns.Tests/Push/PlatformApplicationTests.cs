using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;

namespace Millrace.Sns.Tests.Push;

/// <summary>Platform applications. Answers as recorded from AWS (TestSNSPlatformApplicationCrud).</summary>
public sealed class PlatformApplicationTests : PushTest
{
    [Fact]
    public void An_application_has_an_ARN_of_its_platform_and_name() => Assert.Equal(AdmArn, CreateApplication());

    [Fact]
    public void Applications_are_listed_without_their_credentials()
    {
        CreateApplication();

        var listed = Assert.Single(List().PlatformApplications!);
        Assert.Equal(AdmArn, listed.PlatformApplicationArn);
        Assert.Equal(Map(("Enabled", "true")), listed.Attributes);
    }

    [Fact]
    public void A_listing_shows_a_hundred_applications_a_page_of_the_callers_own()
    {
        for (var index = 0; index < 101; index++)
        {
            CreateApplication($"app-{index:D3}");
        }

        var first = List();
        var second = List(first.NextToken);
        Assert.Equal(100, first.PlatformApplications!.Count);
        Assert.EndsWith("/app-100", Assert.Single(second.PlatformApplications!).PlatformApplicationArn);

        Caller = Caller with { Account = "111111111111" };
        Assert.Empty(List().PlatformApplications!);
    }

    [Theory]
    [InlineData("", "Invalid parameter:  Reason: cannot be empty")]
    [InlineData(
        "@name",
        "Invalid parameter: @name Reason: must contain only characters 'a'-'z', 'A'-'Z', '0'-'9', '_', '-', and '.'"
    )]
    public void A_name_has_letters_digits_and_little_else(string name, string message) =>
        Assert.Equal(("InvalidParameter", message), Refusal(TryCreateApplication(name)));

    [Fact]
    public void A_name_has_256_characters_at_most()
    {
        Ok(TryCreateApplication(new string('a', 256)));
        Assert.Equal("InvalidParameter", Refusal(TryCreateApplication(new string('a', 257))).Code);
    }

    [Fact]
    public void A_platform_must_be_known() =>
        Assert.Equal(
            ("InvalidParameter", "Invalid parameter: Platform Reason: AAA is not supported"),
            Refusal(TryCreateApplication("shop", "AAA"))
        );

    [Theory]
    [InlineData("ADM", "PlatformCredential", "PlatformCredential attribute provided without PlatformPrincipal")]
    [InlineData("APNS", "PlatformPrincipal", "PlatformPrincipal attribute provided without PlatformCredential")]
    public void Credentials_come_in_pairs(string platform, string given, string reason) =>
        Assert.Equal(
            ("InvalidParameter", $"Invalid parameter: Attributes Reason: {reason}"),
            Refusal(TryCreateApplication("shop", platform, Map((given, "secret"))))
        );

    [Fact]
    public void Googles_credential_stands_alone()
    {
        Ok(TryCreateApplication("shop", "GCM", Map(("PlatformCredential", "key"))));
        Assert.Equal(
            "Invalid parameter: Attributes Reason: PlatformCredential attribute is required",
            Refusal(TryCreateApplication("other", "GCM", Map(("Enabled", "true")))).Message
        );
    }

    [Fact]
    public void Attributes_are_a_required_parameter()
    {
        (string, string)? refusal = (
            "ValidationError",
            "1 validation error detected: Value null at 'attributes' failed to satisfy constraint: Member must not be null"
        );
        Assert.Equal(refusal, ConstraintsOf(new CreatePlatformApplicationInput { Name = "shop", Platform = "ADM" }));
        Assert.Equal(refusal, ConstraintsOf(new SetPlatformApplicationAttributesInput { PlatformApplicationArn = AdmArn }));
    }

    [Fact]
    public void To_create_an_application_again_answers_with_the_one_that_is_there_when_it_is_the_same()
    {
        CreateApplication();

        Assert.Equal(AdmArn, CreateApplication());
        Assert.Equal(
            (
                "InvalidParameter",
                "Invalid parameter: Attributes Reason: Platform application already exists with different attributes"
            ),
            Refusal(TryCreateApplication("shop", "ADM", Map(("PlatformCredential", "new"), ("PlatformPrincipal", "client"))))
        );
    }

    [Fact]
    public void Attributes_are_set_and_taken_away_and_credentials_never_shown()
    {
        CreateApplication();
        Assert.Equal(Map(("Enabled", "true")), Attributes());

        Ok(
            TrySetApplication(
                ("EventEndpointCreated", TopicArn),
                ("SuccessFeedbackSampleRate", "50"),
                ("PlatformCredential", "new"),
                ("PlatformPrincipal", "new")
            )
        );
        Assert.Equal(
            Map(("Enabled", "true"), ("EventEndpointCreated", TopicArn), ("SuccessFeedbackSampleRate", "50")),
            Attributes()
        );

        Ok(TrySetApplication(("EventEndpointCreated", "")));
        Assert.DoesNotContain("EventEndpointCreated", Attributes());
    }

    [Theory]
    [InlineData("Colour", "red", "Invalid attribute name: Colour")]
    [InlineData("Enabled", "perhaps", "Invalid value for attribute: Enabled: must be true or false")]
    [InlineData(
        "EventDeliveryFailure",
        "somewhere",
        "Invalid value for attribute: EventDeliveryFailure: somewhere is not the ARN of a topic in the application's account and region"
    )]
    [InlineData(
        "EventEndpointCreated",
        "arn:aws:sns:us-east-1:111111111111:orders",
        "Invalid value for attribute: EventEndpointCreated: arn:aws:sns:us-east-1:111111111111:orders is not the ARN of a topic in the application's account and region"
    )]
    [InlineData(
        "SuccessFeedbackSampleRate",
        "101",
        "Invalid value for attribute: SuccessFeedbackSampleRate: must be a whole number from 0 to 100"
    )]
    [InlineData("PlatformPrincipal", "client", "PlatformPrincipal attribute provided without PlatformCredential")]
    public void An_attribute_that_makes_no_sense_is_refused(string name, string value, string reason)
    {
        CreateApplication();
        Assert.Equal(
            ("InvalidParameter", $"Invalid parameter: Attributes Reason: {reason}"),
            Refusal(TrySetApplication((name, value)))
        );
    }

    [Fact]
    public void An_application_that_is_not_there_is_not_found()
    {
        (string, string) refusal = ("NotFound", "PlatformApplication does not exist");
        Assert.Equal(refusal, Refusal(TrySetApplication(("PlatformPrincipal", "dummy"))));
        Assert.Equal(refusal, Refusal(TryGet(AdmArn)));
        Assert.Equal(refusal, Refusal(TryCreateEndpoint("token_1")));
    }

    [Theory]
    [InlineData("shop", "Invalid parameter: PlatformApplicationArn Reason: An ARN must have at least 6 elements, not 1")]
    [InlineData(TopicArn, "Invalid parameter: PlatformApplicationArn")]
    [InlineData("arn:aws:sns:eu-west-1:000000000000:app/ADM/shop", "Invalid parameter: PlatformApplicationArn")]
    public void What_is_no_applications_ARN_is_refused(string arn, string message) =>
        Assert.Equal(("InvalidParameter", message), Refusal(TryGet(arn)));

    [Fact]
    public void A_deleted_application_is_gone_with_its_endpoints()
    {
        CreateApplication();
        var endpoint = CreateEndpoint();

        Ok(Delete());
        Ok(Delete());

        Assert.Equal("NotFound", Refusal(TryGet(AdmArn)).Code);
        Assert.Equal("NotFound", Refusal(TryGetEndpoint(endpoint)).Code);
        CreateApplication();
        Assert.Empty(ListEndpoints().Endpoints!);
    }

    [Fact]
    public void What_is_pushed_after_an_application_was_created_anew_still_arrives()
    {
        CreateApplication();
        Ok(TryPush(CreateEndpoint(), "first"));
        Ok(Delete());
        World.Restart();
        World.Pass(TimeSpan.FromSeconds(1));
        CreateApplication();
        Ok(TryPush(CreateEndpoint(), "second"));

        Assert.Equal(["second", "first"], Outbox().ConvertAll(TextOf));
    }

    [Fact]
    public void Applications_survive_a_restart_and_a_power_cut()
    {
        CreateApplication();
        Ok(TrySetApplication(("Enabled", "false")));
        World.LosePower();
        Assert.Equal("false", Attributes()["Enabled"]);
        World.Restart();
        Assert.Equal("false", Attributes()["Enabled"]);
    }

    private Answer<GetPlatformApplicationAttributesResponse> TryGet(string arn) =>
        Applications<
            GetPlatformApplicationAttributes,
            GetPlatformApplicationAttributesInput,
            GetPlatformApplicationAttributesResponse
        >(new() { PlatformApplicationArn = arn });

    private Dictionary<string, string> Attributes() => Ok(TryGet(AdmArn)).Attributes!;

    private Answer<Api.Unit> Delete() =>
        Applications<DeletePlatformApplication, DeletePlatformApplicationInput, Api.Unit>(
            new() { PlatformApplicationArn = AdmArn }
        );

    private ListPlatformApplicationsResponse List(string? token = null) =>
        Ok(
            World.List<
                ListPlatformApplications,
                Millrace.Sns.Push.PlatformApplication,
                ListPlatformApplicationsInput,
                PlatformApplication,
                ListPlatformApplicationsResponse
            >(new() { NextToken = token }, Caller)
        );
}
