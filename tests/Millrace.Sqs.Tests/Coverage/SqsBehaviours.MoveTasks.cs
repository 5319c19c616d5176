namespace Millrace.Sqs.Tests.Coverage;

/// <summary>The areas of message move tasks and permissions.</summary>
internal static partial class SqsBehaviours
{
    private static (string Title, IReadOnlyList<Behaviour> Behaviours) MoveTasks =>
        (
            "Message move tasks",
            [
                new(
                    "Without a destination each message goes to the queue it died in",
                    "MoveTaskTests.Without_a_destination_each_message_goes_home",
                    "recorded test_move_task_workflow_with_default_destination",
                    "recorded test_move_task_workflow_with_multiple_sources_as_default_destination"
                ),
                new(
                    "A moved message has a new id and a fresh count",
                    "MoveTaskTests.A_destination_takes_them_all_with_new_ids_and_a_fresh_count"
                ),
                new(
                    "Messages move at the rate that was asked, 500 a second without one",
                    "MoveTaskTests.Messages_move_at_the_rate_that_was_asked",
                    "MoveTaskCallTests.A_rate_outside_1_to_500_is_refused"
                ),
                new(
                    "The source is some queue's dead-letter queue",
                    "MoveTaskCallTests.Only_a_dead_letter_queue_can_be_a_source",
                    "recorded test_source_needs_redrive_policy"
                ),
                new(
                    "Source and destination exist and are of one kind",
                    "MoveTaskCallTests.A_queue_that_is_not_there_is_not_found",
                    "FifoMoveTaskTests.Source_and_destination_are_of_one_kind",
                    "recorded test_destination_needs_to_exist"
                ),
                new("A source has one task at a time", "MoveTaskCallTests.A_source_has_one_task_at_a_time"),
                new(
                    "A message that a consumer holds is passed by; one that comes later stays",
                    "MoveTaskTests.A_message_that_a_consumer_holds_is_passed_by",
                    "MoveTaskTests.Messages_that_come_while_a_task_runs_stay"
                ),
                new(
                    "A task fails when its destination is gone, or a message has no source to go to",
                    "MoveTaskTests.A_task_fails_when_its_destination_goes_and_what_is_left_stays",
                    "MoveTaskTests.A_task_fails_at_a_message_whose_source_is_gone",
                    "MoveTaskTests.A_task_without_a_destination_fails_at_a_message_that_has_no_source"
                ),
                new(
                    "A cancelled task moves nothing more",
                    "MoveTaskCallTests.A_cancelled_task_moves_nothing_more",
                    "MoveTaskCallTests.A_cancelled_task_is_cancelling_until_what_is_on_its_way_has_arrived"
                ),
                new(
                    "A handle that is none, and one of no task",
                    "MoveTaskCallTests.A_handle_that_never_was_one_is_an_invalid_parameter",
                    "MoveTaskCallTests.A_handle_of_no_task_is_not_found",
                    "recorded test_cancel_with_invalid_task_handle"
                ),
                new(
                    "The last ten tasks are listed, one unless asked; a handle is shown while a task runs",
                    "MoveTaskCallTests.The_last_ten_tasks_are_listed_the_latest_first_and_one_unless_asked",
                    "MoveTaskCallTests.A_listing_of_fewer_than_one_or_more_than_ten_is_refused",
                    "MoveTaskCallTests.A_task_shows_its_handle_while_it_runs"
                ),
                new(
                    "A task goes on after a restart and loses and doubles nothing",
                    "MoveTaskTests.A_task_goes_on_after_restarts_and_loses_and_doubles_nothing",
                    "FifoMoveTaskTests.Order_survives_restarts_in_the_middle_of_a_task"
                ),
                new(
                    "Of one group of a FIFO queue ten messages move at once, the next when these have arrived",
                    "FifoMoveTaskTests.The_next_messages_of_a_group_move_once_those_before_them_have_arrived"
                ),
                new(
                    "Groups of a FIFO queue go home in order",
                    "FifoMoveTaskTests.Groups_go_home_in_their_order",
                    "FifoMoveTaskTests.What_is_refused_goes_back_before_those_that_did_not_leave"
                ),
            ]
        );

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) Permissions =>
        (
            "Permissions",
            [
                new(
                    "AddPermission writes a statement of version 2008-10-17; one account or action is a plain text",
                    "PermissionTests.One_account_and_one_action_are_plain_texts_in_the_policy",
                    "PermissionTests.Several_accounts_and_actions_are_lists_in_their_order",
                    "recorded test_sqs_permission_lifecycle"
                ),
                new(
                    "A label can be used once until it is removed",
                    "PermissionTests.A_label_can_be_used_once_until_it_is_removed"
                ),
                new("With the last permission the policy goes", "PermissionTests.With_the_last_permission_the_policy_goes"),
                new(
                    "A policy that was set keeps its own statements",
                    "PermissionTests.A_policy_that_was_set_keeps_its_own_statements_and_version"
                ),
                new(
                    "What only the owner may call cannot be granted",
                    "PermissionTests.An_action_that_only_the_owner_may_call_cannot_be_granted"
                ),
                new(
                    "Labels and accounts have a form",
                    "PermissionTests.A_label_has_a_form",
                    "PermissionTests.A_label_has_at_most_eighty_characters",
                    "PermissionTests.An_account_that_is_none_is_refused"
                ),
                new(
                    "Seven actions a statement, twenty statements and 8,192 bytes are the most",
                    "PermissionTests.Seven_actions_are_the_most",
                    "PermissionTests.Twenty_statements_and_8192_bytes_are_the_most"
                ),
                new(
                    "What is no policy, or is about another service, is refused as one",
                    "QueuePolicyTests.A_policy_that_is_none_is_refused"
                ),
                new(
                    "A policy has quotas: also fifty principals and ten conditions",
                    "QueuePolicyTests.A_policy_has_quotas",
                    "QueuePolicyTests.A_policy_has_at_most_8192_bytes"
                ),
                new(
                    "Each operation needs the permissions of the Service Authorization Reference, where authentication is on",
                    "AccessTests.An_operation_needs_the_actions_of_the_reference_and_some_are_the_owners_only",
                    "AccessTests.A_queue_with_tags_needs_leave_to_tag_besides",
                    "AccessTests.A_move_task_needs_leave_to_send_to_its_destination",
                    "AccessTests.A_move_task_without_destination_needs_leave_to_send_to_every_home"
                ),
                new(
                    "A queue's policy is evaluated together with its caller's, conditions included",
                    "EvaluationTests.Within_an_account_either_side_is_enough",
                    "EvaluationTests.A_denial_on_either_side_decides",
                    "PolicyAuthorizerTests.A_condition_may_name_a_key",
                    "AuthenticationTests.Boto3_is_refused_what_policies_and_signatures_do_not_allow"
                ),
                new(
                    "Another account needs both sides, and never has what only the owner may call",
                    "EvaluationTests.From_another_account_both_sides_must_allow",
                    "PolicyAuthorizerTests.What_is_only_the_owners_no_policy_gives_away"
                ),
                new(
                    "A service sends to a queue whose policy lets it, by its source's ARN and account",
                    "EvaluationTests.A_service_needs_the_resources_policy",
                    "AuthenticatedServerTests.A_topic_sends_to_a_queue_whose_policy_lets_it_and_to_no_other"
                ),
            ]
        );
}
