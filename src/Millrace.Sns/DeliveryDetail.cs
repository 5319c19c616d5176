using Millrace.Engine;
using Millrace.Languages.FilterPolicies;
using Millrace.Sns.Protection;

namespace Millrace.Sns;

/// <summary>What a delivery's call carries besides the message: the subscription as it was when the call was made.</summary>
/// <param name="ContentType">Of notifications over HTTP.</param>
/// <param name="Failure">Of a call that brings the message to the subscription's dead-letter queue: why it could not be delivered.</param>
/// <param name="IsReplay">The message comes from the archive.</param>
/// <param name="Filter">Of a replay: the filter policy that the message must pass; null for none.</param>
/// <param name="DisplayName">Of a text message: who sends it; empty for nobody.</param>
/// <param name="Protection">What the subscriber may not see of the message; null for nothing.</param>
/// <param name="SequenceBase">What a message's number is added to for its sequence number, on FIFO topics.</param>
internal sealed record DeliveryDetail(
    Guid SubscriptionId,
    string Protocol,
    string Endpoint,
    bool IsRaw,
    int SignatureVersion,
    bool IsFifo,
    string ContentType,
    DeliveryFailure? Failure,
    ulong SequenceBase,
    bool IsReplay,
    FilterPolicy? Filter,
    string DisplayName,
    DeliveryProtection? Protection
)
{
    /// <summary>What a topic put into a call.</summary>
    public static DeliveryDetail Of(Call call) => (DeliveryDetail)call.Detail!;
}
