namespace Millrace.Sns.Operations;

/// <summary>What one topic has to show on a page of ListSubscriptions, as it was when the topic was asked.</summary>
public sealed class OwnSubscriptions
{
    internal OwnSubscriptions(string topicArn, List<(Subscription Subscription, bool IsConfirmed)> subscriptions)
    {
        TopicArn = topicArn;
        Subscriptions = subscriptions;
    }

    internal string TopicArn { get; }

    /// <summary>In the order in which they were made.</summary>
    internal List<(Subscription Subscription, bool IsConfirmed)> Subscriptions { get; }
}
