using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Push;

namespace Millrace.Sns.Operations;

/// <summary>Tells an endpoint's attributes.</summary>
/// <remarks>
/// <para>Errors: InvalidParameter, NotFound.</para>
/// <para>Source: SNS API Reference, GetEndpointAttributes; texts as recorded from AWS.</para>
/// </remarks>
public sealed class GetEndpointAttributes
    : IOperation<PlatformApplication, GetEndpointAttributesInput, GetEndpointAttributesResponse>
{
    public static ResourceId Address(GetEndpointAttributesInput request, Caller caller) =>
        PushAddress.ApplicationOf(request.EndpointArn);

    public static string PolicyArn(GetEndpointAttributesInput request, ResourceId id) => request.EndpointArn!;

    public static Outcome<GetEndpointAttributesResponse> Decide(
        PlatformApplication resource,
        GetEndpointAttributesInput request,
        in Turn turn
    )
    {
        if (PushAddress.CheckEndpoint(request.EndpointArn, turn.Caller) is { } refusal)
        {
            return refusal;
        }

        return resource.Find(request.EndpointArn!) is { } endpoint
            ? Outcome<GetEndpointAttributesResponse>.Reply(
                new GetEndpointAttributesResponse
                {
                    Attributes = new Dictionary<string, string>(endpoint.Attributes, StringComparer.Ordinal),
                }
            )
            : PushRules.NoEndpoint;
    }
}
