namespace Millrace.Sqs;

/// <summary>Every number of SQS, with the page it comes from.</summary>
public static class Limits
{
    // SQS API Reference, CreateQueue, "Attributes"; MaximumMessageSize since August 2025 as recorded from AWS.
    public const int VisibilityTimeoutSecondsDefault = 30;
    public const int VisibilityTimeoutSecondsMax = 43_200;
    public const int DelaySecondsMax = 900;
    public const int MessageBytesMin = 1_024;
    public const int MessageBytesMax = 1_048_576;
    public const int RetentionSecondsMin = 60;
    public const int RetentionSecondsDefault = 345_600;
    public const int RetentionSecondsMax = 1_209_600;
    public const int WaitTimeSecondsMax = 20;
    public const int KmsReuseSecondsMin = 60;
    public const int KmsReuseSecondsDefault = 300;
    public const int KmsReuseSecondsMax = 86_400;
    public const int MaxReceiveCountMax = 1_000;
    public const int SourceQueuesMax = 10;

    // KMS API Reference, KeyId of its operations, which KmsMasterKeyId becomes.
    public const int KmsKeyIdLengthMax = 2_048;

    // No page of SQS bounds the texts of RedrivePolicy and RedriveAllowPolicy. Ten ARNs at their longest are a fraction of what a Policy
    // may hold, so that bound is taken.
    public const int RedriveTextLengthMax = PolicyBytesMax;

    // SQS API Reference, SendMessageBatch; Developer Guide, "Message quotas" and "Queue quotas".
    public const int BatchEntriesMax = 10;
    public const int BatchIdLengthMax = 80;
    public const int BatchBytesMax = 1_048_576;
    public const int QueueNameLengthMax = 80;
    public const int MessageAttributesMax = 10;
    public const int AttributeNameLengthMax = 256;
    public const int GroupIdLengthMax = 128;
    public const int ReceiveMessagesMax = 10;

    // SQS has no number for AWSTraceHeader, which weighs nothing. The widest that AWS's models give an X-Ray header is Lambda's, in
    // TraceHeader; EventBridge's (500) and Step Functions' (256) are narrower.
    public const int TraceHeaderLengthMax = 8_192;
    public const int ListResultsMax = 1_000;

    // Developer Guide, "Tagging"; SQS API Reference, TagQueue.
    public const int TagsMax = 50;
    public const int TagKeyLengthMax = 128;
    public const int TagValueLengthMax = 256;

    // Developer Guide, "Message quotas": in-flight messages, of a standard queue (OverLimit) and of a FIFO queue (nothing more is handed out).
    public const int InFlightMax = 120_000;

    // Ours: so many dead messages are sent on their way in one turn, at the most some hundred kilobytes of facts.
    public const int DeadLettersPerReceiveMax = 1_000;

    // Developer Guide, "Exactly-once processing"; SQS API Reference, ReceiveMessage, ReceiveRequestAttemptId.
    public const int DeduplicationSeconds = 300;

    // Developer Guide, "How Amazon SQS fair queues work": who is noisy, and until when.
    public const int NoisyInFlightMin = 30;
    public const int NoisyInFlightPercent = 10;
    public const int NoisySeconds = 300;

    // Developer Guide, "Available CloudWatch metrics for Amazon SQS": received so often and still there, a message is left out of ages.
    public const int PoisonReceives = 3;

    // SQS API Reference, AddPermission; Developer Guide, "Policy quotas".
    public const int PermissionActionsMax = 7;
    public const int PolicyStatementsMax = 20;
    public const int PolicyPrincipalsMax = 50;
    public const int PolicyConditionsMax = 10;
    public const int PolicyBytesMax = 8_192;

    // SQS API Reference, StartMessageMoveTask and ListMessageMoveTasks.
    public const int MovesPerSecondMax = 500;
    public const int MoveTasksListedDefault = 1;
    public const int MoveTasksListedMax = 10;

    // SQS API Reference, PurgeQueue and DeleteQueue.
    public const int PurgeIntervalSeconds = 60;
    public const int RecreateIntervalSeconds = 60;
}
