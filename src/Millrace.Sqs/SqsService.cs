using System.Collections.Frozen;
using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;
using Millrace.Sqs.Operations;

namespace Millrace.Sqs;

/// <summary>SQS: one row per operation, one per kind of resource, one per kind of fact.</summary>
public static class SqsService
{
    /// <summary>
    /// What the calls of a move task need on its source besides their own name. Source: Developer Guide, SQS API permissions; what only
    /// the owner may call is in the API Reference, "Cross-account permissions don't apply to this action".
    /// </summary>
    private static readonly string[] _moving = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];

    /// <summary>SQS with AWS's own limits.</summary>
    public static ServiceTable Table { get; } = Create(new SqsLimits());

    /// <summary>SQS with the given limits.</summary>
    public static ServiceTable Create(SqsLimits limits) =>
        new(
            SqsModel.Service,
            [
                new OperationRow<AddPermission, Queue, AddPermissionRequest, Unit>("AddPermission") { OwnerOnly = true },
                new OperationRow<CancelMessageMoveTask, Queue, CancelMessageMoveTaskRequest, CancelMessageMoveTaskResult>(
                    "CancelMessageMoveTask",
                    namesResource: false
                )
                {
                    OwnerOnly = true,
                    Permissions = ["CancelMessageMoveTask", .. _moving],
                },
                new OperationRow<ChangeMessageVisibility, Queue, ChangeMessageVisibilityRequest, Unit>("ChangeMessageVisibility"),
                new OperationRow<
                    ChangeMessageVisibilityBatch,
                    Queue,
                    ChangeMessageVisibilityBatchRequest,
                    ChangeMessageVisibilityBatchResult
                >("ChangeMessageVisibilityBatch")
                {
                    Permissions = ["ChangeMessageVisibility"],
                },
                new OperationRow<CreateQueue, Queue, CreateQueueRequest, CreateQueueResult>("CreateQueue", namesResource: false)
                {
                    OwnerOnly = true,
                },
                new OperationRow<DeleteMessage, Queue, DeleteMessageRequest, Unit>("DeleteMessage"),
                new OperationRow<DeleteMessageBatch, Queue, DeleteMessageBatchRequest, DeleteMessageBatchResult>(
                    "DeleteMessageBatch"
                )
                {
                    Permissions = ["DeleteMessage"],
                },
                new OperationRow<DeleteQueue, Queue, DeleteQueueRequest, Unit>("DeleteQueue") { OwnerOnly = true },
                new OperationRow<GetQueueAttributes, Queue, GetQueueAttributesRequest, GetQueueAttributesResult>(
                    "GetQueueAttributes"
                ),
                new OperationRow<GetQueueUrl, Queue, GetQueueUrlRequest, GetQueueUrlResult>("GetQueueUrl", namesResource: false),
                new ListingRow<
                    ListDeadLetterSourceQueues,
                    Queue,
                    ListDeadLetterSourceQueuesRequest,
                    string,
                    ListDeadLetterSourceQueuesResult
                >("ListDeadLetterSourceQueues", namesResource: true),
                new OperationRow<ListMessageMoveTasks, Queue, ListMessageMoveTasksRequest, ListMessageMoveTasksResult>(
                    "ListMessageMoveTasks",
                    namesResource: false
                )
                {
                    OwnerOnly = true,
                    Permissions = ["ListMessageMoveTasks", .. _moving],
                },
                new OperationRow<ListQueueTags, Queue, ListQueueTagsRequest, ListQueueTagsResult>("ListQueueTags")
                {
                    OwnerOnly = true,
                },
                new ListingRow<ListQueues, Queue, ListQueuesRequest, string, ListQueuesResult>("ListQueues") { OwnerOnly = true },
                new OperationRow<PurgeQueue, Queue, PurgeQueueRequest, Unit>("PurgeQueue"),
                new OperationRow<ReceiveMessage, Queue, ReceiveMessageRequest, ReceiveMessageResult>(
                    "ReceiveMessage",
                    waits: true
                ),
                new OperationRow<RemovePermission, Queue, RemovePermissionRequest, Unit>("RemovePermission") { OwnerOnly = true },
                new OperationRow<SendMessage, Queue, SendMessageRequest, SendMessageResult>("SendMessage"),
                new OperationRow<SendMessageBatch, Queue, SendMessageBatchRequest, SendMessageBatchResult>("SendMessageBatch")
                {
                    Permissions = ["SendMessage"],
                },
                new OperationRow<SetQueueAttributes, Queue, SetQueueAttributesRequest, Unit>("SetQueueAttributes")
                {
                    OwnerOnly = true,
                },
                new OperationRow<StartMessageMoveTask, Queue, StartMessageMoveTaskRequest, StartMessageMoveTaskResult>(
                    "StartMessageMoveTask",
                    namesResource: false
                )
                {
                    OwnerOnly = true,
                    Permissions = ["StartMessageMoveTask", .. _moving],
                },
                new OperationRow<TagQueue, Queue, TagQueueRequest, Unit>("TagQueue") { OwnerOnly = true },
                new OperationRow<UntagQueue, Queue, UntagQueueRequest, Unit>("UntagQueue") { OwnerOnly = true },
            ],
            new ServiceFacts(
                new Dictionary<string, Func<ResourceId, Resource>>
                {
                    [Queue.Kind] = id => new Queue(id, limits),
                }.ToFrozenDictionary(),
                new Dictionary<ushort, FactReading>
                {
                    [QueueCreated.FactTag] = QueueCreated.Read,
                    [QueueAttributesSet.FactTag] = QueueAttributesSet.Read,
                    [QueueTagged.FactTag] = QueueTagged.Read,
                    [QueueUntagged.FactTag] = QueueUntagged.Read,
                    [QueueDeleted.FactTag] = QueueDeleted.Read,
                    [QueuePurged.FactTag] = QueuePurged.Read,
                    [QueuePaused.FactTag] = QueuePaused.Read,
                    [QueueResumed.FactTag] = QueueResumed.Read,
                    [MessageSent.FactTag] = MessageSent.Read,
                    [MessagesReceived.FactTag] = MessagesReceived.Read,
                    [ReceiveRepeated.FactTag] = ReceiveRepeated.Read,
                    [MessagesDeleted.FactTag] = MessagesDeleted.Read,
                    [MessageVisibilityChanged.FactTag] = MessageVisibilityChanged.Read,
                    [MessagesExpired.FactTag] = MessagesExpired.Read,
                    [MessageDeadLettered.FactTag] = MessageDeadLettered.Read,
                    [MoveTaskStarted.FactTag] = MoveTaskStarted.Read,
                    [MessageMoving.FactTag] = MessageMoving.Read,
                    [MoveTaskEnded.FactTag] = MoveTaskEnded.Read,
                    [LeaveSettled.FactTag] = LeaveSettled.Read,
                }.ToFrozenDictionary()
            )
        );
}
