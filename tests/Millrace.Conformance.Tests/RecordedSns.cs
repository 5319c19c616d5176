using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>The recorded cases of SNS.</summary>
internal static class RecordedSns
{
    /// <summary>Whom AWS's recorder called as, in the attributes of subscriptions: a user of the account.</summary>
    private const string Principal = "SubscriptionPrincipal";

    public static IReadOnlyDictionary<string, JsonObject> Cases { get; } = Load();

    private static IReadOnlyDictionary<string, JsonObject> Load()
    {
        var cases = RecordedCases.Load("sns");
        foreach (var recorded in cases.Values)
        {
            CallAsTheAccount(recorded);
        }

        return cases;
    }

    /// <summary>Here nobody has to be a user to call: a subscription is made by the account itself, and that is what it shows.</summary>
    private static void CallAsTheAccount(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                CallAsTheAccount(item);
            }
        }

        if (node is not JsonObject structure)
        {
            return;
        }

        if (structure.ContainsKey(Principal))
        {
            structure[Principal] = $"arn:<partition>:iam::{AwsClient.Account}:root";
        }

        foreach (var (_, value) in structure)
        {
            CallAsTheAccount(value);
        }
    }
}
