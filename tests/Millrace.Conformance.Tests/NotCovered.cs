namespace Millrace.Conformance.Tests;

/// <summary>Recorded cases that the server does not answer as AWS does yet, and why; a test fails when one of them does.</summary>
internal static class NotCovered
{
    private static readonly Gap _functions = new("There are no functions yet.", SnsScripts.NoFunctions);

    private static readonly Gap _push = new(
        "There are no applications and endpoints of mobile push yet.",
        "UnsupportedOperation"
    );
    private static readonly Gap _sms = new("There are no settings of text messages yet.", "UnsupportedOperation");
    private static readonly Gap _optOut = new("No number can opt out yet.", RunningServer.NoOptOut);
    private static readonly Gap _webHooks = new("Nothing is posted to web hooks yet.", WebHook.Nothing);

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
            ["test_validate_policy_nested_anything_but_operator"] = new(
                "Since this was recorded AWS has come to take a suffix in anything-but (Developer Guide), and so do we.",
                "error-condition-anything-but-suffix: AWS has Error, we have not"
            ),
            ["test_publish_non_existent_target"] = new(
                "There are no endpoints of applications yet.",
                "non-existent-endpoint.Error.Code: AWS has InvalidParameter, we have"
            ),
            ["test_sns_topic_as_lambda_dead_letter_queue"] = _functions,
            ["test_publish_lambda_verify_signature"] = _functions,
            ["test_list_platform_applications"] = _push,
            ["test_create_platform_application_invalid_attributes"] = _push,
            ["test_create_platform_application_invalid_name"] = _push,
            ["test_create_platform_application_invalid_platform"] = _push,
            ["test_get_platform_application_attributes"] = _push,
            ["test_set_platform_application_attributes_non_existing_app"] = _push,
            ["test_create_platform_endpoint"] = _push,
            ["test_create_platform_endpoint_idempotency"] = _push,
            ["test_create_platform_endpoint_with_invalid_attributes"] = _push,
            ["test_create_platform_endpoint_custom_data"] = _push,
            ["test_create_platform_endpoint_double_custom_data"] = _push,
            ["test_list_platform_endpoints"] = _push,
            ["test_delete_platform_endpoint"] = _push,
            ["test_delete_platform_endpoint_with_subscription"] = _push,
            ["test_get_platform_endpoint_attributes"] = _push,
            ["test_get_platform_endpoint_attributes_non_existent_endpoint"] = _push,
            ["test_set_platform_endpoint_attributes"] = _push,
            ["test_set_platform_endpoint_attributes_non_existent_endpoint"] = _push,
            ["test_set_platform_endpoint_attributes_invalid_attributes"] = _push,
            ["test_set_get_sms_attributes"] = _sms,
            ["test_set_invalid_sms_attributes"] = _sms,
            ["test_list_opted_out"] = _sms,
            ["test_opt_in_non_existing_phone_number"] = _sms,
            ["test_is_phone_number_opted_out"] = _optOut,
            ["test_list_phone_numbers_opted_out"] = _optOut,
            ["test_subscribe_external_http_endpoint_content_type"] = _webHooks,
            ["test_subscribe_external_http_endpoint_lambda_url_sig_validation"] = _webHooks,
        };

    /// <summary>The gap a case falls into; null for a case that must be answered as AWS does.</summary>
    public static Gap? Of(IReadOnlyDictionary<string, Gap> gaps, string name) =>
        gaps.GetValueOrDefault(name) ?? gaps.GetValueOrDefault(RecordedCases.ScriptOf(name));
}
