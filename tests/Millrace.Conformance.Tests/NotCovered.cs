namespace Millrace.Conformance.Tests;

/// <summary>Recorded cases that the server does not answer as AWS does yet, and why; a test fails when one of them does.</summary>
internal static class NotCovered
{
    private static readonly Gap _functions = new("There are no functions yet.", SnsScripts.NoFunctions);

    /// <summary>By the case's name; without brackets for all it ran with.</summary>
    public static IReadOnlyDictionary<string, Gap> Sqs { get; } =
        new Dictionary<string, Gap>(StringComparer.Ordinal)
        {
            ["test_move_task_cancel"] = new(
                "AWS goes on moving for seconds after it has answered a cancel. Here the answer is the end of it.",
                "list-after.Results[0].ApproximateNumberOfMessagesMoved: AWS has 8, we have 2"
            ),
            ["test_message_system_attribute_names_with_attribute_names[sqs_query]"] = new(
                "Given both lists of names, AWS's Query front end drops one; the recording does not tell which. We show both.",
                "different_values"
            ),
        };

    /// <summary>As above.</summary>
    public static IReadOnlyDictionary<string, Gap> Sns { get; } =
        new Dictionary<string, Gap>(StringComparer.Ordinal)
        {
            ["test_delete_platform_endpoint_with_subscription"] = new(
                "AWS gives a token for a page that is empty. Here a token means that more follows.",
                "list-subscriptions-pre-delete: AWS has NextToken, we have not"
            ),
            ["test_validate_policy_nested_anything_but_operator"] = new(
                "Since this was recorded AWS has come to take a suffix in anything-but (Developer Guide), and so do we.",
                "error-condition-anything-but-suffix: AWS has Error, we have not"
            ),
            ["test_sns_topic_as_lambda_dead_letter_queue"] = _functions,
            ["test_publish_lambda_verify_signature"] = _functions,
        };

    /// <summary>The gap a case falls into; null for a case that must be answered as AWS does.</summary>
    public static Gap? Of(IReadOnlyDictionary<string, Gap> gaps, string name) =>
        gaps.GetValueOrDefault(name) ?? gaps.GetValueOrDefault(RecordedCases.ScriptOf(name));
}
