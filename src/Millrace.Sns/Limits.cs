namespace Millrace.Sns;

/// <summary>Every number that SNS imposes, with its source.</summary>
public static class Limits
{
    /// <summary>SNS API Reference, CreateTopic: name of 1 to 256 letters, digits, underscores and hyphens.</summary>
    public const int TopicNameLengthMax = 256;

    /// <summary>SNS Developer Guide, "Publishing": 256 KB, body and attributes together; as recorded from AWS 262,144 bytes.</summary>
    public const int MessageBytesMax = 262_144;

    /// <summary>SNS API Reference, Publish: a subject has fewer than 100 characters.</summary>
    public const int SubjectLengthMax = 100;

    /// <summary>SNS API Reference, PublishBatch: up to ten messages.</summary>
    public const int BatchEntriesMax = 10;

    /// <summary>SNS API Reference, PublishBatch: an entry's id has up to 80 letters, digits, hyphens and underscores.</summary>
    public const int BatchIdLengthMax = 80;

    /// <summary>SNS Developer Guide, "Message attributes": names of up to 256 bytes.</summary>
    public const int AttributeNameLengthMax = 256;

    /// <summary>SQS Developer Guide, "Message attributes": a queue takes up to ten a message.</summary>
    public const int QueueAttributesMax = 10;

    /// <summary>SQS Developer Guide, "Message attributes": a data type of up to 256 characters.</summary>
    public const int QueueAttributeTypeLengthMax = 256;

    /// <summary>SNS API Reference, Publish: group and deduplication ids have up to 128 characters.</summary>
    public const int GroupIdLengthMax = 128;

    /// <summary>SNS Developer Guide, "Message deduplication for FIFO topics": five minutes.</summary>
    public const int DeduplicationSeconds = 300;

    /// <summary>SNS API Reference, ConfirmSubscription: a token is valid for two days.</summary>
    public const int TokenSeconds = 2 * 24 * 3600;

    /// <summary>SNS API Reference, ListTopics, ListSubscriptions: up to 100 a page.</summary>
    public const int PageItems = 100;

    /// <summary>AWS General Reference, SNS quotas: 12,500,000 subscriptions a standard topic.</summary>
    public const int SubscriptionsMax = 12_500_000;

    /// <summary>AWS General Reference, SNS quotas: 100 subscriptions a FIFO topic.</summary>
    public const int FifoSubscriptionsMax = 100;

    /// <summary>SNS API Reference, TagResource: 50 tags a topic.</summary>
    public const int TagsMax = 50;

    /// <summary>SNS Developer Guide, "Message archiving": 1 to 365 days.</summary>
    public const int ArchiveDaysMax = 365;

    /// <summary>SNS Developer Guide, "Access policy": a topic's policy holds up to 100 statements and 30,720 bytes.</summary>
    public const int PolicyBytesMax = 30_720;

    /// <summary>Our own bound: what an outbox keeps to be read, and how many e-mails of it may wait for the mail server.</summary>
    public const int OutboxEntriesMax = 10_000;

    /// <summary>Our own bound beside <see cref="OutboxEntriesMax"/>: 64 MiB of the journal, for what is kept and for what waits each.</summary>
    public const long OutboxBytesMax = 64 << 20;

    /// <summary>SNS Developer Guide, "Publishing to a mobile phone": 1,600 bytes a publish action.</summary>
    public const int TextMessageBytesMax = 1_600;

    /// <summary>SNS API Reference, OptInPhoneNumber: once every 30 days.</summary>
    public const int OptInPauseDays = 30;

    /// <summary>SNS Developer Guide, "Using the Amazon SNS SMS sandbox": up to ten numbers.</summary>
    public const int SandboxNumbersMax = 10;

    /// <summary>SNS Developer Guide, "Adding and verifying phone numbers in the SMS sandbox": five passwords a number within 24 hours.</summary>
    public const int SandboxCodesMax = 5;

    /// <summary>SNS Developer Guide, "Using the Amazon SNS SMS sandbox": a number is not deleted within 24 hours of its last verification.</summary>
    public const int SandboxPauseSeconds = 24 * 3600;

    /// <summary>SNS API Reference, CreatePlatformApplication: a name has up to 256 characters.</summary>
    public const int ApplicationNameLengthMax = 256;

    /// <summary>SNS API Reference, CreatePlatformEndpoint: 2 KB; as recorded from AWS 2,048 bytes.</summary>
    public const int CustomUserDataBytesMax = 2_048;

    /// <summary>As AWS's error says it: the token of an Apple device has up to 400 hexadecimal characters.</summary>
    public const int AppleTokenLengthMax = 400;

    /// <summary>Our own bound for tokens of other devices, the longest of which are URLs.</summary>
    public const int PushTokenBytesMax = 8_192;

    /// <summary>Our own bound: reports of audits that a topic keeps.</summary>
    public const int AuditReportsMax = 100;

    /// <summary>Our own bound: places that a report names for each kind of data; it counts them all.</summary>
    public const int AuditDetectionsMax = 20;

    /// <summary>Our own bound: entries on a page of the outbox.</summary>
    public const int OutboxPageMax = 100;
}
