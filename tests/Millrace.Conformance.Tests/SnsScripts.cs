using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>For each recorded case of SNS the requests its name and its answers imply.</summary>
internal static partial class SnsScripts
{
    /// <summary>What a case says that hands a message to a function, where there are none.</summary>
    internal const string NoFunctions = "A function cannot be made here.";

    /// <summary>Every script by the case's name without what it ran with.</summary>
    public static IReadOnlyDictionary<string, Func<SnsConversation, Task>> All { get; } =
        new[]
        {
            TopicCases,
            PublishingCases,
            SubscriptionCases,
            QueueCases,
            FifoCases,
            FilterCases,
            SmsCases,
            PushCases,
            HttpCases,
            FunctionCases,
        }
            .SelectMany(scripts => scripts)
            .ToDictionary(script => script.Key, script => script.Value, StringComparer.Ordinal);

    private static Dictionary<string, Func<SnsConversation, Task>> FunctionCases =>
        new(StringComparer.Ordinal)
        {
            ["test_sns_topic_as_lambda_dead_letter_queue"] = MakeFunction,
            ["test_publish_lambda_verify_signature"] = MakeFunction,
        };

    /// <summary>The first step of a case with a function. Once it succeeds, nothing recorded is compared yet, and that fails too.</summary>
    private static async Task MakeFunction(SnsConversation c)
    {
        using var content = new StringContent(new JsonObject { ["FunctionName"] = c.TopicName }.ToJsonString());
        using var answer = await c.Server.Http.PostAsync(
            c.Server.Address + "/2015-03-31/functions",
            content,
            TestContext.Current.CancellationToken
        );
        Assert.True(answer.IsSuccessStatusCode, NoFunctions);
    }

    private static JsonObject On(string topic, params (string Name, JsonNode Value)[] members) =>
        With(new JsonObject { ["TopicArn"] = topic }, members);

    private static JsonObject With(JsonObject request, params (string Name, JsonNode Value)[] members)
    {
        foreach (var (name, value) in members)
        {
            request[name] = value;
        }

        return request;
    }

    private static JsonObject Map(params (string Name, string Value)[] pairs) =>
        [.. pairs.Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)pair.Value))];

    private static JsonArray List(params string[] items) => [.. items.Select(item => JsonValue.Create(item))];

    private static JsonObject Number(string name, string value) => Attribute(name, "Number", value);

    private static JsonObject Attribute(string name, string type, string value) =>
        new()
        {
            [name] = new JsonObject { ["DataType"] = type, ["StringValue"] = value },
        };

    private static JsonObject Binary(string name, params byte[] value) =>
        new()
        {
            [name] = new JsonObject { ["DataType"] = "Binary", ["BinaryValue"] = Convert.ToBase64String(value) },
        };
}
