using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;
using Millrace.Sqs.Aids;
using Millrace.Sqs.Metrics;
using Millrace.Sqs.Operations;

namespace Millrace.Sqs.Tests;

/// <summary>Every operation of the service as one caller asks for it.</summary>
internal sealed class SqsClient(World world, Caller caller)
{
    public Answer<CreateQueueResult> CreateQueue(CreateQueueRequest request) =>
        world.Execute<CreateQueue, CreateQueueRequest, CreateQueueResult>(request, caller);

    public Answer<Unit> DeleteQueue(string queueUrl) =>
        world.Execute<DeleteQueue, DeleteQueueRequest, Unit>(new DeleteQueueRequest { QueueUrl = queueUrl }, caller);

    public Answer<Unit> PurgeQueue(string queueUrl) =>
        world.Execute<PurgeQueue, PurgeQueueRequest, Unit>(new PurgeQueueRequest { QueueUrl = queueUrl }, caller);

    public Answer<GetQueueUrlResult> GetQueueUrl(string name, string? account = null) =>
        world.Execute<GetQueueUrl, GetQueueUrlRequest, GetQueueUrlResult>(
            new GetQueueUrlRequest { QueueName = name, QueueOwnerAWSAccountId = account },
            caller
        );

    public Answer<ListQueuesResult> ListQueues(string? prefix = null, int? most = null, string? token = null) =>
        world.List<ListQueues, ListQueuesRequest, string, ListQueuesResult>(
            new ListQueuesRequest
            {
                QueueNamePrefix = prefix,
                MaxResults = most,
                NextToken = token,
            },
            caller
        );

    public Answer<ListDeadLetterSourceQueuesResult> ListDeadLetterSourceQueues(ListDeadLetterSourceQueuesRequest request) =>
        world.List<ListDeadLetterSourceQueues, ListDeadLetterSourceQueuesRequest, string, ListDeadLetterSourceQueuesResult>(
            request,
            caller
        );

    public Answer<GetQueueAttributesResult> GetQueueAttributes(string queueUrl, List<string>? names) =>
        world.Execute<GetQueueAttributes, GetQueueAttributesRequest, GetQueueAttributesResult>(
            new GetQueueAttributesRequest { QueueUrl = queueUrl, AttributeNames = names },
            caller
        );

    public Answer<Unit> SetQueueAttributes(string queueUrl, Dictionary<string, string> attributes) =>
        world.Execute<SetQueueAttributes, SetQueueAttributesRequest, Unit>(
            new SetQueueAttributesRequest { QueueUrl = queueUrl, Attributes = attributes },
            caller
        );

    public Answer<ListQueueTagsResult> ListQueueTags(string queueUrl) =>
        world.Execute<ListQueueTags, ListQueueTagsRequest, ListQueueTagsResult>(
            new ListQueueTagsRequest { QueueUrl = queueUrl },
            caller
        );

    public Answer<Unit> TagQueue(string queueUrl, Dictionary<string, string> tags) =>
        world.Execute<TagQueue, TagQueueRequest, Unit>(new TagQueueRequest { QueueUrl = queueUrl, Tags = tags }, caller);

    public Answer<Unit> UntagQueue(string queueUrl, params List<string> keys) =>
        world.Execute<UntagQueue, UntagQueueRequest, Unit>(new UntagQueueRequest { QueueUrl = queueUrl, TagKeys = keys }, caller);

    public Answer<SendMessageResult> SendMessage(SendMessageRequest request) =>
        world.Execute<SendMessage, SendMessageRequest, SendMessageResult>(request, caller);

    public Answer<SendMessageBatchResult> SendMessageBatch(string queueUrl, List<SendMessageBatchRequestEntry>? entries) =>
        world.Execute<SendMessageBatch, SendMessageBatchRequest, SendMessageBatchResult>(
            new SendMessageBatchRequest { QueueUrl = queueUrl, Entries = entries },
            caller
        );

    public Answer<ReceiveMessageResult> ReceiveMessage(ReceiveMessageRequest request) =>
        world.Execute<ReceiveMessage, ReceiveMessageRequest, ReceiveMessageResult>(request, caller);

    public Parked<ReceiveMessageResult> Poll(ReceiveMessageRequest request) =>
        world.Park<ReceiveMessage, ReceiveMessageRequest, ReceiveMessageResult>(request, caller);

    public void Left(ReceiveMessageRequest request, ReceiveMessageResult reply) =>
        world.Unanswered<ReceiveMessage, ReceiveMessageRequest, ReceiveMessageResult>(request, caller, reply);

