using System.Collections.Frozen;
using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;

namespace Millrace.Sns;

/// <summary>SNS: one row per operation, one per kind of resource, one per kind of fact.</summary>
public static class SnsService
{
    /// <summary>The table of the service.</summary>
    /// <param name="composer">Makes of messages what subscribers are given.</param>
    public static ServiceTable Create(NotificationComposer composer) =>
        new(
            SnsModel.Service,
            [
                new OperationRow<AddPermission, Topic, AddPermissionInput, Unit>("AddPermission"),
                new OperationRow<ConfirmSubscription, Topic, ConfirmSubscriptionInput, ConfirmSubscriptionResponse>(
                    "ConfirmSubscription"
                )
                {
                    NeedsNoSignature = true,
                },
                new OperationRow<CreateTopic, Topic, CreateTopicInput, CreateTopicResponse>("CreateTopic"),
                new OperationRow<DeleteTopic, Topic, DeleteTopicInput, Unit>("DeleteTopic"),
                new OperationRow<GetDataProtectionPolicy, Topic, GetDataProtectionPolicyInput, GetDataProtectionPolicyResponse>(
                    "GetDataProtectionPolicy"
                ),
                new OperationRow<
                    GetSubscriptionAttributes,
                    Topic,
                    GetSubscriptionAttributesInput,
                    GetSubscriptionAttributesResponse
                >("GetSubscriptionAttributes"),
                new OperationRow<GetTopicAttributes, Topic, GetTopicAttributesInput, GetTopicAttributesResponse>(
                    "GetTopicAttributes"
                ),
                new ListingRow<
                    ListSubscriptions,
                    Topic,
                    ListSubscriptionsInput,
                    List<(string Key, Api.Sns.Subscription Shown)>,
                    ListSubscriptionsResponse
                >("ListSubscriptions"),
                new OperationRow<
                    ListSubscriptionsByTopic,
                    Topic,
                    ListSubscriptionsByTopicInput,
                    ListSubscriptionsByTopicResponse
                >("ListSubscriptionsByTopic"),
                new OperationRow<ListTagsForResource, Topic, ListTagsForResourceRequest, ListTagsForResourceResponse>(
                    "ListTagsForResource"
                ),
                new ListingRow<ListTopics, Topic, ListTopicsInput, string, ListTopicsResponse>("ListTopics"),
                new OperationRow<Publish, Topic, PublishInput, PublishResponse>("Publish"),
                new OperationRow<PublishBatch, Topic, PublishBatchInput, PublishBatchResponse>("PublishBatch")
                {
                    Permissions = ["Publish"],
                },
                new OperationRow<PutDataProtectionPolicy, Topic, PutDataProtectionPolicyInput, Unit>("PutDataProtectionPolicy"),
                new OperationRow<RemovePermission, Topic, RemovePermissionInput, Unit>("RemovePermission"),
                new OperationRow<SetSubscriptionAttributes, Topic, SetSubscriptionAttributesInput, Unit>(
                    "SetSubscriptionAttributes"
                ),
                new OperationRow<SetTopicAttributes, Topic, SetTopicAttributesInput, Unit>("SetTopicAttributes"),
                new OperationRow<Subscribe, Topic, SubscribeInput, SubscribeResponse>("Subscribe"),
                new OperationRow<TagResource, Topic, TagResourceRequest, TagResourceResponse>("TagResource"),
                new OperationRow<Unsubscribe, Topic, UnsubscribeInput, Unit>("Unsubscribe") { NeedsNoSignature = true },
                new OperationRow<UntagResource, Topic, UntagResourceRequest, UntagResourceResponse>("UntagResource"),
            ],
            new ServiceFacts(
                new Dictionary<string, Func<ResourceId, Resource>> { [Topic.Kind] = Topic.Create }.ToFrozenDictionary(),
                new Dictionary<ushort, FactReading>
                {
                    [TopicCreated.FactTag] = TopicCreated.Read,
                    [TopicAttributesSet.FactTag] = TopicAttributesSet.Read,
                    [TopicTagged.FactTag] = TopicTagged.Read,
                    [TopicUntagged.FactTag] = TopicUntagged.Read,
                    [TopicDeleted.FactTag] = TopicDeleted.Read,
                    [Subscribed.FactTag] = Subscribed.Read,
                    [ConfirmationRequested.FactTag] = ConfirmationRequested.Read,
                    [SubscriptionConfirmed.FactTag] = SubscriptionConfirmed.Read,
                    [SubscriptionAttributesSet.FactTag] = SubscriptionAttributesSet.Read,
                    [SubscriptionRemoved.FactTag] = SubscriptionRemoved.Read,
                    [MessagePublished.FactTag] = MessagePublished.Read,
                    [DeliveryEnded.FactTag] = DeliveryEnded.Read,
                    [DeliveryFailed.FactTag] = DeliveryFailed.Read,
                    [DeliveryDue.FactTag] = DeliveryDue.Read,
                    [MessageReplayed.FactTag] = MessageReplayed.Read,
                    [ArchiveTrimmed.FactTag] = ArchiveTrimmed.Read,
                }.ToFrozenDictionary(),
                new Dictionary<string, CallComposing>(StringComparer.Ordinal) { [Topic.Kind] = composer.Compose }
            )
        );
}
