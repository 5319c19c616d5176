namespace Millrace.Sns.Tests.Coverage;

/// <summary>What SNS is documented and recorded to do, area by area, each with the tests that show it.</summary>
internal static partial class SnsBehaviours
{
    public static IReadOnlyList<(string Title, IReadOnlyList<Behaviour> Behaviours)> All { get; } =
    [
        (
            "Wire",
            [
                new(
                    "Errors have the codes and statuses of the Query protocol",
                    "ErrorCodeTests.An_error_has_the_code_and_status_of_the_Query_protocol"
                ),
                new("Parameters may stand in the URL", "recorded test_publish_by_path_parameters"),
                new(
                    "boto3, the AWS CLI and the AWS SDK for JavaScript fan out and filter",
                    "Boto3Tests.Boto3_finds",
                    "CommandLineInterfaceTests.A_topic_of_the_AWS_CLI_fans_out_to_queues_and_filters_by_number",
                    "JavaScriptTests.The_JavaScript_SDK_finds"
                ),
            ]
        ),
        Topics,
        Permissions,
        Subscribing,
        Confirming,
        Publishing,
        Filters,
        Queues,
        FifoTopics,
        Archive,
        WebHooks,
        Retries,
        Mail,
        TextMessages,
        Push,
        DataProtection,
        (
            "Not yet",
            [
                new("Functions are given the record of SNS, and its dead letters") { Missing = "not yet" },
                new("Delivery status is logged, as the Feedback attributes ask")
                {
                    Missing = "kept and shown, nothing is logged",
                },
                new("TracingConfig Active traces deliveries") { Missing = "kept and shown" },
                new("KmsMasterKeyId encrypts messages") { Missing = "kept and shown; encryption is the disk's affair" },
                new("Metrics of topics in CloudWatch's words") { Missing = "not yet" },
            ]
        ),
    ];

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) Topics =>
        (
            "Topics",
            [
                new(
                    "Names: letters, digits, hyphens, underscores, 1 to 256; FIFO topics and no others end in .fifo",
                    "TopicLifeTests.A_name_has_1_to_256_letters_digits_hyphens_and_underscores",
                    "TopicLifeTests.The_name_of_a_FIFO_topic_and_no_other_ends_in_fifo"
                ),
                new(
                    "Creating again answers with the topic when attributes and tags given agree, and is refused otherwise",
                    "TopicLifeTests.A_topic_created_again_is_the_one_that_is_there_when_what_is_given_agrees",
                    "TopicLifeTests.A_topic_created_again_with_other_tags_is_refused_until_it_is_deleted",
                    "recorded test_create_topic_different_attrs",
                    "recorded test_create_topic_should_be_idempotent",
                    "recorded test_create_topic_after_delete_with_new_tags"
                ),
                new(
                    "Deleting an absent topic succeeds; its subscriptions go with a topic",
                    "TopicLifeTests.Deleting_a_topic_that_is_not_there_succeeds",
                    "TopicLifeTests.A_topic_is_deleted_with_its_subscriptions",
                    "recorded test_create_topic_test_arn"
                ),
                new(
                    "Defaults and effective values of attributes",
                    "TopicAttributeTests.A_new_topic_shows_the_defaults",
                    "TopicAttributeTests.A_FIFO_topic_shows_that_it_is_one_and_whether_it_deduplicates_by_content",
                    "TopicAttributeTests.A_delivery_policy_is_shown_and_what_it_leaves_out_is_the_default"
                ),
                new(
                    "Attributes come back as they were set; an empty value takes one away",
                    "TopicAttributeTests.An_attribute_comes_back_as_it_was_set_until_it_is_set_empty",
                    "TopicAttributeTests.Attributes_survive_a_restart"
                ),
                new(
                    "Unknown attributes, values out of range and FIFO attributes of a standard topic are refused",
                    "TopicAttributeTests.A_value_that_a_standard_topic_does_not_know_is_refused"
                ),
                new(
                    "A delivery policy has 100 retries and 3,600 seconds of pauses at most, and known fields only",
                    "TopicAttributeTests.A_delivery_policy_beyond_the_limits_is_refused"
                ),
                new(
                    "Malformed ARNs are counted in elements; a topic of another region is an invalid parameter",
                    "TopicLifeTests.A_malformed_ARN_is_counted_in_elements_and_one_of_another_region_is_refused",
                    "recorded test_cross_region_access",
                    "recorded test_topic_publish_another_region"
                ),
                new(
                    "Listings show the caller's own of a region, a hundred a page",
                    "TopicLifeTests.Topics_are_listed_a_hundred_at_a_time_and_only_the_callers_in_the_region",
                    "TopicLifeTests.Subscriptions_of_a_topic_are_listed_a_hundred_at_a_time_in_their_order",
                    "recorded test_list_subscriptions",
                    "recorded test_list_subscriptions_by_topic_pagination"
                ),
                new("Fifty tags", "TopicLifeTests.Tags_are_set_replaced_and_removed_and_fifty_are_the_most"),
            ]
        );

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) Permissions =>
        (
            "Permissions",
            [
                new(
                    "The policy a topic begins with",
                    "PermissionTests.A_new_topic_lets_its_owner_do_everything",
                    "recorded test_create_topic_test_arn"
                ),
                new(
                    "AddPermission writes a statement under its label, RemovePermission takes it out",
                    "PermissionTests.A_permission_is_a_statement_under_its_label",
                    "PermissionTests.A_label_is_used_once_until_it_is_removed",
                    "recorded test_topic_remove_permission"
                ),
                new(
                    "Labels in use, unknown actions and absent topics are refused",
                    "PermissionTests.Actions_and_accounts_are_those_there_are",
                    "PermissionTests.A_topic_that_is_not_there_has_no_permissions",
                    "recorded test_add_permission_errors",
                    "recorded test_remove_permission_errors"
                ),
                new(
                    "A policy that was set keeps its own statements",
                    "PermissionTests.A_policy_that_was_set_keeps_its_own_statements"
                ),
                new(
                    "With authentication on a queue's policy lets one topic in and keeps another out",
                    "AuthenticationTests.Boto3_finds_that_a_queues_policy_lets_one_topic_in_and_keeps_another_out"
                ),
                new(
                    "Links in messages need no signature; an end to be authenticated does",
                    "AuthenticatedLinksTests.A_subscription_that_was_confirmed_by_its_link_is_ended_by_its_link",
                    "AuthenticatedLinksTests.A_subscription_whose_end_was_to_be_authenticated_is_not_ended_by_its_link",
                    "AuthenticatedLinksTests.Other_operations_need_a_signature"
                ),
            ]
        );

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) Subscribing =>
        (
            "Subscribing",
            [
                new(
                    "The same endpoint with the same attributes is one subscription, with others it is refused",
                    "SubscribeTests.The_same_subscription_with_the_same_attributes_is_answered_with_the_one_that_is_there",
                    "SubscribeTests.The_same_subscription_with_other_attributes_is_refused",
                    "recorded test_double_subscription"
                ),
                new(
                    "A queue is named by its ARN; its URL is refused",
                    "SubscribeTests.A_queue_is_named_by_its_ARN_and_not_by_its_URL",
                    "recorded test_subscribe_sqs_queue_url"
                ),
                new(
                    "An unknown queue's ARN is taken",
                    "SubscribeTests.A_queue_that_is_not_there_may_be_subscribed_and_gets_what_is_published_once_it_is"
                ),
                new(
                    "A FIFO queue is refused on a standard topic; a FIFO topic takes queues of both kinds and nothing else",
                    "SubscribeTests.A_FIFO_queue_is_not_subscribed_to_a_standard_topic",
                    "SubscribeTests.A_FIFO_topic_takes_queues_of_both_kinds_and_no_other_endpoints",
                    "recorded test_validations_for_fifo"
                ),
                new(
                    "The dead-letter queue is of the subscription's kind",
                    "SubscribeTests.The_dead_letter_queue_is_of_the_kind_of_the_subscription",
                    "SubscribeTests.A_redrive_policy_names_a_queue_and_nothing_else"
                ),
                new(
                    "Endpoints are what their protocol asks for",
                    "SubscribeTests.An_endpoint_is_what_its_protocol_asks_for",
                    "recorded test_subscribe_with_invalid_protocol"
                ),
                new(
                    "Absent topics, malformed ARNs and other regions",
                    "SubscribeTests.A_topic_that_is_not_there_is_not_found_and_an_ARN_is_counted_in_elements",
                    "recorded test_subscribe_with_invalid_topic"
                ),
                new(
                    "A FIFO topic has a hundred subscriptions at most",
                    "SubscribeTests.A_FIFO_topic_has_at_most_a_hundred_subscriptions"
                ),
                new(
                    "Attributes, their defaults and what is refused",
                    "SubscriptionAttributeTests.A_new_subscription_shows_the_defaults",
                    "SubscriptionAttributeTests.A_value_that_is_none_is_refused_by_name",
                    "SubscriptionAttributeTests.A_subscription_of_mail_has_no_raw_delivery",
                    "recorded test_create_subscriptions_with_attributes",
                    "recorded test_set_subscription_attributes",
                    "recorded test_get_subscription_attributes_error_not_exists"
                ),
                new(
                    "Unsubscribe may be asked for again, and wants an ARN",
                    "SubscribeTests.Unsubscribing_ends_deliveries_and_may_be_asked_for_again",
                    "SubscribeTests.Subscribing_again_after_the_end_is_a_new_subscription",
                    "recorded test_unsubscribe_idempotency",
                    "recorded test_unsubscribe_from_non_existing_subscription",
                    "recorded test_unsubscribe_wrong_arn_format",
                    "recorded test_unsubscribe_from_deleted_topic"
                ),
                new(
                    "Where authentication is on, a queue's subscription and one that its owner confirmed are ended by owners alone",
                    "UnsubscribeAccessTests.Nobody_ends_a_queues_subscription_without_a_signature",
                    "UnsubscribeAccessTests.Nor_one_that_was_confirmed_because_its_owner_asked_for_it",
                    "UnsubscribeAccessTests.The_owner_of_the_topic_ends_what_another_account_subscribed"
                ),
                new(
                    "Where authentication is on, a subscription in another account's topic is managed by whoever made it, and not by a third",
                    "AuthenticatedServerTests.Who_subscribed_to_a_topic_of_another_account_manages_the_subscription_and_a_stranger_does_not"
                ),
                new(
                    "An address that somebody else takes off is told, and may take that back",
                    "UnsubscribeAccessTests.An_address_that_its_link_took_off_is_told_and_may_take_that_back"
                ),
            ]
        );

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) Confirming =>
        (
            "Confirming",
            [
                new(
                    "Subscribe answers \"pending confirmation\" unless the ARN is asked for",
                    "ConfirmationTests.A_pending_subscription_is_named_by_words_unless_its_ARN_is_asked_for",
                    "recorded test_creating_subscription",
                    "recorded test_http_subscription_response"
                ),
                new(
                    "Listings show \"PendingConfirmation\" until it is confirmed",
                    "ConfirmationTests.Listings_and_attributes_show_that_a_subscription_is_pending",
                    "ConfirmationTests.A_confirmed_subscription_is_listed_with_its_ARN"
                ),
                new(
                    "Queues of the caller's own account need no confirmation",
                    "ConfirmationTests.A_queue_of_the_callers_account_needs_no_confirmation_and_one_of_another_does"
                ),
                new(
                    "Queues and streams of another account are asked with a message, FIFO queues too",
                    "ConfirmationTests.A_FIFO_queue_of_another_account_is_asked_and_confirms",
                    "ConfirmationTests.A_stream_of_another_account_is_asked_with_a_record_that_holds_the_token",
                    "FirehoseHandTests.A_stream_of_another_account_is_asked_through_the_endpoint_and_gets_what_is_published_once_it_confirms"
                ),
                new(
                    "A token is good for two days; then the subscription is gone",
                    "WebHookTests.A_subscription_that_nobody_confirms_is_gone_after_two_days",
                    "WebHookTests.Subscribing_again_asks_again_and_gives_two_more_days",
                    "ConfirmationTests.Subscribing_again_asks_again_and_the_newest_token_counts",
                    "ConfirmationTests.A_token_that_nobody_was_sent_is_refused"
                ),
                new("Nothing is delivered before", "WebHookTests.Nothing_is_sent_to_an_endpoint_before_it_has_confirmed"),
                new(
                    "A pending subscription cannot be ended; it lapses",
                    "ConfirmationTests.A_pending_subscription_is_not_ended_but_lapses"
                ),
                new(
                    "An ended web hook is told, and may take it back within two days",
                    "WebHookTests.An_endpoint_that_is_unsubscribed_is_told_and_gets_nothing_more",
                    "WebHookTests.An_endpoint_can_take_its_end_back_within_two_days",
                    "WebHookTests.After_two_days_an_end_is_final"
                ),
            ]
        );
}
