namespace Millrace.Sqs.Tests.Coverage;

/// <summary>Metrics, limits that can be set, and what is offered besides the API of AWS.</summary>
internal static partial class SqsBehaviours
{
    private static (string, IReadOnlyList<Behaviour>) Metrics =>
        (
            "Metrics",
            [
                new(
                    "Data points of one minute, on full minutes, in CloudWatch's words",
                    "MetricTests.A_minute_has_what_was_sent_received_and_deleted_in_it",
                    "MetricsAidTests.Minutes_that_have_ended_are_shown_metric_by_metric"
                ),
                new(
                    "NumberOfMessagesSent, SentMessageSize: what was taken, not what died or was moved here",
                    "MetricTests.Batches_count_their_entries",
                    "MetricTests.What_is_refused_is_not_counted",
                    "MetricTests.A_dead_or_moved_message_is_not_sent_again"
                ),
                new(
                    "NumberOfMessagesReceived, NumberOfEmptyReceives: a long poll counts when it ends",
                    "MetricTests.A_receive_that_gets_nothing_is_counted_once_and_when_it_ends"
                ),
                new(
                    "NumberOfMessagesDeleted: every deletion that succeeds, also a repeated one",
                    "MetricTests.A_minute_has_what_was_sent_received_and_deleted_in_it"
                ),
                new(
                    "ApproximateNumberOfMessagesVisible, NotVisible and Delayed at the end of the minute",
                    "MetricTests.A_queue_stands_at_the_end_of_each_minute_as_it_did_then_whenever_that_is_looked_at"
                ),
                new(
                    "ApproximateAgeOfOldestMessage of what is left",
                    "MetricTests.The_age_is_that_of_the_oldest_message_that_is_left",
                    "MetricTests.A_message_whose_dead_letter_queue_would_not_have_it_counts_again"
                ),
                new(
                    "A message received three times is left out of the age, but not on a FIFO queue",
                    "MetricTests.A_message_received_three_times_and_still_there_is_left_out_of_the_age_on_a_standard_queue"
                ),
                new(
                    "In a dead-letter queue the age counts from the arrival",
                    "MetricTests.In_a_dead_letter_queue_the_age_counts_from_the_arrival_and_receives_from_there"
                ),
                new(
                    "A queue is active for six hours after it was last used, and while it has messages",
                    "MetricTests.A_queue_without_messages_is_active_for_six_hours_after_it_was_used_and_one_with_messages_always"
                ),
                new(
                    "NumberOfDeduplicatedSentMessages of a FIFO queue",
                    "MetricTests.Sends_that_a_fifo_queue_knows_are_counted_apart"
                ),
                new(
                    "ApproximateNumberOfGroupsWithInflightMessages of a FIFO queue",
                    "GroupMetricTests.Groups_of_a_fifo_queue_with_messages_in_flight_are_counted"
                ),
                new(
                    "ApproximateNumberOfNoisyGroups: thirty in flight and more than a tenth of all",
                    "GroupMetricTests.A_group_is_noisy_with_thirty_messages_in_flight_that_are_more_than_a_tenth_of_all",
                    "GroupMetricTests.Thirty_messages_in_flight_that_are_a_tenth_of_all_or_less_are_not_noisy"
                ),
                new(
                    "A noisy group is quiet when its messages are gone, or five minutes after its last send",
                    "GroupMetricTests.A_noisy_group_is_gone_when_its_messages_are",
                    "GroupMetricTests.A_noisy_group_is_quiet_again_five_minutes_after_its_last_send"
                ),
                new("A group is noisy also for its share of processing time") { Missing = "nobody measures that here" },
                new(
                    "The four metrics of quiet groups",
                    "GroupMetricTests.What_the_quiet_groups_have_is_told_apart",
                    "GroupMetricTests.Messages_of_a_noisy_group_that_are_leaving_are_nobodys"
                ),
                new("Counters and gauges for Prometheus", "MetricsAidTests.Prometheus_gets_counters_and_gauges_of_every_queue"),
            ]
        );

