namespace Millrace.Conformance.Tests;

/// <summary>Recorded cases that the server does not answer as AWS does yet, and why; a test fails when one of them does.</summary>
internal static class NotCovered
{
    private const string Unsupported = "AWS.SimpleQueueService.UnsupportedOperation";

    private static readonly Gap _permissions = new(
        "AddPermission and RemovePermission are not offered yet (issue 3).",
        Unsupported
    );
    private static readonly Gap _moveTasks = new("Message move tasks are not offered yet (issue 3).", Unsupported);

    /// <summary>By the case's name; without brackets for all it ran with.</summary>
    public static IReadOnlyDictionary<string, Gap> Gaps { get; } =
        new Dictionary<string, Gap>(StringComparer.Ordinal)
        {
            ["test_sqs_permission_lifecycle"] = _permissions,
            ["test_cancel_with_invalid_task_handle"] = _moveTasks,
            ["test_destination_needs_to_exist"] = _moveTasks,
            ["test_move_task_cancel"] = _moveTasks,
            ["test_move_task_workflow_with_default_destination"] = _moveTasks,
            ["test_move_task_workflow_with_multiple_sources_as_default_destination"] = _moveTasks,
            ["test_source_needs_redrive_policy"] = _moveTasks,
            ["test_message_system_attribute_names_with_attribute_names[sqs_query]"] = new(
                "Given both lists of names, AWS's Query front end drops one; the recording does not tell which. We show both.",
                "different_values"
            ),
        };

    /// <summary>The gap a case falls into; null for a case that must be answered as AWS does.</summary>
    public static Gap? Of(string name) => Gaps.GetValueOrDefault(name) ?? Gaps.GetValueOrDefault(RecordedSqs.ScriptOf(name));

    /// <summary>Why a case is not covered, and what must stand in the failure, so that it fails for that reason and no other.</summary>
    internal sealed record Gap(string Reason, string Sign);
}
