using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Push;

namespace Millrace.Sns.Operations;

/// <summary>Deletes an endpoint; its subscriptions stay. One that is not there is deleted already.</summary>
/// <remarks>
/// Records <see cref="EndpointDeleted"/>.
/// <para>Errors: InvalidParameter.</para>
/// <para>Source: SNS API Reference, DeleteEndpoint.</para>
/// </remarks>
public sealed class DeleteEndpoint : IOperation<PlatformApplication, DeleteEndpointInput, Unit>
{
    public static ResourceId Address(DeleteEndpointInput request, Caller caller) =>
        PushAddress.ApplicationOf(request.EndpointArn);

    public static string PolicyArn(DeleteEndpointInput request, ResourceId id) => request.EndpointArn!;

    public static Outcome<Unit> Decide(PlatformApplication resource, DeleteEndpointInput request, in Turn turn)
    {
        if (PushAddress.CheckEndpoint(request.EndpointArn, turn.Caller) is { } refusal)
        {
            return refusal;
        }

        return resource.Find(request.EndpointArn!) is { } endpoint
            ? Outcome<Unit>.Reply(
                Unit.Value,
                [
                    new EndpointDeleted(endpoint.Number),
                    .. ApplicationEvents.Of(resource, ApplicationAttributes.EventEndpointDeleted, request.EndpointArn!, turn),
                ]
            )
            : Outcome<Unit>.Reply(Unit.Value);
    }
}
