using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Push;

namespace Millrace.Sns.Operations;

/// <summary>Sets attributes of an application; an empty value takes one away.</summary>
/// <remarks>
/// Records <see cref="ApplicationAttributesSet"/>.
/// <para>Errors: InvalidParameter, NotFound.</para>
/// <para>Source: SNS API Reference, SetPlatformApplicationAttributes.</para>
/// </remarks>
public sealed class SetPlatformApplicationAttributes
    : IOperation<PlatformApplication, SetPlatformApplicationAttributesInput, Unit>
{
    public static ResourceId Address(SetPlatformApplicationAttributesInput request, Caller caller) =>
        PushAddress.IdOf(request.PlatformApplicationArn);

    public static Outcome<Unit> Decide(PlatformApplication resource, SetPlatformApplicationAttributesInput request, in Turn turn)
    {
        if (PushAddress.CheckApplication(request.PlatformApplicationArn, turn.Caller) is { } refusal)
        {
            return refusal;
        }

        if (!resource.Exists)
        {
            return PushRules.NoApplication;
        }

        return ApplicationAttributes.Check(resource.Arn, request.Attributes!, isNew: false) is { } wrong
            ? TopicAddress.Invalid("Attributes", wrong)
            : Outcome<Unit>.Reply(Unit.Value, [new ApplicationAttributesSet(request.Attributes!)]);
    }
}
