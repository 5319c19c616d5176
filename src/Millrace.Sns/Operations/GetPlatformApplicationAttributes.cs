using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Push;

namespace Millrace.Sns.Operations;

/// <summary>Tells an application's attributes, but for its credentials.</summary>
/// <remarks>
/// <para>Errors: InvalidParameter, NotFound.</para>
/// <para>Source: SNS API Reference, GetPlatformApplicationAttributes.</para>
/// </remarks>
public sealed class GetPlatformApplicationAttributes
    : IOperation<PlatformApplication, GetPlatformApplicationAttributesInput, GetPlatformApplicationAttributesResponse>
{
    public static ResourceId Address(GetPlatformApplicationAttributesInput request, Caller caller) =>
        PushAddress.IdOf(request.PlatformApplicationArn);

    public static Outcome<GetPlatformApplicationAttributesResponse> Decide(
        PlatformApplication resource,
        GetPlatformApplicationAttributesInput request,
        in Turn turn
    )
    {
        if (PushAddress.CheckApplication(request.PlatformApplicationArn, turn.Caller) is { } refusal)
        {
            return refusal;
        }

        return resource.Exists
            ? Outcome<GetPlatformApplicationAttributesResponse>.Reply(
                new GetPlatformApplicationAttributesResponse { Attributes = ApplicationAttributes.Shown(resource.Attributes) }
            )
            : PushRules.NoApplication;
    }
}
