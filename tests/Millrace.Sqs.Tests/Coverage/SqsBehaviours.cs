namespace Millrace.Sqs.Tests.Coverage;

/// <summary>What SQS is documented and recorded to do, area by area, each with the tests that show it.</summary>
internal static partial class SqsBehaviours
{
    public static IReadOnlyList<(string Title, IReadOnlyList<Behaviour> Behaviours)> All { get; } =
    [
        (
            "Wire",
            [
                new(
                    "JSON is taken on the root and on any queue's path",
                    "JsonRequestTests.A_request_reaches_a_queue_on_the_root_and_on_any_queues_path"
                ),
                new(
                    "Query forms are taken on the root and on the queue's path",
                    "QueryRequestTests.A_form_reaches_a_queue_on_the_root_and_on_the_queues_own_path"
                ),
                new("Bodies may come in chunks", "BodyTests.A_chunked_body_is_read_like_any_other"),
                new("A body that is cut off is never executed", "BodyTests.A_body_that_ends_too_soon_is_never_executed"),
                new(
                    "A body that is too large, or of a length that cannot be, is refused",
                    "BodyTests.A_body_beyond_the_servers_limit_is_refused_and_the_server_goes_on",
                    "BodyTests.A_length_that_cannot_be_is_refused_before_any_of_it_is_read"
                ),
                new("A compressed body is refused by name", "BodyTests.A_compressed_body_is_refused_by_name_in_either_protocol"),
                new("Query requests may be GETs", "QueryRequestTests.A_get_carries_its_request_in_the_query_string"),
                new(
                    "The QueueUrl parameter goes before the path",
                    "QueryRequestTests.The_parameter_names_the_queue_before_the_path_does"
                ),
                new(
                    "A queue's URL is under the host the caller used",
                    "QueueUrlTests.A_queues_url_is_under_the_host_the_caller_used"
                ),
                new("A queue's URL is under one configured host") { Missing = "not yet" },
                new(
                    "Any host and a bare name find the queue",
                    "QueueUrlTests.A_queue_is_found_by_its_bare_name_and_under_any_host",
                    "QueueAddressTests.Every_way_to_write_a_queue_finds_it"
                ),
                new(
                    "Account and region are the caller's, in URL and ARN",
                    "QueueUrlTests.The_credential_scope_names_account_and_region",
                    "QueueUrlTests.A_presigned_get_names_account_and_region_in_its_query_string",
                    "QueueLifeTests.Each_account_and_each_region_has_queues_of_its_own"
                ),
                new(
                    "A JSON error has the shape in its body and the older code in a header",
                    "JsonRequestTests.An_error_tells_the_shape_in_the_body_and_the_older_code_in_a_header"
                ),
                new(
                    "The older HTTP status is for clients in query mode",
                    "JsonRequestTests.The_older_status_is_for_those_who_ask_for_query_mode_and_the_older_code_for_all"
                ),
                new(
                    "A Query error has type, code, message and an empty detail",
                    "QueryRequestTests.An_error_tells_type_code_message_and_an_empty_detail"
                ),
                new(
                    "A Query error has its own HTTP status",
                    "QueryRequestTests.An_error_has_its_own_status",
                    "recorded test_successive_purge_calls_fail"
                ),
                new(
                    "Codes and statuses of all errors",
                    "SqsModelTests.An_error_keeps_the_code_and_status_of_the_query_days",
                    "ErrorCodeTests.An_error_has_the_code_and_status_it_always_had"
                ),
                new(
                    "The text for a queue that is not there differs by protocol",
                    "recorded test_non_existent_queue",
                    "SqsModelTests.A_missing_queue_is_told_differently_in_query"
                ),
                new(
                    "A GET without an action is an unknown operation",
                    "QueryRequestTests.A_get_without_an_action_is_an_unknown_operation"
                ),
                new("An unknown action is an invalid one", "QueryRequestTests.An_unknown_action_is_an_invalid_one"),
                new(
                    "CreateQueue, ListQueues and GetQueueUrl are invalid on a queue's path",
                    "QueryRequestTests.An_action_that_is_for_no_queue_in_particular_is_invalid_on_a_queues_path"
                ),
                new(
                    "An empty receive is an empty element",
                    "QueryRequestTests.A_receive_without_messages_is_an_empty_element",
                    "recorded test_receive_empty_queue"
                ),
                new(
                    "Accept: application/json turns Query answers into JSON",
                    "QueryRequestTests.Who_accepts_json_gets_answers_and_errors_in_json"
                ),
                new(
                    "Every answer has a request id",
                    "RequestIdTests.Every_answer_has_a_request_id_of_its_own_in_a_header",
                    "RequestIdTests.In_xml_the_body_tells_the_same_id"
                ),
                new(
                    "Signatures are verified where authentication is on: header and presigned, clock, body, session token",
                    "SignatureVectorTests.A_published_signature_is_good",
                    "SignatureRefusalTests.Clocks_may_be_fifteen_minutes_apart",
                    "SignatureRefusalTests.The_host_and_all_headers_of_AWS_must_be_signed",
                    "SignatureRefusalTests.A_temporary_key_needs_its_token_and_ends",
                    "AuthenticationTests.Boto3_finds_with_verified_signatures_what_it_finds_without"
                ),
                new(
                    "What a signature lacks is said in AWS's codes, statuses and texts",
                    "SignatureRefusalTests.A_header_that_is_not_whole_is_refused",
                    "SignatureRefusalTests.An_unknown_key_is_refused_in_AWSs_words",
                    "AuthenticationTests.Boto3_is_refused_what_policies_and_signatures_do_not_allow"
                ),
            ]
        ),
        (
            "Queues and their attributes",
            [
                new(
                    "Names: letters, digits, hyphen, underscore, at most 80",
                    "QueueLifeTests.A_well_formed_name_is_taken",
                    "QueueLifeTests.A_malformed_name_is_refused"
                ),
                new(
                    "Creating again with the same attributes answers with the queue, with others is refused",
                    "QueueLifeTests.Creating_a_queue_again_answers_with_the_one_that_is_there",
                    "QueueLifeTests.Creating_a_queue_again_with_another_value_is_refused"
                ),
                new(
                    "A deleted queue's name is free after 60 seconds",
                    "QueueLifeTests.A_name_is_free_again_sixty_seconds_after_its_queue_was_deleted"
                ),
                new(
                    "Defaults of a standard queue",
                    "QueueAttributeTests.A_new_queue_shows_the_defaults",
                    "recorded test_create_standard_queue_with_required_properties"
                ),
                new(
                    "Ranges of all numbers",
                    "QueueAttributeTests.An_attribute_has_a_range",
                    "DeadLetterTests.A_maxReceiveCount_outside_1_to_1000_is_refused"
                ),
                new(
                    "Both maximum message sizes, of 256 KiB and 1 MiB, come back as set",
                    "QueueAttributeTests.Either_maximum_message_size_comes_back_as_it_was_set"
                ),
                new("GetQueueAttributes without names shows nothing", "QueueAttributeTests.Without_names_nothing_is_shown"),
                new("An unknown attribute is refused by name", "QueueAttributeTests.An_unknown_attribute_is_refused_by_name"),
                new(
                    "FIFO attributes are unknown on a standard queue",
                    "QueueAttributeTests.Attributes_of_fifo_queues_are_unknown_on_a_standard_one",
                    "recorded test_set_unsupported_attribute_standard"
                ),
                new(
                    "An empty Policy takes the policy away",
                    "QueueAttributeTests.A_policy_is_shown_as_it_was_given_until_it_is_set_empty",
                    "recorded test_update_to_remove_queuepolicy_from_template"
                ),
                new(
                    "A KMS key has an id of at most 2,048 characters",
                    "QueueAttributeTests.A_kms_key_has_an_id_of_2048_characters_at_most"
                ),
                new(
                    "A RedriveAllowPolicy names up to ten queues",
                    "DeadLetterTests.A_redrive_allow_policy_names_up_to_ten_queues",
                    "DeadLetterTests.What_is_no_queues_arn_is_no_source_of_a_dead_letter_queue"
                ),
                new(
                    "A dead-letter queue is in its source's account and region",
                    "DeadLetterTests.A_dead_letter_queue_is_in_its_sources_account_and_region"
                ),
                new("An empty RedrivePolicy takes the policy away", "DeadLetterTests.An_empty_redrive_policy_takes_it_away"),
                new(
                    "A KMS key switches SQS's own encryption off, and taking it away leaves that off",
                    "QueueAttributeTests.A_kms_key_switches_sqss_own_encryption_off_for_good",
                    "recorded test_update_standard_queue_remove_some_properties"
                ),
                new("KMS keys encrypt, and KMS refuses: its error codes")
                {
                    Missing = "the codes are in the table of errors; nothing is encrypted with a key, so none is ever answered",
                },
                new(
                    "SQS's own encryption takes a KMS key away, and outlives a restart",
                    "QueueAttributeTests.Sqss_own_encryption_takes_a_kms_key_away",
                    "QueueAttributeTests.Taking_the_key_away_and_switching_sqss_own_on_is_one_call"
                ),
                new(
                    "Two kinds of encryption at once are refused",
                    "QueueAttributeTests.A_queue_has_one_kind_of_encryption_at_a_time",
                    "recorded test_sse_kms_and_sqs_are_mutually_exclusive"
                ),
                new("ListQueueTags without tags shows nothing", "QueueLifeTests.Tags_are_set_replaced_and_removed"),
                new(
                    "At most 50 tags, keys of 128 and values of 256 characters",
                    "QueueLifeTests.Fifty_tags_of_128_and_256_characters_are_the_most"
                ),
                new(
                    "ListQueues gives a token only when MaxResults was given",
                    "QueueLifeTests.Queues_are_listed_by_name_a_page_at_a_time_when_asked_to"
                ),
                new(
                    "A purge takes every message, once in 60 seconds",
                    "QueueLifeTests.A_purge_takes_every_message_and_may_not_follow_another_within_sixty_seconds"
                ),
            ]
        ),
        (
            "Sending",
            [
                new(
                    "A message needs a body",
                    "MessageRuleTests.A_message_without_a_body_is_refused",
                    "recorded test_send_empty_message"
                ),
                new(
                    "A body has only the characters XML knows",
                    "MessageRuleTests.A_body_with_other_characters_is_refused",
                    "MessageRuleTests.A_body_of_xml_characters_comes_back_as_it_was"
                ),
                new(
                    "Size is body, names, types and values in UTF-8",
                    "MessageRuleTests.Names_types_and_values_of_attributes_count_as_size",
                    "MessageRuleTests.Size_is_counted_in_bytes_not_in_characters"
                ),
                new("System attributes do not count as size", "MessageRuleTests.A_trace_header_weighs_nothing"),
                new(
                    "A message of more than its queue's maximum is an invalid parameter",
                    "MessageRuleTests.A_body_of_one_mebibyte_is_the_longest"
                ),
                new(
                    "At most ten attributes, names of at most 256 characters and a form",
                    "MessageRuleTests.Ten_attributes_are_the_most",
                    "MessageRuleTests.An_attribute_name_of_256_characters_is_the_longest",
                    "MessageRuleTests.An_attribute_name_has_a_form"
                ),
                new(
                    "An attribute has a type and a value of it",
                    "MessageRuleTests.An_attribute_has_a_type_and_a_value_of_it",
                    "recorded test_send_message_with_empty_string_attribute"
                ),
                new(
                    "Group and deduplication ids are checked on standard queues too",
                    "MessageRuleTests.Group_and_deduplication_ids_are_checked_on_standard_queues_too",
                    "recorded test_message_deduplication_id_invalid",
                    "recorded test_send_message_to_standard_queue_with_invalid_message_group_id"
                ),
                new("A standard queue keeps a message's group", "recorded test_fair_queue_with_message_group_id"),
                new(
                    "A quiet group is not held up by a noisy one on a standard queue (fair queues)",
                    "FairQueueTests.A_quiet_tenant_is_handed_out_within_one_round_of_a_deep_backlog",
                    "FairQueueTests.Tenants_take_turns_and_each_keeps_its_order"
                ),
                new(
                    "While a quiet group has a message, none of a noisy group is handed out; of several noisy ones first that with the fewest in flight",
                    "FairQueueTests.A_tenant_with_more_than_its_share_in_flight_waits_while_another_has_a_message",
                    "FairQueueTests.A_tenth_of_what_is_in_flight_is_not_more_than_a_share",
                    "FairQueueTests.Of_several_with_more_than_their_share_the_one_with_the_fewest_in_flight_comes_first",
                    "FairQueueTests.A_tenant_back_within_its_share_takes_turns_again"
                ),
                new(
                    "MD5 of attributes: sorted, with whole types",
                    "AttributeSelectionTests.The_digest_of_a_send_covers_all_attributes_and_the_body_has_its_own",
                    "recorded test_send_message_with_binary_attributes"
                ),
                new(
                    "MD5 of system attributes apart, only on send",
                    "AttributeSelectionTests.The_trace_header_has_a_digest_of_its_own"
                ),
                new(
                    "The trace header is the only system attribute to send",
                    "MessageRuleTests.The_only_system_attribute_to_send_is_the_trace_header_as_a_string"
                ),
                new("The trace header has X-Ray's form", "MessageRuleTests.A_trace_header_has_a_form"),
                new(
                    "Batches have 1 to 10 entries",
                    "BatchTests.An_empty_batch_is_refused",
                    "QueryRequestTests.A_batch_without_entries_is_an_empty_one",
                    "JsonRequestTests.A_batch_without_entries_is_an_empty_one",
                    "BatchTests.Ten_entries_are_the_most",
                    "recorded test_too_many_entries_in_batch_request"
                ),
                new(
                    "Ids in a batch are distinct, of at most 80 letters, digits, hyphens and underscores",
                    "BatchTests.Ids_of_a_batch_are_distinct",
                    "BatchTests.A_malformed_id_refuses_the_whole_batch",
                    "BatchTests.An_id_of_eighty_letters_digits_and_signs_is_fine"
                ),
                new(
                    "The sum of a batch is bounded, for the whole call",
                    "BatchTests.A_batch_of_more_than_one_mebibyte_is_refused_as_a_whole",
                    "recorded test_send_message_batch_with_oversized_contents"
                ),
                new(
                    "A wrong entry fails alone, with Id, Code, Message and SenderFault",
                    "BatchTests.A_wrong_entry_fails_by_itself"
                ),
                new(
                    "Delay of 0 to 900 seconds, per message or per queue",
                    "DelayTests.A_delayed_message_is_not_there_before_its_time",
                    "DelayTests.The_queues_delay_holds_for_messages_without_one_of_their_own",
                    "DelayTests.A_delay_out_of_range_is_refused"
                ),
                new(
                    "A queue's new delay leaves messages of a standard queue alone",
                    "DelayTests.A_new_delay_of_the_queue_leaves_messages_already_sent_alone"
                ),
            ]
        ),
        (
            "Receiving",
            [
                new(
                    "One to ten messages, one unless asked",
                    "ReceiveTests.Without_a_number_one_message_is_handed_out",
                    "ReceiveTests.A_number_of_messages_out_of_range_is_refused",
                    "recorded test_send_receive_max_number_of_messages"
                ),
                new(
                    "Waits up to 20 seconds, or as the queue says",
                    "ReceiveTests.A_long_poll_waits_until_a_message_is_sent",
                    "ReceiveTests.The_queues_wait_time_holds_for_receives_without_one",
                    "recorded test_send_receive_wait_time_seconds"
                ),
                new(
                    "A wait ends when the client goes away, and what was meant for it is handed back",
                    "LongPollTests.A_client_that_goes_away_ends_its_wait_and_the_next_message_is_for_the_next_client",
                    "LongPollTests.A_message_that_was_decided_for_a_client_that_is_gone_by_then_is_handed_back_at_once"
                ),
                new(
                    "A wait ends when the queue is deleted, with the truth",
                    "ReceiveTests.Deleting_the_queue_ends_a_long_poll_with_the_truth",
                    "LongPollTests.A_queue_that_is_deleted_ends_the_polls_that_wait_on_it_and_says_so"
                ),
                new(
                    "System attributes by name or all, in either member",
                    "AttributeSelectionTests.System_attributes_are_chosen_by_name_or_all_in_the_old_member_and_the_new",
                    "recorded test_receive_message_attribute_names_filters",
                    "recorded test_receive_message_message_system_attribute_names_filters"
                ),
                new(
                    "Message attributes by name, by prefix or all",
                    "AttributeSelectionTests.Message_attributes_are_chosen_by_name_by_prefix_or_all"
                ),
                new(
                    "The MD5 of attributes is of those shown; none for none",
                    "AttributeSelectionTests.The_digest_covers_what_is_shown",
                    "AttributeSelectionTests.A_name_no_attribute_can_have_selects_nothing_and_is_no_mistake"
                ),
                new(
                    "120,000 messages of a standard queue in flight, then OverLimit",
                    "ReceiveTests.More_than_120000_messages_in_flight_are_refused",
                    "LimitTests.A_receive_that_asks_for_more_than_may_be_in_flight_gets_what_may_be"
                ),
                new(
                    "Approximate numbers of messages visible, in flight and delayed",
                    "recorded test_approximate_number_of_messages_not_visible",
                    "DelayTests.A_delay_is_not_a_receive"
                ),
                new(
                    "Messages are kept 60 seconds to 14 days from their send",
                    "RetentionTests.A_message_is_kept_four_days_unless_told_otherwise",
                    "RetentionTests.A_new_retention_holds_for_messages_already_sent"
                ),
            ]
        ),
        (
            "Receipt handles and visibility",
            [
                new("Garbage is an invalid receipt handle", "ReceiptHandleTests.A_handle_that_never_was_one_is_refused"),
                new("Deleting twice succeeds", "ReceiptHandleTests.Deleting_twice_succeeds"),
                new(
                    "Any earlier handle deletes, also after its time",
                    "ReceiptHandleTests.Any_handle_of_a_message_deletes_it_also_after_its_time",
                    "recorded test_delete_after_visibility_timeout"
                ),
                new(
                    "The visibility of a deleted message cannot be changed",
                    "VisibilityTests.The_visibility_of_a_deleted_message_cannot_be_changed"
                ),
                new(
                    "That of one that came back and was not received again can",
                    "VisibilityTests.The_visibility_of_a_message_that_came_back_can_be_changed_until_it_is_received_again"
                ),
                new(
                    "That of one that was received again cannot, by a handle from before",
                    "VisibilityTests.An_earlier_handle_changes_nothing_for_whoever_holds_the_message_now"
                ),
                new(
                    "Twelve hours from a receive are the most",
                    "VisibilityTests.Twelve_hours_after_its_receive_no_message_can_be_hidden_any_longer",
                    "VisibilityTests.The_twelve_hours_begin_anew_with_every_receive"
                ),
                new(
                    "A changed visibility is not remembered for the next receive",
                    "VisibilityTests.A_changed_visibility_is_not_remembered_for_the_next_receive"
                ),
                new(
                    "A change counts from its own moment; zero gives the message back",
                    "VisibilityTests.A_changed_visibility_counts_from_the_change",
                    "VisibilityTests.Changing_visibility_to_zero_gives_the_message_back_at_once"
                ),
            ]
        ),
        (
            "Dead letters",
            [
                new(
                    "A message leaves on the receive after maxReceiveCount",
                    "DeadLetterTests.A_message_leaves_on_the_receive_after_its_last"
                ),
                new(
                    "It keeps id, sent time, attributes and trace header, its count goes on, its source is told",
                    "DeadLetterTests.A_dead_letter_keeps_what_it_was_and_tells_where_it_died",
                    "recorded test_dead_letter_queue_message_attributes"
                ),
                new(
                    "On a standard queue its age counts from its first send",
                    "RetentionTests.A_message_in_a_dead_letter_queue_is_as_old_as_its_first_send"
                ),
                new(
                    "A dead-letter queue can have one of its own",
                    "DeadLetterTests.A_dead_letter_can_die_again_and_its_count_goes_on"
                ),
                new(
                    "A target that is no ARN, or not there, is refused",
                    "DeadLetterTests.A_dead_letter_target_that_is_no_arn_or_not_there_is_refused",
                    "recorded test_invalid_dead_letter_arn_rejected_before_lookup"
                ),
                new(
                    "What is deleted while it leaves does not come back when it is refused",
                    "LeavingTests.A_message_deleted_while_it_leaves_does_not_come_back_when_it_is_refused"
                ),
                new(
                    "RedriveAllowPolicy decides who may use a queue when its RedrivePolicy is set",
                    "DeadLetterTests.A_dead_letter_queue_decides_who_may_use_it",
                    "LeavingTests.A_queue_that_its_dead_letter_queue_would_no_longer_allow_goes_on_using_it"
                ),
                new(
                    "The sources of a dead-letter queue are listed",
                    "DeadLetterTests.The_sources_of_a_dead_letter_queue_are_listed_by_page"
                ),
            ]
        ),
        FifoQueues,
        FifoOrder,
        FifoDeduplication,
        MoveTasks,
        Permissions,
        Metrics,
        LimitsBeyondAws,
        AidsBeyondAws,
    ];
}
