using System.Text.Json.Nodes;

namespace Millrace.Conformance.Tests;

/// <summary>AddPermission and RemovePermission, seen through the policy they write.</summary>
internal static partial class SqsScripts
{
    private const string OtherAccount = "668614515564";

    private static Dictionary<string, Func<Conversation, Task>> Permissions =>
        new(StringComparer.Ordinal) { ["test_sqs_permission_lifecycle"] = PermissionLifecycle };

    private static async Task PermissionLifecycle(Conversation c)
    {
        const string Label = "crossaccountpermission";
        const string SecondLabel = "crossaccountpermission2";
        var queue = await c.CreateQueueAsync();
        await c.CompareAsync("add-permission-response", "AddPermission", Permission(Label, OtherAccount, AwsClient.Account));
        await c.CompareAsync("get-queue-policy-attribute", "GetQueueAttributes", PolicyOf(queue));
        await c.CompareAsync("remove-permission-response", "RemovePermission", On(queue, ("Label", Label)));
        await c.CompareAsync("get-queue-policy-attribute-after-removal", "GetQueueAttributes", PolicyOf(queue));

        await c.DoAsync("AddPermission", Permission(Label, AwsClient.Account));
        await c.CompareAsync("get-queue-policy-attribute-first-account-same-label", "GetQueueAttributes", PolicyOf(queue));
        await c.CompareAsync(
            "get-queue-policy-attribute-second-account-same-label",
            "AddPermission",
            Permission(Label, OtherAccount)
        );
        await c.DoAsync("AddPermission", Permission(SecondLabel, AwsClient.Account));
        await c.CompareAsync("get-queue-policy-attribute-second-account-different-label", "GetQueueAttributes", PolicyOf(queue));

        await c.DoAsync("RemovePermission", On(queue, ("Label", Label)));
        await c.CompareAsync("get-queue-policy-attribute-delete-first-permission", "GetQueueAttributes", PolicyOf(queue));
        await c.DoAsync("RemovePermission", On(queue, ("Label", SecondLabel)));
        await c.CompareAsync("get-queue-policy-attribute-delete-second-permission", "GetQueueAttributes", PolicyOf(queue));
        await c.CompareAsync(
            "get-queue-policy-attribute-delete-non-existent-label",
            "RemovePermission",
            On(queue, ("Label", SecondLabel))
        );

        JsonObject Permission(string label, params string[] accounts) =>
            On(
                queue,
                ("Label", label),
                ("AWSAccountIds", new JsonArray([.. accounts.Select(account => JsonValue.Create(account))])),
                ("Actions", new JsonArray("ReceiveMessage"))
            );
    }
}
