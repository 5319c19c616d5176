using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Push;

namespace Millrace.Sns.Operations;

/// <summary>Sets attributes of an endpoint: its token, its user data, whether it is enabled.</summary>
/// <remarks>
/// Records <see cref="EndpointAttributesSet"/>.
/// <para>Errors: InvalidParameter (also for a token that another endpoint has), NotFound.</para>
/// <para>Source: SNS API Reference, SetEndpointAttributes; texts as recorded from AWS.</para>
/// </remarks>
public sealed class SetEndpointAttributes : IOperation<PlatformApplication, SetEndpointAttributesInput, Unit>
{
    public static ResourceId Address(SetEndpointAttributesInput request, Caller caller) =>
        PushAddress.ApplicationOf(request.EndpointArn);

    public static string PolicyArn(SetEndpointAttributesInput request, ResourceId id) => request.EndpointArn!;

    public static Outcome<Unit> Decide(PlatformApplication resource, SetEndpointAttributesInput request, in Turn turn)
    {
        if (PushAddress.CheckEndpoint(request.EndpointArn, turn.Caller) is { } refusal)
        {
            return refusal;
        }

        if (resource.Find(request.EndpointArn!) is not { } endpoint)
        {
            return PushRules.NoEndpoint;
        }

        if (EndpointAttributes.Check(resource.Platform, request.Attributes!) is { } wrong)
        {
            return TopicAddress.Invalid("Attributes", wrong);
        }

        if (
            request.Attributes!.TryGetValue(EndpointAttributes.Token, out var token)
            && resource.FindByToken(token) is { } other
            && other.Number != endpoint.Number
        )
        {
            return PushRules.TokenTaken(resource.ArnOf(other));
        }

        return Outcome<Unit>.Reply(
            Unit.Value,
            [
                new EndpointAttributesSet(endpoint.Number, request.Attributes),
                .. ApplicationEvents.Of(resource, ApplicationAttributes.EventEndpointUpdated, request.EndpointArn!, turn),
            ]
        );
    }
}