    private static (string, IReadOnlyList<Behaviour>) LimitsBeyondAws =>
        (
            "Limits that can be set (docs/limits.md)",
            [
                new("Without a word AWS's own", "LimitTests.Without_a_word_the_limits_are_those_of_AWS"),
                new(
                    "Messages in flight",
                    "LimitTests.Fewer_messages_in_flight_are_refused_sooner_on_a_standard_queue_and_in_silence_on_a_fifo_queue"
                ),
                new(
                    "The waits after a purge and a deletion",
                    "LimitTests.A_queue_can_be_purged_again_at_once",
                    "LimitTests.A_name_can_be_used_again_at_once"
                ),
                new(
                    "The window of deduplication",
                    "LimitTests.A_shorter_window_takes_the_same_message_again_sooner",
                    "LimitTests.Without_a_window_a_batch_takes_the_same_message_twice"
                ),
                new(
                    "Sizes of messages and batches",
                    "LimitTests.A_lower_message_size_is_the_default_of_every_queue_and_the_most_that_can_be_set",
                    "LimitTests.A_smaller_batch_is_too_long_sooner"
                ),
                new(
                    "Entries of a batch, attributes of a message, messages of a receive",
                    "LimitTests.A_batch_may_have_fewer_or_more_entries",
                    "LimitTests.A_message_may_have_fewer_or_more_attributes",
                    "LimitTests.A_receive_may_ask_for_more_messages"
                ),
                new("The characters of a message", "LimitTests.A_message_may_hold_any_character"),
                new(
                    "Ranges of times, and the rate of move tasks",
                    "LimitTests.Times_have_the_ranges_they_are_given",
                    "LimitTests.A_move_task_goes_at_the_highest_rate_unless_told_otherwise"
                ),
                new(
                    "Unknown names and values out of range are refused at the start",
                    "LimitTests.A_limit_has_a_range_itself",
                    "OptionsReaderTests.A_name_in_the_environment_that_is_unknown_is_refused",
                    "OptionsReaderTests.A_value_that_makes_no_sense_is_refused_by_name"
                ),
            ]
        );

    private static (string, IReadOnlyList<Behaviour>) AidsBeyondAws =>
        (
            "Aids that AWS has not (docs/aids.md)",
            [
                new(
                    "Messages are shown without receiving them, with state, count and due time",
                    "PeekTests.Every_message_is_shown_with_its_state_and_when_it_is_due",
                    "PeekTests.A_look_changes_nothing",
                    "QueueAidTests.A_message_is_shown_with_all_that_belongs_to_it_and_is_still_there_to_receive"
                ),
                new(
                    "A paused queue takes messages and hands out none, also after a restart",
                    "PauseTests.A_paused_queue_takes_messages_and_hands_out_none",
                    "PauseTests.A_long_poll_waits_through_a_pause_and_is_served_when_it_ends",
                    "PauseTests.A_pause_survives_a_restart"
                ),
                new(
                    "What was sent where is listed, also when it is deleted",
                    "SendsAidTests.The_newest_sends_of_all_queues_come_first_also_of_messages_that_are_deleted",
                    "JournalHistoryTests.Pages_follow_each_other_over_all_segments_without_a_gap"
                ),
                new(
                    "The clock is moved forward, and what is due in between happens",
                    "ClockAidTests.Delays_visibility_and_retention_end_where_it_is_moved_past_them",
                    "ClockAidTests.A_long_poll_ends_when_its_time_is_passed_or_gets_what_becomes_due_in_it",
                    "ClockAidTests.A_move_task_goes_at_its_pace_through_the_time_that_passes"
                ),
                new(
                    "The clock never goes back, not by a restart either",
                    "ClockAidTests.A_move_that_makes_no_sense_or_goes_back_is_refused_and_the_clock_stays",
                    "ClockAidTests.After_a_restart_time_goes_on_from_the_last_turn"
                ),
                new(
                    "Beyond loopback they answer only when asked for by name",
                    "AidAccessTests.They_answer_on_loopback_and_elsewhere_only_when_asked_for_by_name"
                ),
            ]
        );
}