    public Answer<Unit> DeleteMessage(string queueUrl, string? handle) =>
        world.Execute<DeleteMessage, DeleteMessageRequest, Unit>(
            new DeleteMessageRequest { QueueUrl = queueUrl, ReceiptHandle = handle },
            caller
        );

    public Answer<DeleteMessageBatchResult> DeleteMessageBatch(string queueUrl, List<DeleteMessageBatchRequestEntry>? entries) =>
        world.Execute<DeleteMessageBatch, DeleteMessageBatchRequest, DeleteMessageBatchResult>(
            new DeleteMessageBatchRequest { QueueUrl = queueUrl, Entries = entries },
            caller
        );

    public Answer<Unit> ChangeMessageVisibility(string queueUrl, string? handle, int? seconds) =>
        world.Execute<ChangeMessageVisibility, ChangeMessageVisibilityRequest, Unit>(
            new ChangeMessageVisibilityRequest
            {
                QueueUrl = queueUrl,
                ReceiptHandle = handle,
                VisibilityTimeout = seconds,
            },
            caller
        );

    public Answer<ChangeMessageVisibilityBatchResult> ChangeMessageVisibilityBatch(
        string queueUrl,
        List<ChangeMessageVisibilityBatchRequestEntry>? entries
    ) =>
        world.Execute<ChangeMessageVisibilityBatch, ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResult>(
            new ChangeMessageVisibilityBatchRequest { QueueUrl = queueUrl, Entries = entries },
            caller
        );

    public Answer<Unit> AddPermission(string queueUrl, string label, List<string>? accounts, List<string>? actions) =>
        world.Execute<AddPermission, AddPermissionRequest, Unit>(
            new AddPermissionRequest
            {
                QueueUrl = queueUrl,
                Label = label,
                AWSAccountIds = accounts,
                Actions = actions,
            },
            caller
        );

    public Answer<Unit> RemovePermission(string queueUrl, string label) =>
        world.Execute<RemovePermission, RemovePermissionRequest, Unit>(
            new RemovePermissionRequest { QueueUrl = queueUrl, Label = label },
            caller
        );

    public Answer<StartMessageMoveTaskResult> StartMessageMoveTask(StartMessageMoveTaskRequest request) =>
        world.Execute<StartMessageMoveTask, StartMessageMoveTaskRequest, StartMessageMoveTaskResult>(request, caller);

    public Answer<CancelMessageMoveTaskResult> CancelMessageMoveTask(string? handle) =>
        world.Execute<CancelMessageMoveTask, CancelMessageMoveTaskRequest, CancelMessageMoveTaskResult>(
            new CancelMessageMoveTaskRequest { TaskHandle = handle },
            caller
        );

    public Answer<ListMessageMoveTasksResult> ListMessageMoveTasks(string sourceArn, int? most = null) =>
        world.Execute<ListMessageMoveTasks, ListMessageMoveTasksRequest, ListMessageMoveTasksResult>(
            new ListMessageMoveTasksRequest { SourceArn = sourceArn, MaxResults = most },
            caller
        );

    public Answer<PeekedPage> Peek(string queueArn, long from = 0, int most = 100, MessageState? state = null) =>
        world.Execute<PeekMessages, PeekRequest, PeekedPage>(new PeekRequest(queueArn, from, most, state), caller);

    public Answer<QueueView> Describe(string queueArn) =>
        world.Execute<DescribeQueue, QueueRequest, QueueView>(new QueueRequest(queueArn), caller);

    public Answer<QueuesPage> DescribeAll(string? after = null, int most = 100) =>
        world.List<DescribeQueues, QueuesRequest, QueueView, QueuesPage>(new QueuesRequest(after, most), caller);

    public Answer<QueueView> Pause(string queueArn) =>
        world.Execute<PauseQueue, QueueRequest, QueueView>(new QueueRequest(queueArn), caller);

    public Answer<QueueView> Resume(string queueArn) =>
        world.Execute<ResumeQueue, QueueRequest, QueueView>(new QueueRequest(queueArn), caller);

    /// <summary>The minutes of a queue that have ended.</summary>
    public IReadOnlyList<QueueDataPoint> Minutes(string queueArn) =>
        world.Execute<ReadMetrics, QueueRequest, QueueMinutes>(new QueueRequest(queueArn), caller).Value!.Points;

    public Answer<QueueReadings> Measure(int most = 100) =>
        world.List<MeasureQueues, MeasureRequest, QueueReading, QueueReadings>(new MeasureRequest(most), caller);
}
