using System.Collections.Frozen;
using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;
using Millrace.Sqs.Operations;

namespace Millrace.Sqs;

/// <summary>SQS: one row per operation, one per kind of resource, one per kind of fact.</summary>
public static class SqsService
{
    /// <summary>SQS with AWS's own limits.</summary>
    public static ServiceTable Table { get; } = Create(new SqsLimits());

    /// <summary>SQS with the given limits.</summary>
    public static ServiceTable Create(SqsLimits limits) =>
        new(
            SqsModel.Service,
            [
                new OperationRow<AddPermission, Queue, AddPermissionRequest, Unit>("AddPermission"),
                new OperationRow<CancelMessageMoveTask, Queue, CancelMessageMoveTaskRequest, CancelMessageMoveTaskResult>(
                    "CancelMessageMoveTask",
                    namesResource: false
                ),
                new OperationRow<ChangeMessageVisibility, Queue, ChangeMessageVisibilityRequest, Unit>("ChangeMessageVisibility"),
                new OperationRow<
                    ChangeMessageVisibilityBatch,
                    Queue,
                    ChangeMessageVisibilityBatchRequest,
                    ChangeMessageVisibilityBatchResult
                >("ChangeMessageVisibilityBatch"),
                new OperationRow<CreateQueue, Queue, CreateQueueRequest, CreateQueueResult>("CreateQueue", namesResource: false),
                new OperationRow<DeleteMessage, Queue, DeleteMessageRequest, Unit>("DeleteMessage"),
                new OperationRow<DeleteMessageBatch, Queue, DeleteMessageBatchRequest, DeleteMessageBatchResult>(
                    "DeleteMessageBatch"
                ),
                new OperationRow<DeleteQueue, Queue, DeleteQueueRequest, Unit>("DeleteQueue"),
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
                ),
                new OperationRow<ListQueueTags, Queue, ListQueueTagsRequest, ListQueueTagsResult>("ListQueueTags"),
                new ListingRow<ListQueues, Queue, ListQueuesRequest, string, ListQueuesResult>("ListQueues"),
                new OperationRow<PurgeQueue, Queue, PurgeQueueRequest, Unit>("PurgeQueue"),
                new OperationRow<ReceiveMessage, Queue, ReceiveMessageRequest, ReceiveMessageResult>(
                    "ReceiveMessage",
                    waits: true
                ),
                new OperationRow<RemovePermission, Queue, RemovePermissionRequest, Unit>("RemovePermission"),
                new OperationRow<SendMessage, Queue, SendMessageRequest, SendMessageResult>("SendMessage"),
                new OperationRow<SendMessageBatch, Queue, SendMessageBatchRequest, SendMessageBatchResult>("SendMessageBatch"),
                new OperationRow<SetQueueAttributes, Queue, SetQueueAttributesRequest, Unit>("SetQueueAttributes"),
                new OperationRow<StartMessageMoveTask, Queue, StartMessageMoveTaskRequest, StartMessageMoveTaskResult>(
                    "StartMessageMoveTask",
                    namesResource: false
                ),
                new OperationRow<TagQueue, Queue, TagQueueRequest, Unit>("TagQueue"),
                new OperationRow<UntagQueue, Queue, UntagQueueRequest, Unit>("UntagQueue"),
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
