namespace Millrace.Sns.Tests.Coverage;

/// <summary>Messages: what is taken, who is to have it, and what queues are given.</summary>
internal static partial class SnsBehaviours
{
    private static (string Title, IReadOnlyList<Behaviour> Behaviours) Publishing =>
        (
            "Publishing",
            [
                new(
                    "262,144 bytes with attributes, in UTF-8",
                    "PublishLimitTests.A_message_of_262144_bytes_passes_and_a_byte_more_does_not",
                    "PublishLimitTests.Size_is_counted_in_bytes_of_UTF8",
                    "PublishLimitTests.Names_types_and_values_of_attributes_count",
                    "recorded test_publish_too_long_message"
                ),
                new(
                    "The messages of a batch together have the same limit",
                    "PublishLimitTests.The_messages_of_a_batch_together_have_the_same_limit",
                    "recorded test_publish_batch_too_long_message"
                ),
                new(
                    "What is wrong with one entry of a batch refuses them all",
                    "PublishLimitTests.What_is_wrong_with_one_entry_of_a_batch_refuses_them_all"
                ),
                new(
                    "Batches have 1 to 10 entries with ids of their own",
                    "PublishLimitTests.A_batch_has_one_to_ten_entries_with_ids_of_their_own"
                ),
                new("A message has a body", "PublishLimitTests.A_message_has_a_body", "recorded test_empty_sns_message"),
                new(
                    "Subjects: 1 to 99 characters without control characters",
                    "SubjectTests.A_subject_of_1_to_99_characters_arrives_as_it_was_given",
                    "SubjectTests.A_subject_that_is_empty_long_or_has_control_characters_is_refused"
                ),
                new(
                    "MessageStructure json needs a string named default",
                    "MessageStructureTests.A_structured_message_is_an_object_with_a_string_named_default",
                    "MessageStructureTests.Json_is_the_only_structure",
                    "recorded test_message_structure_json_exc"
                ),
                new(
                    "A structured message gives each protocol its own text",
                    "MessageStructureTests.Each_protocol_gets_its_text_raw_as_well_as_wrapped",
                    "MessageStructureTests.An_entry_that_is_no_string_is_passed_over_for_the_default",
                    "recorded test_message_structure_json_to_sqs"
                ),
                new(
                    "Attributes have a name, a type and a value of it; what is wrong is ParameterValueInvalid",
                    "recorded test_empty_or_wrong_message_attributes"
                ),
                new(
                    "TargetArn may name a topic; an endpoint that is not there is refused",
                    "recorded test_publish_message_by_target_arn",
                    "recorded test_publish_non_existent_target"
                ),
            ]
        );

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) Filters =>
        (
            "Filter policies",
            [
                new(
                    "Every operator over attributes",
                    "FilterTests.A_message_comes_when_its_attribute_passes",
                    "FilterTests.All_keys_must_hold_and_one_value_of_each_is_enough",
                    "FilterTests.Or_lets_through_what_either_of_two_keys_lets_through",
                    "recorded test_subscribe_sqs_queue",
                    "recorded test_exists_filter_policy"
                ),
                new("String.Array matches by its elements", "recorded test_exists_filter_policy_attributes_array"),
                new(
                    "exists false matches a message without any attributes",
                    "FilterTests.What_must_not_exist_does_not_on_a_message_without_any_attributes"
                ),
                new(
                    "Over the body: nested keys, arrays, objects in arrays",
                    "FilterTests.In_the_scope_of_the_body_attributes_do_not_count_and_keys_may_be_nested",
                    "recorded test_filter_policy_on_message_body",
                    "recorded test_filter_policy_on_message_body_dot_attribute",
                    "recorded test_filter_policy_on_message_body_array_attributes",
                    "recorded test_filter_policy_on_message_body_array_of_object_attributes",
                    "recorded test_filter_policy_large_complex_payload"
                ),
                new(
                    "A body that is no JSON never matches in the scope of the body",
                    "FilterTests.A_body_that_is_no_JSON_object_passes_no_policy_over_bodies"
                ),
                new(
                    "Five keys, 150 combinations, nested keys in bodies only",
                    "FilterTests.A_policy_has_at_most_five_keys",
                    "FilterTests.A_policy_has_at_most_150_combinations",
                    "FilterTests.Keys_that_are_nested_count_their_depth_in_combinations",
                    "FilterTests.Keys_are_nested_in_bodies_only",
                    "recorded test_sub_filter_policy_nested_property_constraints"
                ),
                new(
                    "Error texts name line and column",
                    "FilterTests.An_error_names_its_line_and_column",
                    "recorded test_subscribe_invalid_filter_policy",
                    "recorded test_validate_policy",
                    "recorded test_validate_policy_string_operators",
                    "recorded test_validate_policy_numeric_operator"
                ),
                new(
                    "A new policy or scope counts from the next message on; an empty one filters nothing",
                    "FilterTests.A_new_policy_counts_from_the_next_message_on",
                    "FilterTests.A_new_scope_reads_the_policy_that_is_there_anew",
                    "FilterTests.An_empty_object_filters_nothing",
                    "FilterTests.A_policy_that_asks_for_nothing_lets_everything_pass_also_after_restarts",
                    "FifoTopicTests.A_replay_with_a_policy_that_asks_for_nothing_gives_everything",
                    "SubscriptionAttributeTests.A_filter_policy_is_shown_with_its_scope_until_it_is_set_empty"
                ),
                new("Policies survive a restart", "FilterTests.Policies_survive_a_restart"),
            ]
        );

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) Queues =>
        (
            "Deliveries to queues",
            [
                new(
                    "The envelope, its fields in AWS's order",
                    "DeliveryTests.An_envelope_has_its_fields_in_the_order_of_AWS",
                    "DeliveryTests.An_envelope_leaves_out_a_subject_and_attributes_that_were_not_given",
                    "PublishLimitTests.A_message_of_256_KiB_arrives_in_its_envelope_though_that_is_longer",
                    "recorded test_publish_unicode_chars",
                    "recorded test_publish_message_before_subscribe_topic"
                ),
                new(
                    "Signatures of version 1 and 2 over the documented text",
                    "DeliveryTests.A_signature_is_over_the_documented_text_and_good_with_the_topics_version",
                    "ValidatorTests.The_validator_of_AWS_accepts_every_kind_of_message_and_no_change_to_one",
                    "recorded test_publish_sqs_verify_signature"
                ),
                new(
                    "Raw: the message itself, its attributes carried over",
                    "DeliveryTests.A_raw_delivery_is_the_message_itself_with_its_attributes",
                    "recorded test_attribute_raw_subscribe",
                    "recorded test_publish_sqs_from_sns",
                    "recorded test_publish_batch_messages_from_sns_to_sqs"
                ),
                new(
                    "A raw message with more than ten attributes is not delivered",
                    "DeliveryTests.A_raw_message_with_more_attributes_than_a_queue_takes_is_not_delivered"
                ),
                new(
                    "What a queue does not take raw is in the envelope in its dead-letter queue",
                    "DeliveryTests.What_a_queue_refuses_raw_goes_to_the_dead_letter_queue_in_the_envelope",
                    "WebHookDeadLetterTests.A_raw_message_that_no_queue_takes_goes_to_the_dead_letter_queue_in_the_envelope"
                ),
                new(
                    "A standard topic's group goes to a standard queue",
                    "DeliveryTests.A_group_of_a_standard_topic_goes_on_to_a_standard_queue",
                    "recorded test_publish_message_group_id"
                ),
                new(
                    "What cannot be delivered goes to the subscription's dead-letter queue as it would have been delivered",
                    "DeliveryTests.What_a_deleted_queue_would_have_got_goes_to_the_dead_letter_queue_as_it_was",
                    "DeliveryTests.What_nobody_takes_and_no_dead_letter_queue_waits_for_is_dropped",
                    "recorded test_redrive_policy_sqs_queue_subscription"
                ),
                new(
                    "A power cut in the middle of a fan-out loses and doubles nothing",
                    "CrashTests.A_fan_out_goes_on_after_a_power_cut_without_loss_or_repetition",
                    "CrashTests.Topics_subscriptions_and_deliveries_on_their_way_are_in_a_checkpoint"
                ),
            ]
        );

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) FifoTopics =>
        (
            "FIFO topics",
            [
                new(
                    "A message has a group, and an id or deduplication by content",
                    "DeduplicationTests.A_message_to_a_FIFO_topic_has_a_group_and_something_to_deduplicate_by",
                    "DeduplicationTests.A_standard_topic_takes_a_group_and_no_deduplication_id",
                    "DeduplicationTests.Ids_are_letters_digits_and_punctuation",
                    "DeduplicationTests.An_id_has_at_most_128_characters"
                ),
                new(
                    "Groups arrive in order, with group and deduplication id",
                    "FifoTopicTests.A_group_arrives_in_order_with_its_group_and_deduplication_id"
                ),
                new(
                    "Duplicates of five minutes are answered with the first one's ids",
                    "FifoTopicTests.A_duplicate_within_five_minutes_is_answered_with_the_first_ones_ids_and_delivered_to_nobody",
                    "DeduplicationTests.Five_minutes_survive_a_restart",
                    "DeduplicationTests.A_duplicate_of_what_went_to_nobody_goes_to_nobody_who_subscribes_later",
                    "recorded test_publish_to_fifo_topic_deduplication_on_topic_level"
                ),
                new(
                    "By content it is the SHA-256 of the body; an id goes before it",
                    "DeduplicationTests.By_content_the_id_is_the_SHA256_of_the_body_whatever_its_attributes",
                    "DeduplicationTests.An_id_goes_before_content",
                    "DeduplicationTests.Entries_of_one_batch_are_duplicates_of_each_other"
                ),
                new(
                    "FifoThroughputScope: in the topic, or in each group",
                    "FifoTopicTests.In_the_scope_of_groups_the_same_id_in_another_group_is_another_message"
                ),
                new(
                    "The envelope has a sequence number and no signature",
                    "DeduplicationTests.An_envelope_of_a_FIFO_topic_has_a_sequence_number_and_no_signature",
                    "recorded test_publish_fifo_messages_to_dlq"
                ),
                new(
                    "A standard queue gets no group",
                    "FifoTopicTests.A_standard_queue_on_a_FIFO_topic_gets_no_group",
                    "recorded test_fifo_topic_to_regular_sqs"
                ),
            ]
        );

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) Archive =>
        (
            "Archive and replay",
            [
                new(
                    "An archive keeps messages for 1 to 365 days, on FIFO topics",
                    "TopicAttributeTests.An_archive_keeps_messages_for_1_to_365_days",
                    "FifoTopicTests.The_archive_forgets_what_is_older_than_its_days_and_survives_a_restart"
                ),
                new(
                    "A topic with an archive is not deleted",
                    "FifoTopicTests.A_topic_with_an_archive_is_not_deleted",
                    "TopicAttributeTests.A_topic_may_be_deleted_once_its_archive_policy_is_taken_away"
                ),
                new(
                    "A subscription replays from a point in time, with its status, and then goes on with what is new",
                    "FifoTopicTests.A_replay_gives_a_new_subscription_the_archive_and_then_what_is_new_in_order",
                    "FifoTopicTests.A_long_archive_is_replayed_whole_also_when_the_power_fails_on_the_way",
                    "ReplayTests.A_subscription_is_given_the_archive_once_it_is_confirmed"
                ),
                new(
                    "A replay may be stopped or replaced, and loses nothing that is published meanwhile",
                    "ReplayTests.What_was_published_during_a_replay_arrives_in_order_when_the_replay_is_cut_short",
                    "ReplayTests.A_replay_that_replaces_another_gives_what_it_was_asked_for_and_what_was_published_meanwhile",
                    "ReplayTests.A_replay_that_was_stopped_has_no_status_and_what_is_new_arrives_as_it_comes",
                    "ReplayTests.A_topic_that_archives_no_more_keeps_nothing_once_the_replays_are_over",
                    "ReplayRoomTests.What_is_kept_back_for_a_replay_outlives_the_days_of_the_archive",
                    "ReplayEndTests.What_a_policy_let_through_is_owed_also_when_others_replace_it_and_nothing_else_is",
                    "ReplayEndTests.A_replay_gives_what_is_owed_and_what_it_covers_once_and_in_order",
                    "ReplayHistoryTests.Every_history_gives_what_the_policies_let_through_and_asked_for_and_nothing_else"
                ),
                new(
                    "A replay that the end of the archive cuts short has failed",
                    "ReplayEndTests.A_replay_that_the_end_of_the_archive_cuts_short_has_failed_and_keeps_its_ending_point",
                    "ReplayEndTests.A_replay_that_had_given_everything_when_the_archive_ended_is_completed"
                ),
                new(
                    "A replay waits for its own deliveries and for nobody else's",
                    "ReplayRoomTests.A_replay_waits_while_a_thousand_of_its_deliveries_are_on_their_way_also_after_a_restart",
                    "ReplayRoomTests.A_queue_that_takes_nothing_holds_up_nobody_elses_replay"
                ),
                new(
                    "With an ending point nothing arrives that is published after it, until the policy is taken away or replaced",
                    "ReplayEndTests.A_replay_that_has_an_end_gives_nothing_that_is_published_later",
                    "ReplayEndTests.Until_an_ending_point_that_lies_ahead_what_is_published_arrives",
                    "ReplayEndTests.Between_two_points_that_lie_ahead_arrives_what_is_published_between_them",
                    "ReplayEndTests.A_subscription_whose_policy_is_taken_away_is_live_from_then_on",
                    "ReplayEndTests.A_replay_without_an_end_gives_what_was_published_after_the_end_of_the_one_before",
                    "ReplayRoomTests.What_comes_after_an_ending_point_is_not_kept_for_a_replay_that_waits",
                    "ReplayRoomTests.A_topic_that_archives_no_more_keeps_nothing_that_an_ending_point_keeps_away"
                ),
                new(
                    "Up to an end, and through the filter policy",
                    "FifoTopicTests.A_replay_covers_what_was_asked_for_and_passes_the_filter",
                    "SubscriptionAttributeTests.A_replay_policy_is_from_one_time_to_a_later_one",
                    "SubscriptionAttributeTests.Only_subscriptions_to_FIFO_topics_replay"
                ),
                new(
                    "A replayed envelope says so and keeps its id and time",
                    "FifoTopicTests.A_replayed_envelope_says_so_and_keeps_its_id_and_time"
                ),
            ]
        );
}
