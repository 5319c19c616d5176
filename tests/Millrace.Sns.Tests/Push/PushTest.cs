using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;
using Millrace.Sns.Tests.Outbox;

namespace Millrace.Sns.Tests.Push;

/// <summary>A world with short ways to make platform applications and endpoints.</summary>
public abstract class PushTest : OutboxTest
{
    protected const string AdmArn = "arn:aws:sns:us-east-1:000000000000:app/ADM/shop";

    protected static Dictionary<string, string> Credentials =>
        Map(("PlatformCredential", "secret"), ("PlatformPrincipal", "client"));

    private protected Answer<CreatePlatformApplicationResponse> TryCreateApplication(
        string name,
        string platform = "ADM",
        Dictionary<string, string>? attributes = null
    ) =>
        Applications<CreatePlatformApplication, CreatePlatformApplicationInput, CreatePlatformApplicationResponse>(
            new()
            {
                Name = name,
                Platform = platform,
                Attributes = attributes ?? Credentials,
            }
        );

    protected string CreateApplication(string name = "shop", string platform = "ADM") =>
        Ok(TryCreateApplication(name, platform)).PlatformApplicationArn!;

    private protected Answer<CreateEndpointResponse> TryCreateEndpoint(
        string token,
        string? data = null,
        Dictionary<string, string>? attributes = null,
        string applicationArn = AdmArn
    ) =>
        Applications<CreatePlatformEndpoint, CreatePlatformEndpointInput, CreateEndpointResponse>(
            new()
            {
                PlatformApplicationArn = applicationArn,
                Token = token,
                CustomUserData = data,
                Attributes = attributes,
            }
        );

    protected string CreateEndpoint(string token = "token_1", string applicationArn = AdmArn) =>
        Ok(TryCreateEndpoint(token, applicationArn: applicationArn)).EndpointArn!;

    private protected Answer<Api.Unit> TrySetApplication(params (string Name, string Value)[] attributes) =>
        Applications<SetPlatformApplicationAttributes, SetPlatformApplicationAttributesInput, Api.Unit>(
            new() { PlatformApplicationArn = AdmArn, Attributes = Map(attributes) }
        );

    private protected Answer<Api.Unit> TrySetEndpoint(string endpointArn, params (string Name, string Value)[] attributes) =>
        Applications<SetEndpointAttributes, SetEndpointAttributesInput, Api.Unit>(
            new() { EndpointArn = endpointArn, Attributes = Map(attributes) }
        );

    private protected Answer<GetEndpointAttributesResponse> TryGetEndpoint(string endpointArn) =>
        Applications<GetEndpointAttributes, GetEndpointAttributesInput, GetEndpointAttributesResponse>(
            new() { EndpointArn = endpointArn }
        );

    private protected Answer<Api.Unit> TryDeleteEndpoint(string endpointArn) =>
        Applications<DeleteEndpoint, DeleteEndpointInput, Api.Unit>(new() { EndpointArn = endpointArn });

    private protected Answer<PublishResponse> TryPush(string endpointArn, string message, string? structure = null) =>
        Applications<PublishToEndpoint, PublishInput, PublishResponse>(
            new()
            {
                TargetArn = endpointArn,
                Message = message,
                MessageStructure = structure,
            }
        );

    private protected ListEndpointsByPlatformApplicationResponse ListEndpoints(string? token = null) =>
        Ok(
            Applications<
                ListEndpointsByPlatformApplication,
                ListEndpointsByPlatformApplicationInput,
                ListEndpointsByPlatformApplicationResponse
            >(new() { PlatformApplicationArn = AdmArn, NextToken = token })
        );
}
