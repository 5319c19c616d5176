using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;
using MessageAttributeValue = Millrace.Api.Sns.MessageAttributeValue;

namespace Millrace.Sns.Tests;

/// <summary>Short ways to ask what tests ask often.</summary>
public abstract partial class SnsTest
{
    protected static Dictionary<string, MessageAttributeValue> Attribute(string name, string type, string value) =>
        new(StringComparer.Ordinal)
        {
            [name] = new() { DataType = type, StringValue = value },
        };

    /// <summary>A replay policy from one time, to another if one is given.</summary>
    internal static string ReplayFrom(DateTimeOffset start, DateTimeOffset? end = null) =>
        end is null
            ? $$"""{"PointType":"Timestamp","StartingPoint":"{{start:O}}"}"""
            : $$"""{"PointType":"Timestamp","StartingPoint":"{{start:O}}","EndingPoint":"{{end:O}}"}""";

    protected Answer<Unit> TrySetTopic(string name, string? value, string topicArn = TopicArn) =>
        Topics<SetTopicAttributes, SetTopicAttributesInput, Unit>(
            new()
            {
                TopicArn = topicArn,
                AttributeName = name,
                AttributeValue = value,
            }
        );

    protected Answer<CreateTopicResponse> TryCreateTopic(string name, params (string Name, string Value)[] attributes) =>
        Topics<CreateTopic, CreateTopicInput, CreateTopicResponse>(new() { Name = name, Attributes = Map(attributes) });

    protected Answer<Unit> TryDeleteTopic(string topicArn = TopicArn) =>
        Topics<DeleteTopic, DeleteTopicInput, Unit>(new() { TopicArn = topicArn });

    protected Answer<PublishBatchResponse> TryPublishBatch(string topicArn, params List<PublishBatchRequestEntry> entries) =>
        Topics<PublishBatch, PublishBatchInput, PublishBatchResponse>(
            new() { TopicArn = topicArn, PublishBatchRequestEntries = entries }
        );

    protected Answer<Unit> TryUnsubscribe(string subscriptionArn) =>
        Topics<Unsubscribe, UnsubscribeInput, Unit>(new() { SubscriptionArn = subscriptionArn });

    protected ListSubscriptionsByTopicResponse SubscriptionsOf(string topicArn = TopicArn, string? nextToken = null) =>
        Ok(
            Topics<ListSubscriptionsByTopic, ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse>(
                new() { TopicArn = topicArn, NextToken = nextToken }
            )
        );
}
