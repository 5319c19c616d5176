namespace Millrace.Conformance.Tests;

/// <summary>Recorded cases of SQS that nothing is compared with yet, and why.</summary>
internal static class NotCovered
{
    private const string Fifo = "FIFO queues are not offered yet.";
    private const string Permissions = "AddPermission and RemovePermission are not offered yet.";
    private const string MoveTasks = "Message move tasks are not offered yet.";
    private const string Requests = "The recording does not tell what was asked for.";

    /// <summary>The reason by the case's name without what it ran with; null for a case that must be covered.</summary>
    public static string? ReasonFor(string script) =>
        _reasons.GetValueOrDefault(script) ?? (script.Contains("fifo", StringComparison.Ordinal) ? Fifo : null);

    private static readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal)
    {
        ["test_sqs_permission_lifecycle"] = Permissions,
        ["test_source_needs_redrive_policy"] = MoveTasks,
        ["test_cancel_with_invalid_task_handle"] = MoveTasks,
        ["test_destination_needs_to_exist"] = MoveTasks,
        ["test_move_task_cancel"] = MoveTasks,
        ["test_move_task_workflow_with_default_destination"] = MoveTasks,
        ["test_move_task_workflow_with_multiple_sources_as_default_destination"] = MoveTasks,
        // JSON shows the union of two differing lists of names, Query only one of them: which list wins is not in the answers.
        ["test_message_system_attribute_names_with_attribute_names"] = Requests,
        // The receive after the send came back empty.
        ["test_send_message_via_queue_url_with_json_protocol"] = Requests,
    };
}
