using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>Mobile push: applications on a platform, and the devices that are their endpoints.</summary>
internal static partial class SnsScripts
{
    private const string Token = "token_1";

    private static Dictionary<string, Func<SnsConversation, Task>> PushCases =>
        new(StringComparer.Ordinal)
        {
            ["test_list_platform_applications"] = ListedApplications,
            ["test_create_platform_application_invalid_attributes"] = async c =>
                await c.CompareAsync(
                    "platform-application-no-attributes",
                    "CreatePlatformApplication",
                    Application(c, ("Attributes", Map(("PlatformCredential", "credential"))))
                ),
            ["test_create_platform_application_invalid_name"] = async c =>
                await c.CompareAsync(
                    "invalid-application-name",
                    "CreatePlatformApplication",
                    Application(c, ("Name", c.Variant == "empty" ? "" : "@name"))
                ),
            ["test_create_platform_application_invalid_platform"] = async c =>
                await c.CompareAsync("invalid-platform", "CreatePlatformApplication", Application(c, ("Platform", "AAA"))),
            ["test_get_platform_application_attributes"] = async c =>
                await c.CompareAsync(
                    "get-application-attributes",
                    "GetPlatformApplicationAttributes",
                    new JsonObject { ["PlatformApplicationArn"] = await CreateApplicationAsync(c) }
                ),
            ["test_set_platform_application_attributes_non_existing_app"] = async c =>
                await c.CompareAsync(
                    "non_existing-application-arn",
                    "SetPlatformApplicationAttributes",
                    new JsonObject
                    {
                        ["PlatformApplicationArn"] = $"arn:aws:sns:us-east-1:{AwsClient.Account}:app/ADM/{c.TopicName}",
                        ["Attributes"] = c.Variant.Length > 0 ? Map(("PlatformPrincipal", "principal")) : [],
                    }
                ),
            ["test_create_platform_endpoint"] = async c =>
                await c.CompareAsync(
                    "create-platform-endpoint",
                    "CreatePlatformEndpoint",
                    Device(await CreateApplicationAsync(c))
                ),
            ["test_create_platform_endpoint_idempotency"] = EndpointAgain,
            ["test_create_platform_endpoint_with_invalid_attributes"] = InvalidEndpoints,
            ["test_create_platform_endpoint_custom_data"] = c => EndpointWithData(c, ("CustomUserData", "bar")),
            ["test_create_platform_endpoint_double_custom_data"] = c =>
                EndpointWithData(c, ("CustomUserData", "foo"), ("Attributes", Map(("CustomUserData", "bar")))),
            ["test_list_platform_endpoints"] = async c =>
            {
                var application = await CreateApplicationAsync(c);
                await c.DoAsync("CreatePlatformEndpoint", Device(application));
                await c.CompareAsync("list-endpoints-by-app", "ListEndpointsByPlatformApplication", EndpointsOf(application));
            },
            ["test_delete_platform_endpoint"] = DeletedEndpoint,
            ["test_delete_platform_endpoint_with_subscription"] = DeletedSubscribedEndpoint,
            ["test_get_platform_endpoint_attributes"] = async c =>
                await c.CompareAsync(
                    "get-platform-endpoint-attributes",
                    "GetEndpointAttributes",
                    Endpoint(await CreateEndpointAsync(c))
                ),
            ["test_get_platform_endpoint_attributes_non_existent_endpoint"] = async c =>
                await c.CompareAsync(
                    "set-platform-endpoint-attributes-non-existent-app",
                    "GetEndpointAttributes",
                    Endpoint(await AbsentEndpointAsync(c))
                ),
            ["test_set_platform_endpoint_attributes"] = SetEndpoint,
            ["test_set_platform_endpoint_attributes_non_existent_endpoint"] = async c =>
                await c.CompareAsync(
                    "set-platform-endpoint-attributes-non-existent-app",
                    "SetEndpointAttributes",
                    With(Endpoint(await AbsentEndpointAsync(c)), ("Attributes", Map(("Enabled", "false"))))
                ),
            ["test_set_platform_endpoint_attributes_invalid_attributes"] = InvalidEndpointAttributes,
        };

    private static JsonObject Application(SnsConversation c, params (string Name, JsonNode Value)[] members) =>
        With(
            new JsonObject
            {
                ["Name"] = c.TopicName,
                ["Platform"] = "ADM",
                ["Attributes"] = Map(("PlatformCredential", "credential"), ("PlatformPrincipal", "principal")),
            },
            members
        );

    private static JsonObject Device(string application, params (string Name, JsonNode Value)[] members) =>
        With(new JsonObject { ["PlatformApplicationArn"] = application, ["Token"] = Token }, members);

    private static JsonObject Endpoint(string arn) => new() { ["EndpointArn"] = arn };

    private static JsonObject EndpointsOf(string application) => new() { ["PlatformApplicationArn"] = application };

    private static async Task<string> CreateApplicationAsync(SnsConversation c) =>
        (string)(await c.DoAsync("CreatePlatformApplication", Application(c)))["PlatformApplicationArn"]!;

