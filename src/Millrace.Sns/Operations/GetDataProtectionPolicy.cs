using Millrace.Api.Sns;
using Millrace.Engine;

namespace Millrace.Sns.Operations;

/// <summary>Tells a topic's data protection policy; empty when it has none.</summary>
/// <remarks>
/// <para>Errors: InvalidParameter, NotFound.</para>
/// <para>Source: SNS API Reference, GetDataProtectionPolicy.</para>
/// </remarks>
public sealed class GetDataProtectionPolicy : IOperation<Topic, GetDataProtectionPolicyInput, GetDataProtectionPolicyResponse>
{
    public static ResourceId Address(GetDataProtectionPolicyInput request, Caller caller) =>
        TopicAddress.IdOf(request.ResourceArn);

    public static Outcome<GetDataProtectionPolicyResponse> Decide(
        Topic resource,
        GetDataProtectionPolicyInput request,
        in Turn turn
    )
    {
        if (TopicAddress.Check(request.ResourceArn, turn.Caller, "ResourceArn") is { } refusal)
        {
            return refusal;
        }

        return resource.Exists
            ? Outcome<GetDataProtectionPolicyResponse>.Reply(
                new GetDataProtectionPolicyResponse { DataProtectionPolicy = resource.Attributes.DataProtectionPolicy }
            )
            : SnsErrors.NotFoundException;
    }
}
