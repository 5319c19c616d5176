namespace Millrace.Sns.Tests.Coverage;

/// <summary>What leaves the server, or would: web hooks, streams, mail, text messages, mobile push.</summary>
internal static partial class SnsBehaviours
{
    private static (string Title, IReadOnlyList<Behaviour> Behaviours) WebHooks =>
        (
            "Web hooks and streams",
            [
                new(
                    "Headers, User-Agent and content type",
                    "WebHookTests.A_notification_has_the_subscription_in_its_headers",
                    "WebHookTests.A_raw_notification_is_the_message_and_says_so_in_a_header",
                    "WebHookHandTests.A_POST_carries_the_content_and_the_headers_of_AWS",
                    "recorded test_subscribe_external_http_endpoint_content_type",
                    "recorded test_subscribe_external_http_endpoint_lambda_url_sig_validation"
                ),
                new(
                    "A request policy changes the content type of notifications",
                    "WebHookTests.A_request_policy_changes_the_content_type_of_notifications_and_of_nothing_else",
                    "WebHookTests.A_content_type_that_AWS_does_not_offer_or_that_holds_more_than_itself_is_refused"
                ),
                new(
                    "Confirmations in AWS's words, signed over the documented text",
                    "WebHookTests.A_confirmation_is_asked_for_in_the_words_and_with_the_headers_of_AWS",
                    "WebHookTests.A_confirmation_is_signed_over_the_documented_text"
                ),
                new(
                    "The links in messages work",
                    "SnsOverHttpTests.The_links_in_messages_work_without_credentials_from_the_confirmation_to_the_end_and_back"
                ),
                new(
                    "https, and user and password in the URL",
                    "SnsOverHttpTests.An_https_hook_with_user_and_password_gets_its_messages",
                    "WebHookHandTests.User_and_password_in_the_URL_become_basic_authentication_and_nothing_else"
                ),
                new(
                    "Firehose gets a record a message",
                    "WebHookTests.A_Firehose_stream_gets_a_record_on_one_line_without_a_signature",
                    "FirehoseHandTests.A_record_is_put_with_PutRecord_and_its_data_in_base64"
                ),
                new(
                    "Private addresses can be forbidden",
                    "AddressRulesTests.This_machine_and_private_networks_can_be_forbidden",
                    "SnsOverHttpTests.What_the_address_rules_forbid_comes_to_the_dead_letter_queue_and_not_to_the_hook"
                ),
            ]
        );

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) Retries =>
        (
            "Retries",
            [
                new(
                    "By default three, twenty seconds apart",
                    "RetryTests.Without_a_policy_there_are_three_retries_twenty_seconds_apart_and_then_the_message_is_dropped"
                ),
                new(
                    "Immediate, pre-backoff, backoff (linear, arithmetic, geometric, exponential), post-backoff",
                    "RetryTests.The_four_phases_follow_each_other",
                    "RetryTests.Pauses_of_the_backoff_grow_as_the_policy_says",
                    "RetryTests.A_policy_of_the_topic_counts_where_the_subscription_has_none_or_may_have_none",
                    "SubscriptionAttributeTests.A_web_hook_shows_its_delivery_policy_and_the_effective_one_with_what_was_left_out"
                ),
                new(
                    "Throttled to so many a second",
                    "RetryTests.A_throttled_subscription_gets_no_more_in_a_second_than_it_wants"
                ),
                new(
                    "4xx other than 429 is permanent",
                    "WebHookHandTests.Server_errors_and_429_can_be_tried_again_and_everything_else_is_final"
                ),
                new(
                    "To services of AWS 100,015 retries in 23 days; to mail, SMS and push 50 in 6 hours",
                    "ServiceRetryTests.It_is_tried_at_once_then_every_second_then_ever_more_seldom_up_to_every_twenty_seconds",
                    "ServiceRetryTests.After_100015_retries_in_23_days_it_is_given_up",
                    "ServiceRetryTests.A_policy_of_the_topic_is_for_web_hooks_only",
                    "MailServerTests.An_e_mail_is_given_up_after_50_retries_within_six_hours"
                ),
                new(
                    "Then the dead-letter queue; from web hooks with RequestID, ErrorCode and ErrorMessage",
                    "WebHookDeadLetterTests.What_an_endpoint_never_takes_goes_to_the_dead_letter_queue_at_once",
                    "WebHookDeadLetterTests.What_an_endpoint_does_not_take_in_all_its_retries_goes_to_the_dead_letter_queue_with_the_last_error"
                ),
                new(
                    "Retries survive a restart",
                    "RetryTests.Retries_go_on_after_a_restart_where_they_were",
                    "SnsOverHttpTests.Retries_go_on_after_a_restart_of_the_server"
                ),
                new(
                    "A dead endpoint delays nobody else",
                    "RetryTests.An_endpoint_in_trouble_delays_nobody_else",
                    "SnsOverHttpTests.A_hook_that_never_answers_delays_neither_its_neighbour_nor_a_queue"
                ),
            ]
        );

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) Mail =>
        (
            "Mail",
            [
                new(
                    "An address is asked whether it wants the subscription, in text or JSON",
                    "EmailTests.An_address_is_asked_whether_it_wants_the_subscription",
                    "EmailTests.An_address_that_takes_JSON_is_asked_in_JSON"
                ),
                new(
                    "email gets the message and the way out, email-json the envelope",
                    "EmailTests.A_confirmed_address_receives_the_message_and_the_way_out",
                    "EmailTests.A_confirmed_address_that_takes_JSON_receives_the_envelope"
                ),
                new(
                    "Over SMTP when a server is configured",
                    "MailServerTests.An_e_mail_is_passed_on_and_shown_as_sent",
                    "MailHandTests.A_mail_has_its_headers_and_its_text_in_base64"
                ),
            ]
        );

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) TextMessages =>
        (
            "Text messages",
            [
                new(
                    "To a number directly, or as a subscription",
                    "TextMessageTests.A_message_to_a_number_is_read_in_the_outbox",
                    "TextMessageTests.A_subscribed_number_receives_what_its_topic_is_published",
                    "TextMessageTests.A_message_has_1600_bytes_at_most"
                ),
                new(
                    "Settings of the account",
                    "SmsSettingsTests.What_is_set_is_shown_with_the_spend_limit_that_accounts_begin_with",
                    "recorded test_set_get_sms_attributes",
                    "recorded test_set_invalid_sms_attributes"
                ),
                new(
                    "Numbers opt out, and may be opted in again",
                    "OptOutTests.Whether_a_number_has_opted_out_can_be_asked",
                    "OptOutTests.A_message_to_a_number_that_has_opted_out_is_taken_and_not_delivered",
                    "OptOutTests.A_number_is_opted_in_once_in_30_days",
                    "recorded test_is_phone_number_opted_out",
                    "recorded test_list_phone_numbers_opted_out",
                    "recorded test_list_opted_out",
                    "recorded test_opt_in_non_existing_phone_number"
                ),
                new(
                    "The sandbox: verified numbers only",
                    "SandboxTests.A_message_to_a_number_that_is_not_verified_is_taken_and_not_delivered",
                    "SandboxTests.A_number_is_verified_by_the_password_in_the_outbox_and_receives_from_then_on"
                ),
            ]
        );

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) Push =>
        (
            "Mobile push",
            [
                new(
                    "Applications on known platforms, with their credentials",
                    "PlatformApplicationTests.A_platform_must_be_known",
                    "PlatformApplicationTests.Credentials_come_in_pairs",
                    "recorded test_create_platform_application_invalid_attributes",
                    "recorded test_create_platform_application_invalid_name",
                    "recorded test_create_platform_application_invalid_platform"
                ),
                new(
                    "Applications are listed, shown and set, without their credentials",
                    "PlatformApplicationTests.Applications_are_listed_without_their_credentials",
                    "recorded test_list_platform_applications",
                    "recorded test_get_platform_application_attributes",
                    "recorded test_set_platform_application_attributes_non_existing_app"
                ),
                new(
                    "A token has one endpoint; creating it again with other attributes is refused",
                    "PlatformEndpointTests.A_token_has_one_endpoint",
                    "recorded test_create_platform_endpoint",
                    "recorded test_create_platform_endpoint_idempotency"
                ),
                new(
                    "Attributes of endpoints",
                    "PlatformEndpointTests.Attributes_are_set_and_shown",
                    "recorded test_create_platform_endpoint_with_invalid_attributes",
                    "recorded test_create_platform_endpoint_custom_data",
                    "recorded test_create_platform_endpoint_double_custom_data",
                    "recorded test_get_platform_endpoint_attributes",
                    "recorded test_get_platform_endpoint_attributes_non_existent_endpoint",
                    "recorded test_set_platform_endpoint_attributes",
                    "recorded test_set_platform_endpoint_attributes_invalid_attributes",
                    "recorded test_set_platform_endpoint_attributes_non_existent_endpoint"
                ),
                new(
                    "Endpoints are listed until they are deleted; their subscriptions stay",
                    "PlatformEndpointTests.A_deleted_endpoint_leaves_its_subscription_behind",
                    "recorded test_list_platform_endpoints",
                    "recorded test_delete_platform_endpoint"
                ),
                new(
                    "A message has a text for the platform; nothing goes to what is switched off",
                    "PushMessageTests.A_structured_message_has_a_text_for_the_platform_or_one_for_all",
                    "PushMessageTests.Nothing_is_published_to_what_is_switched_off"
                ),
                new(
                    "Events of applications go to topics",
                    "PushMessageTests.An_application_tells_its_topics_what_happens_to_endpoints"
                ),
                new(
                    "Mail, text messages and push are read in the outbox",
                    "PushMessageTests.A_message_to_an_endpoint_is_read_in_the_outbox",
                    "OutboxTests.The_newest_comes_first_across_accounts_and_regions",
                    "OutboxTests.An_outbox_keeps_its_newest_entries_and_drops_the_oldest"
                ),
            ]
        );

    private static (string Title, IReadOnlyList<Behaviour> Behaviours) DataProtection =>
        (
            "Data protection",
            [
                new(
                    "The policy is kept and shown apart from the attributes",
                    "DataProtectionTests.A_policy_is_kept_as_it_was_put_and_shown_apart_from_the_attributes",
                    "recorded test_data_protection_policy_crud"
                ),
                new(
                    "Deny, mask, redact, audit",
                    "DataProtectionTests.A_message_that_holds_what_is_denied_is_not_taken",
                    "DataProtectionTests.What_is_masked_or_redacted_never_reaches_a_subscriber",
                    "DataProtectionTests.Audits_can_be_read_and_survive_a_restart_and_a_power_cut"
                ),
                new(
                    "A statement is about the principals it names",
                    "DataProtectionTests.A_statement_is_about_the_principals_it_names"
                ),
            ]
        );
}
