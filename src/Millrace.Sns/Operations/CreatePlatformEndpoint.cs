using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Push;

namespace Millrace.Sns.Operations;

/// <summary>Makes a device's app known, or answers with the endpoint that has its token when the attributes agree.</summary>
/// <remarks>
/// Records <see cref="EndpointCreated"/>. User data is compared, and Enabled when it is given: whoever registers a device again does not
/// know that it was switched off.
/// <para>Errors: InvalidParameter (ARN, token, attributes), NotFound.</para>
/// <para>Source: SNS API Reference, CreatePlatformEndpoint; texts as recorded from AWS.</para>
/// </remarks>
public sealed class CreatePlatformEndpoint : IOperation<PlatformApplication, CreatePlatformEndpointInput, CreateEndpointResponse>
{
    public static ResourceId Address(CreatePlatformEndpointInput request, Caller caller) =>
        PushAddress.IdOf(request.PlatformApplicationArn);

    public static Outcome<CreateEndpointResponse> Decide(
        PlatformApplication resource,
        CreatePlatformEndpointInput request,
        in Turn turn
    )
    {
        if (PushAddress.CheckApplication(request.PlatformApplicationArn, turn.Caller) is { } refusal)
        {
            return refusal;
        }

        if (!resource.Exists)
        {
            return PushRules.NoApplication;
        }

        if (EndpointAttributes.CheckToken(resource.Platform, request.Token!) is { } badToken)
        {
            return TopicAddress.Invalid("Token", badToken);
        }

        var attributes = Given(request);
        if (EndpointAttributes.Check(resource.Platform, attributes) is { } wrong)
        {
            return TopicAddress.Invalid("Attributes", wrong);
        }

        if (resource.FindByToken(request.Token!) is { } existing)
        {
            var arn = resource.ArnOf(existing);
            return Agrees(existing, attributes)
                ? Outcome<CreateEndpointResponse>.Reply(new CreateEndpointResponse { EndpointArn = arn })
                : PushRules.TokenTaken(arn);
        }

        attributes.TryAdd(EndpointAttributes.Enabled, "true");
        var created = new EndpointCreated(resource.NextEndpoint, turn.NewId(0), attributes);
        var endpointArn = PushAddress.EndpointArn(resource.Arn, created.Id);
        return Outcome<CreateEndpointResponse>.Reply(
            new CreateEndpointResponse { EndpointArn = endpointArn },
            [created, .. ApplicationEvents.Of(resource, ApplicationAttributes.EventEndpointCreated, endpointArn, turn)]
        );
    }

    /// <summary>The attributes, with what the request's own parameters say of them.</summary>
    private static Dictionary<string, string> Given(CreatePlatformEndpointInput request)
    {
        var attributes = new Dictionary<string, string>(request.Attributes ?? [], StringComparer.Ordinal)
        {
            [EndpointAttributes.Token] = request.Token!,
        };
        if (request.CustomUserData is { } data)
        {
            attributes[EndpointAttributes.CustomUserData] = data;
        }

        return attributes;
    }

    private static bool Agrees(PlatformEndpoint endpoint, Dictionary<string, string> given) =>
        given.All(attribute => endpoint.Attributes.GetValueOrDefault(attribute.Key) == attribute.Value)
        && endpoint.Attributes.GetValueOrDefault(EndpointAttributes.CustomUserData)
            == given.GetValueOrDefault(EndpointAttributes.CustomUserData);
}
