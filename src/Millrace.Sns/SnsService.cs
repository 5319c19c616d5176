using System.Collections.Frozen;
using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Operations;
using Millrace.Sns.Outbox;
using Millrace.Sns.Protection;
using Millrace.Sns.Push;
using Millrace.Sns.Sms;

namespace Millrace.Sns;

/// <summary>SNS: one row per operation, one per kind of resource, one per kind of fact.</summary>
public static class SnsService
{
    /// <summary>The table of the service.</summary>
    /// <param name="composer">Makes of messages what subscribers are given.</param>
    /// <param name="settings">What the operator decides.</param>
    public static ServiceTable Create(NotificationComposer composer, SnsSettings settings) =>
        new(
            SnsModel.Service,
            [
                new OperationRow<AddPermission, Topic, AddPermissionInput, Unit>("AddPermission"),
                new OperationRow<
                    CheckIfPhoneNumberIsOptedOut,
                    SmsAccount,
                    CheckIfPhoneNumberIsOptedOutInput,
                    CheckIfPhoneNumberIsOptedOutResponse
                >("CheckIfPhoneNumberIsOptedOut"),
                new OperationRow<ConfirmSubscription, Topic, ConfirmSubscriptionInput, ConfirmSubscriptionResponse>(
                    "ConfirmSubscription"
                )
                {
                    NeedsNoSignature = true,
                },
                new OperationRow<
                    CreatePlatformApplication,
                    PlatformApplication,
                    CreatePlatformApplicationInput,
                    CreatePlatformApplicationResponse
                >("CreatePlatformApplication"),
                new OperationRow<
                    CreatePlatformEndpoint,
                    PlatformApplication,
                    CreatePlatformEndpointInput,
                    CreateEndpointResponse
                >("CreatePlatformEndpoint"),
                new OperationRow<
                    CreateSMSSandboxPhoneNumber,
                    SmsAccount,
                    CreateSMSSandboxPhoneNumberInput,
                    CreateSMSSandboxPhoneNumberResult
                >("CreateSMSSandboxPhoneNumber"),
                new OperationRow<CreateTopic, Topic, CreateTopicInput, CreateTopicResponse>("CreateTopic"),
                new OperationRow<DeleteEndpoint, PlatformApplication, DeleteEndpointInput, Unit>("DeleteEndpoint"),
                new OperationRow<DeletePlatformApplication, PlatformApplication, DeletePlatformApplicationInput, Unit>(
                    "DeletePlatformApplication"
                ),
                new OperationRow<
                    DeleteSMSSandboxPhoneNumber,
                    SmsAccount,
                    DeleteSMSSandboxPhoneNumberInput,
                    DeleteSMSSandboxPhoneNumberResult
                >("DeleteSMSSandboxPhoneNumber"),
                new OperationRow<DeleteTopic, Topic, DeleteTopicInput, Unit>("DeleteTopic"),
                new OperationRow<GetDataProtectionPolicy, Topic, GetDataProtectionPolicyInput, GetDataProtectionPolicyResponse>(
                    "GetDataProtectionPolicy"
                ),
                new OperationRow<
                    GetEndpointAttributes,
                    PlatformApplication,
                    GetEndpointAttributesInput,
                    GetEndpointAttributesResponse
                >("GetEndpointAttributes"),
                new OperationRow<
                    GetPlatformApplicationAttributes,
                    PlatformApplication,
                    GetPlatformApplicationAttributesInput,
                    GetPlatformApplicationAttributesResponse
                >("GetPlatformApplicationAttributes"),
                new OperationRow<GetSMSAttributes, SmsAccount, GetSMSAttributesInput, GetSMSAttributesResponse>(
                    "GetSMSAttributes"
                ),
                new OperationRow<
                    GetSMSSandboxAccountStatus,
                    SmsAccount,
                    GetSMSSandboxAccountStatusInput,
                    GetSMSSandboxAccountStatusResult
                >("GetSMSSandboxAccountStatus"),
                new OperationRow<
                    GetSubscriptionAttributes,
                    Topic,
                    GetSubscriptionAttributesInput,
                    GetSubscriptionAttributesResponse
                >("GetSubscriptionAttributes"),
                new OperationRow<GetTopicAttributes, Topic, GetTopicAttributesInput, GetTopicAttributesResponse>(
                    "GetTopicAttributes"
                ),
                new OperationRow<
                    ListEndpointsByPlatformApplication,
                    PlatformApplication,
                    ListEndpointsByPlatformApplicationInput,
                    ListEndpointsByPlatformApplicationResponse
                >("ListEndpointsByPlatformApplication"),
                new OperationRow<ListOriginationNumbers, SmsAccount, ListOriginationNumbersRequest, ListOriginationNumbersResult>(
                    "ListOriginationNumbers"
                ),
                new OperationRow<
                    ListPhoneNumbersOptedOut,
                    SmsAccount,
                    ListPhoneNumbersOptedOutInput,
                    ListPhoneNumbersOptedOutResponse
                >("ListPhoneNumbersOptedOut"),
                new ListingRow<
                    ListPlatformApplications,
                    PlatformApplication,
                    ListPlatformApplicationsInput,
                    Api.Sns.PlatformApplication,
                    ListPlatformApplicationsResponse
                >("ListPlatformApplications"),
                new OperationRow<
                    ListSMSSandboxPhoneNumbers,
                    SmsAccount,
                    ListSMSSandboxPhoneNumbersInput,
                    ListSMSSandboxPhoneNumbersResult
                >("ListSMSSandboxPhoneNumbers"),
                new ListingRow<ListSubscriptions, Topic, ListSubscriptionsInput, OwnSubscriptions, ListSubscriptionsResponse>(
                    "ListSubscriptions"
                ),
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
                new OperationRow<OptInPhoneNumber, SmsAccount, OptInPhoneNumberInput, OptInPhoneNumberResponse>(
                    "OptInPhoneNumber"
                ),
                new ChoosingRow<PublishInput, PublishResponse>(
                    "Publish",
                    PublishTarget.Choose(
                        topic: new OperationRow<Publish, Topic, PublishInput, PublishResponse>("Publish"),
                        endpoint: new OperationRow<PublishToEndpoint, PlatformApplication, PublishInput, PublishResponse>(
                            "Publish"
                        ),
                        number: new OperationRow<PublishToPhoneNumber, SmsAccount, PublishInput, PublishResponse>("Publish")
                    )
                ),
                new OperationRow<PublishBatch, Topic, PublishBatchInput, PublishBatchResponse>("PublishBatch")
                {
                    Permissions = ["Publish"],
                },
                new OperationRow<PutDataProtectionPolicy, Topic, PutDataProtectionPolicyInput, Unit>("PutDataProtectionPolicy"),
                new OperationRow<RemovePermission, Topic, RemovePermissionInput, Unit>("RemovePermission"),
                new OperationRow<SetEndpointAttributes, PlatformApplication, SetEndpointAttributesInput, Unit>(
                    "SetEndpointAttributes"
                ),
                new OperationRow<
                    SetPlatformApplicationAttributes,
                    PlatformApplication,
                    SetPlatformApplicationAttributesInput,
                    Unit
                >("SetPlatformApplicationAttributes"),
                new OperationRow<SetSMSAttributes, SmsAccount, SetSMSAttributesInput, SetSMSAttributesResponse>(
                    "SetSMSAttributes"
                ),
                new OperationRow<SetSubscriptionAttributes, Topic, SetSubscriptionAttributesInput, Unit>(
                    "SetSubscriptionAttributes"
                ),
                new OperationRow<SetTopicAttributes, Topic, SetTopicAttributesInput, Unit>("SetTopicAttributes"),
                new OperationRow<Subscribe, Topic, SubscribeInput, SubscribeResponse>("Subscribe"),
                new OperationRow<TagResource, Topic, TagResourceRequest, TagResourceResponse>("TagResource"),
                new OperationRow<Unsubscribe, Topic, UnsubscribeInput, Unit>("Unsubscribe") { NeedsNoSignature = true },
                new OperationRow<UntagResource, Topic, UntagResourceRequest, UntagResourceResponse>("UntagResource"),
                new OperationRow<
                    VerifySMSSandboxPhoneNumber,
                    SmsAccount,
                    VerifySMSSandboxPhoneNumberInput,
                    VerifySMSSandboxPhoneNumberResult
                >("VerifySMSSandboxPhoneNumber"),
            ],
            new ServiceFacts(
                new Dictionary<string, Func<ResourceId, Resource>>
                {
                    [Topic.Kind] = Topic.Create,
                    [AccountOutbox.Kind] = id => new AccountOutbox(id, settings),
                    [SmsAccount.Kind] = id => new SmsAccount(id, settings),
                    [PlatformApplication.Kind] = PlatformApplication.Create,
                }.ToFrozenDictionary(),
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
                    [MessageAudited.FactTag] = MessageAudited.Read,
                    [NotificationKept.FactTag] = NotificationKept.Read,
                    [MailEnded.FactTag] = MailEnded.Read,
                    [MailDelayed.FactTag] = MailDelayed.Read,
                    [MailDue.FactTag] = MailDue.Read,
                    [NotificationHandedOn.FactTag] = NotificationHandedOn.Read,
                    [HandedOnSettled.FactTag] = HandedOnSettled.Read,
                    [SmsAttributesSet.FactTag] = SmsAttributesSet.Read,
                    [PhoneNumberOptedOut.FactTag] = PhoneNumberOptedOut.Read,
                    [PhoneNumberOptedIn.FactTag] = PhoneNumberOptedIn.Read,
                    [SandboxCodeSent.FactTag] = SandboxCodeSent.Read,
                    [SandboxNumberTried.FactTag] = SandboxNumberTried.Read,
                    [SandboxNumberDeleted.FactTag] = SandboxNumberDeleted.Read,
                    [ApplicationCreated.FactTag] = ApplicationCreated.Read,
                    [ApplicationAttributesSet.FactTag] = ApplicationAttributesSet.Read,
                    [ApplicationDeleted.FactTag] = ApplicationDeleted.Read,
                    [EndpointCreated.FactTag] = EndpointCreated.Read,
                    [EndpointAttributesSet.FactTag] = EndpointAttributesSet.Read,
                    [EndpointDeleted.FactTag] = EndpointDeleted.Read,
                    [ApplicationEventRaised.FactTag] = ApplicationEventRaised.Read,
                }.ToFrozenDictionary(),
                new Dictionary<string, CallComposing>(StringComparer.Ordinal)
                {
                    [Topic.Kind] = composer.Compose,
                    [AccountOutbox.Kind] = MailComposer.Compose,
                    [SmsAccount.Kind] = HandingOnComposer.Compose,
                    [PlatformApplication.Kind] = HandingOnComposer.Compose,
                }
            )
        );
}
