using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Answers with the URL of a queue under the host the caller used.</summary>
/// <remarks>
/// <para>Errors: QueueDoesNotExist.</para>
/// <para>Source: SQS API Reference, GetQueueUrl.</para>
/// </remarks>
public sealed class GetQueueUrl : IOperation<Queue, GetQueueUrlRequest, GetQueueUrlResult>
{
    public static ResourceId Address(GetQueueUrlRequest request, Caller caller) =>
        QueueAddress.IdOf(caller.Region, request.QueueOwnerAWSAccountId ?? caller.Account, request.QueueName);

    public static Outcome<GetQueueUrlResult> Decide(Queue resource, GetQueueUrlRequest request, in Turn turn) =>
        resource.Exists
            ? Outcome<GetQueueUrlResult>.Reply(new GetQueueUrlResult { QueueUrl = QueueAddress.UrlOf(resource.Arn, turn.Caller) })
            : SqsErrors.QueueDoesNotExist;
}
