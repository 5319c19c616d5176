using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Engine;

namespace Millrace.Sqs.Operations;

/// <summary>Hides a received message for longer, or gives it back at once.</summary>
/// <remarks>
/// Records <see cref="MessageVisibilityChanged"/>. Twelve hours after the receive that gave the handle out a message comes back
/// whatever is asked. A handle is good until the message is received again, on a FIFO queue while its time lasts.
/// <para>Units: VisibilityTimeout in whole seconds from now, 0 to 43,200.</para>
/// <para>Errors: QueueDoesNotExist, ReceiptHandleIsInvalid, InvalidParameterValue, MissingParameter.</para>
/// <para>Source: SQS API Reference, ChangeMessageVisibility; Developer Guide, "Visibility timeout"; recorded texts.</para>
/// </remarks>
public sealed class ChangeMessageVisibility : IOperation<Queue, ChangeMessageVisibilityRequest, Unit>
{
    public static ResourceId Address(ChangeMessageVisibilityRequest request, Caller caller) =>
        QueueAddress.IdOf(request.QueueUrl, caller);

    public static Outcome<Unit> Decide(Queue resource, ChangeMessageVisibilityRequest request, in Turn turn)
    {
        if (!resource.Exists)
        {
            return SqsErrors.QueueDoesNotExist;
        }

        return TryChange(resource, request.ReceiptHandle, request.VisibilityTimeout, turn, out var changed) is { } refusal
            ? refusal
            : Outcome<Unit>.Reply(Unit.Value, [changed!]);
    }

    /// <summary>Decides on one handle, for this operation and its batch.</summary>
    internal static AwsError? TryChange(
        Queue queue,
        string? receiptHandle,
        int? timeoutSeconds,
        in Turn turn,
        out MessageVisibilityChanged? changed
    )
    {
        changed = null;
        if (timeoutSeconds is not { } seconds)
        {
            return SqsErrors.MissingRequiredParameterException.WithMessage(
                "The request must contain the parameter VisibilityTimeout."
            );
        }

        var longest = queue.Limits.VisibilityTimeoutSecondsMax;
        if (seconds < 0 || seconds > longest)
        {
            return Invalid(seconds, $"VisibilityTimeout must be an integer between 0 and {longest}.");
        }

        if (!ReceiptHandle.TryParse(receiptHandle, out var handle))
        {
            return DeleteMessage.InvalidHandle(receiptHandle);
        }

        if (!queue.IsOwn(handle) || queue.Find(handle.Number) is not { IsLive: true } slot)
        {
            return NotAvailable(receiptHandle);
        }

        if (queue.HasExpired(handle, turn.Now))
        {
            return DeleteMessage.Expired(receiptHandle);
        }

        // Somebody else has the message by now, or had it since: a handle from before must not take it away from them.
        if (slot.ReceiveCount != handle.ReceiveCount)
        {
            return NotAvailable(receiptHandle);
        }

        var visibleAt = turn.Now.ToUnixTimeMilliseconds() + (seconds * 1000L);
        if (visibleAt > slot.ReceivedAt + (longest * 1000L))
        {
            return Invalid(seconds, $"Total VisibilityTimeout for the message is beyond the limit [{longest} seconds].");
        }

        changed = new MessageVisibilityChanged(handle.Number, visibleAt);
        return null;
    }

    private static AwsError NotAvailable(string? receiptHandle) =>
        MessageRules.Invalid(
            receiptHandle!,
            "ReceiptHandle",
            "Message does not exist or is not available for visibility timeout change."
        );

    private static AwsError Invalid(int seconds, string reason) =>
        MessageRules.Invalid(seconds.ToString(System.Globalization.CultureInfo.InvariantCulture), "VisibilityTimeout", reason);
}
