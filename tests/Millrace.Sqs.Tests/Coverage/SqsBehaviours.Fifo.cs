namespace Millrace.Sqs.Tests.Coverage;

/// <summary>The areas of FIFO queues.</summary>
internal static partial class SqsBehaviours
{
    private static (string Title, IReadOnlyList<Behaviour> Behaviours) FifoQueues =>
        (
            "FIFO queues: attributes and limits",
            [
                new(
                    "Names end in .fifo, which counts in the 80 characters, for FIFO queues and no others",
                    "FifoAttributeTests.The_suffix_counts_in_the_eighty_characters_of_a_name",
                    "FifoAttributeTests.The_name_of_a_fifo_queue_has_a_form",
                    "FifoAttributeTests.A_name_with_the_suffix_is_for_fifo_queues_only"
                ),
                new(
                    "Defaults: no deduplication by content, its scope the queue, the throughput limit per queue",
                    "FifoAttributeTests.A_new_fifo_queue_shows_its_defaults",
                    "recorded test_update_fifo_queue_remove_all_properties_except_queuename"
                ),
                new(
                    "Creating a FIFO queue again with another value is refused",
                    "FifoAttributeTests.Creating_a_fifo_queue_again_answers_with_it_or_names_the_difference",
                    "recorded test_create_fifo_queue_with_different_attributes_raises_error"
                ),
                new(
                    "FifoQueue of a FIFO queue cannot be set to false",
                    "FifoAttributeTests.A_fifo_queue_stays_one",
                    "recorded test_set_unsupported_attribute_fifo"
                ),
                new(
                    "Values of FIFO attributes are checked",
                    "FifoAttributeTests.A_value_that_a_fifo_attribute_does_not_know_is_refused"
                ),
                new(
                    "Throughput per message group needs deduplication per message group",
                    "FifoAttributeTests.The_throughput_of_single_groups_needs_deduplication_by_group",
                    "recorded test_fifo_change_to_high_throughput_after_creation",
                    "recorded test_fifo_change_to_regular_throughput_after_creation"
                ),
                new(
                    "A send needs a group, and an id or deduplication by content",
                    "FifoAttributeTests.A_send_without_a_group_or_anything_to_deduplicate_by_is_refused",
                    "recorded test_posting_to_fifo_requires_deduplicationid_group_id"
                ),
                new(
                    "A FIFO entry without group or deduplication id fails the whole batch",
                    "FifoAttributeTests.An_entry_without_them_refuses_the_whole_batch"
                ),
                new(
                    "A FIFO queue's delay holds for all its messages; theirs is absent or 0",
                    "FifoAttributeTests.A_message_has_no_delay_of_its_own",
                    "recorded test_fifo_queue_send_message_with_zero_delay_defaults_to_queue_delay"
                ),
                new(
                    "A FIFO queue's new delay holds for messages already sent",
                    "FifoAttributeTests.A_new_delay_of_the_queue_counts_for_messages_already_sent",
                    "FifoAttributeTests.A_shorter_delay_shows_what_was_delayed_longer"
                ),
                new(
                    "Sequence numbers have twenty digits and rise, also when the queue is created again",
                    "FifoSequenceTests.Sequence_numbers_have_twenty_digits_and_rise_over_all_groups",
                    "FifoSequenceTests.Numbers_go_on_rising_when_the_queue_is_deleted_and_created_again"
                ),
                new(
                    "120,000 messages of a FIFO queue in flight, then none without an error",
                    "FifoLimitTests.At_120000_messages_in_flight_a_receive_gives_no_more_and_no_error"
                ),
                new(
                    "Available groups are looked for among all messages, also beyond AWS's first 120,000",
                    "FifoLimitTests.A_group_behind_120000_messages_of_a_locked_one_is_received"
                ),
                new("A message too old to keep unlocks its group", "FifoLimitTests.A_message_too_old_to_keep_unlocks_its_group"),
            ]
        );

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) FifoOrder =>
        (
            "FIFO queues: order, visibility and dead letters",
            [
                new(
                    "Messages of a group are received in order, whatever comes back when",
                    "FifoOrderTests.Messages_of_a_group_are_received_in_the_order_of_their_sends",
                    "FifoOrderTests.A_message_that_came_back_is_received_before_those_sent_after_it",
                    "FifoModelTests.A_fifo_queue_agrees_with_a_plain_list_whatever_happens"
                ),
                new(
                    "A receive takes as many as it can of one group, then of others",
                    "FifoOrderTests.A_receive_takes_all_it_can_of_one_group_before_it_turns_to_the_next",
                    "recorded test_fifo_high_throughput_ordering"
                ),
                new(
                    "A group is locked while one of its messages is in flight",
                    "FifoOrderTests.A_group_is_locked_while_one_of_its_messages_is_in_flight",
                    "FifoOrderTests.A_group_stays_locked_until_the_last_of_those_in_flight_is_gone",
                    "FifoOrderTests.A_group_that_was_emptied_and_filled_again_is_locked_as_ever",
                    "recorded test_fifo_empty_message_groups_added_back_to_queue"
                ),
                new("Order and locks survive a restart", "FifoOrderTests.Order_and_locks_survive_a_restart"),
                new(
                    "Extending one of several hides it and all after it while those before come back",
                    "FifoVisibilityTests.Extending_one_of_several_hides_it_and_all_after_it_while_those_before_come_back",
                    "recorded test_fifo_group_visibility_extends_with_change_message_visibility"
                ),
                new(
                    "Giving back the first of several gives back only it",
                    "FifoVisibilityTests.Giving_back_the_first_of_several_gives_back_only_it"
                ),
                new(
                    "An expired handle of a FIFO queue deletes and changes nothing, unless extended",
                    "FifoVisibilityTests.An_expired_handle_deletes_nothing",
                    "FifoVisibilityTests.An_expired_handle_fails_alone_in_a_batch_of_deletes",
                    "FifoVisibilityTests.The_visibility_of_an_expired_handle_cannot_be_changed_alone_or_in_a_batch",
                    "FifoVisibilityTests.A_handle_that_was_extended_deletes_after_its_first_time",
                    "recorded test_fifo_delete_after_visibility_timeout",
                    "recorded test_fifo_delete_after_visibility_timeout_extended"
                ),
                new(
                    "ReceiveRequestAttemptId gives the same messages and handles again and hides them anew",
                    "ReceiveAttemptTests.A_repeated_receive_gives_the_same_messages_with_the_same_handles_and_counts",
                    "ReceiveAttemptTests.A_repeated_receive_hides_its_messages_anew",
                    "ReceiveAttemptTests.An_answer_that_nobody_got_can_be_asked_for_again",
                    "ReceiveAttemptTests.A_receive_can_be_repeated_after_a_restart"
                ),
                new(
                    "After five minutes, a delete or a changed visibility a repeated receive is a new one",
                    "ReceiveAttemptTests.After_five_minutes_a_repeated_receive_is_a_new_one",
                    "ReceiveAttemptTests.After_a_delete_a_repeated_receive_is_a_new_one",
                    "ReceiveAttemptTests.After_a_changed_visibility_a_repeated_receive_is_a_new_one"
                ),
                new(
                    "The dead-letter queue of a queue is of its own kind",
                    "FifoDeadLetterTests.The_dead_letter_queue_of_a_queue_is_of_its_own_kind"
                ),
                new(
                    "Messages of a group die in order, and it is locked until the dead-letter queue has them",
                    "FifoDeadLetterTests.Messages_of_a_group_die_in_their_order",
                    "FifoDeadLetterTests.A_group_is_locked_until_the_dead_letter_queue_has_its_first"
                ),
                new(
                    "One that is refused comes back before those after it",
                    "FifoDeadLetterTests.A_message_the_dead_letter_queue_refuses_comes_back_before_those_after_it"
                ),
                new(
                    "In a FIFO dead-letter queue age begins anew",
                    "FifoDeadLetterTests.In_a_fifo_dead_letter_queue_age_begins_anew"
                ),
            ]
        );

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) FifoDeduplication =>
        (
            "FIFO queues: deduplication",
            [
                new(
                    "A duplicate is answered with the ids of the first and MD5s of its own",
                    "FifoDeduplicationTests.A_duplicate_is_answered_with_the_ids_of_the_first_and_digests_of_its_own"
                ),
                new(
                    "Five minutes count from the first accepted send; a duplicate does not extend them",
                    "FifoDeduplicationTests.Five_minutes_count_from_the_first_and_a_duplicate_does_not_make_them_longer"
                ),
                new(
                    "By content it is the SHA-256 of the body without attributes; an id goes before it",
                    "FifoDeduplicationTests.Content_is_the_sha256_of_the_body_without_attributes",
                    "FifoDeduplicationTests.An_id_goes_before_content",
                    "recorded test_fifo_set_content_based_deduplication_strategy"
                ),
                new("Within one batch, too", "FifoDeduplicationTests.Entries_of_one_batch_are_duplicates_of_each_other"),
                new(
                    "In the queue or in each group, as DeduplicationScope says",
                    "FifoDeduplicationTests.In_the_scope_of_the_queue_an_id_counts_in_all_groups",
                    "FifoDeduplicationTests.In_the_scope_of_the_group_an_id_counts_in_each_group_apart",
                    "recorded test_fifo_deduplication_not_on_message_group_id",
                    "recorded test_sqs_fifo_same_dedup_id_different_message_groups"
                ),
                new(
                    "A send counts in the scope it was accepted in",
                    "FifoDeduplicationTests.A_send_counts_in_the_scope_it_was_accepted_in_when_the_scope_is_widened",
                    "FifoDeduplicationTests.A_send_counts_in_the_scope_it_was_accepted_in_when_the_scope_is_narrowed"
                ),
                new(
                    "After a delete, too",
                    "FifoDeduplicationTests.A_message_that_was_deleted_still_has_duplicates",
                    "recorded test_fifo_deduplication_arrives_once_after_delete"
                ),
                new(
                    "After the message died, too",
                    "FifoDeduplicationTests.A_dead_letter_still_has_duplicates_in_the_queue_it_died_in_and_none_where_it_lies"
                ),
                new("A purge forgets all sends", "FifoDeduplicationTests.A_purge_forgets_all_sends"),
                new(
                    "The window survives a restart",
                    "FifoDeduplicationTests.The_window_survives_a_restart",
                    "FifoDeduplicationTests.A_window_of_thousands_of_sends_survives_a_restart"
                ),
            ]
        );
}