    private static async Task<string> CreateEndpointAsync(SnsConversation c) =>
        (string)(await c.DoAsync("CreatePlatformEndpoint", Device(await CreateApplicationAsync(c))))["EndpointArn"]!;

    private static async Task<string> AbsentEndpointAsync(SnsConversation c)
    {
        var endpoint = await CreateEndpointAsync(c);
        await c.DoAsync("DeleteEndpoint", Endpoint(endpoint));
        return endpoint;
    }

    /// <summary>The recorder had no other application, so this case has an account of its own.</summary>
    private static async Task ListedApplications(SnsConversation c)
    {
        var own = new SnsClient(c.Server, account: "333333333333");
        await own.CallAsync("CreatePlatformApplication", Application(c));
        c.Compare("list-platform-applications", AsRecorded(await own.CallAsync("ListPlatformApplications", []), "333333333333"));
    }

    /// <summary>An answer to another account, as the recorded one would have been told.</summary>
    private static JsonObject AsRecorded(JsonObject answer, string account) =>
        JsonNode.Parse(answer.ToJsonString().Replace(account, AwsClient.Account, StringComparison.Ordinal))!.AsObject();

    private static async Task EndpointAgain(SnsConversation c)
    {
        var application = await CreateApplicationAsync(c);
        await c.CompareAsync("create-platform-endpoint", "CreatePlatformEndpoint", Device(application));
        await c.CompareAsync("create-platform-endpoint-idempotent", "CreatePlatformEndpoint", Device(application));
        await c.CompareAsync(
            "create-platform-endpoint-different-token",
            "CreatePlatformEndpoint",
            Device(application, ("Attributes", Map(("CustomUserData", "other"))))
        );
    }

    private static async Task InvalidEndpoints(SnsConversation c)
    {
        var attributes = c.Variant switch
        {
            "Empty" => [],
            "Invalid_Name_Generic" => Map(("InvalidKey", "x")),
            _ => Map(("CustomUserData", new string('a', 2049))),
        };
        var request = Device(await CreateApplicationAsync(c), ("Attributes", attributes));
        if (attributes.Count == 0)
        {
            await c.DoAsync("CreatePlatformEndpoint", request);
        }
        else
        {
            await c.CompareAsync("create-platform-endpoint-invalid-attr", "CreatePlatformEndpoint", request);
        }
    }

    /// <summary>Of two places the recording does not tell which AWS looks at first; the reference describes the member of its own.</summary>
    private static async Task EndpointWithData(SnsConversation c, params (string Name, JsonNode Value)[] members)
    {
        var request = Device(await CreateApplicationAsync(c), members);
        var endpoint = (string)(await c.DoAsync("CreatePlatformEndpoint", request))["EndpointArn"]!;
        await c.CompareAsync("create-endpoint-double-custom-data", "GetEndpointAttributes", Endpoint(endpoint));
    }

    private static async Task DeletedEndpoint(SnsConversation c)
    {
        var application = await CreateApplicationAsync(c);
        var endpoint = (string)(await c.DoAsync("CreatePlatformEndpoint", Device(application)))["EndpointArn"]!;
        await c.CompareAsync("list-endpoints-by-app-pre-delete", "ListEndpointsByPlatformApplication", EndpointsOf(application));
        await c.CompareAsync("delete-endpoint", "DeleteEndpoint", Endpoint(endpoint));
        await c.CompareAsync("list-endpoints-by-app-post-delete", "ListEndpointsByPlatformApplication", EndpointsOf(application));
    }

    private static async Task DeletedSubscribedEndpoint(SnsConversation c)
    {
        var topic = await c.CreateTopicAsync();
        var endpoint = await CreateEndpointAsync(c);
        await c.SubscribeAsync(topic, "application", endpoint);
        await c.CompareAsync("list-subscriptions-pre-delete", "ListSubscriptionsByTopic", On(topic));
        await c.CompareAsync("delete-endpoint", "DeleteEndpoint", Endpoint(endpoint));
        await c.CompareAsync("list-subscriptions-post-delete", "ListSubscriptionsByTopic", On(topic));
    }

    private static async Task SetEndpoint(SnsConversation c)
    {
        var endpoint = await CreateEndpointAsync(c);
        await c.CompareAsync(
            "set-platform-endpoint-attributes",
            "SetEndpointAttributes",
            With(Endpoint(endpoint), ("Attributes", Map(("Enabled", "false"))))
        );
        await c.CompareAsync("get-platform-endpoint-attributes", "GetEndpointAttributes", Endpoint(endpoint));
    }

    private static async Task InvalidEndpointAttributes(SnsConversation c)
    {
        var attributes = c.Variant switch
        {
            "Empty" => [],
            "Invalid_Name_Principal" => Map(("PlatformPrincipal", "x")),
            "Invalid_Name_Credential" => Map(("PlatformCredential", "x")),
            _ => Map(("CustomUserData", new string('a', 2049))),
        };
        await c.CompareAsync(
            "set-platform-endpoint-invalid-attributes",
            "SetEndpointAttributes",
            With(Endpoint(await CreateEndpointAsync(c)), ("Attributes", attributes))
        );
    }
}
