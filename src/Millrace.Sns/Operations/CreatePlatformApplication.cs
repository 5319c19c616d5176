using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Push;

namespace Millrace.Sns.Operations;

/// <summary>Creates an application for a push service, or answers with the one that is there when its attributes agree.</summary>
/// <remarks>
/// Records <see cref="ApplicationCreated"/>. The credentials are kept, and not tried at the push service.
/// <para>Errors: InvalidParameter (name, platform, attributes, differences from the application that is there).</para>
/// <para>Source: SNS API Reference, CreatePlatformApplication; texts as recorded from AWS where they were.</para>
/// </remarks>
public sealed class CreatePlatformApplication
    : IOperation<PlatformApplication, CreatePlatformApplicationInput, CreatePlatformApplicationResponse>
{
    public static ResourceId Address(CreatePlatformApplicationInput request, Caller caller) =>
        PushAddress.IdOf(caller, request.Platform!, request.Name!);

    public static Outcome<CreatePlatformApplicationResponse> Decide(
        PlatformApplication resource,
        CreatePlatformApplicationInput request,
        in Turn turn
    )
    {
        if (CheckName(request.Name!) is { } badName)
        {
            return badName;
        }

        if (!Platforms.IsKnown(request.Platform!))
        {
            return TopicAddress.Invalid("Platform", $"{request.Platform} is not supported");
        }

        if (ApplicationAttributes.Check(resource.Arn, request.Attributes!, isNew: true) is { } wrong)
        {
            return TopicAddress.Invalid("Attributes", wrong);
        }

        var attributes = new Dictionary<string, string>(request.Attributes!, StringComparer.Ordinal);
        attributes.TryAdd(ApplicationAttributes.Enabled, "true");
        var reply = new CreatePlatformApplicationResponse { PlatformApplicationArn = resource.Arn };
        if (!resource.Exists)
        {
            return Outcome<CreatePlatformApplicationResponse>.Reply(reply, [new ApplicationCreated(turn.Now, attributes)]);
        }

        return request.Attributes!.All(given => resource.Attribute(given.Key) == given.Value)
            ? Outcome<CreatePlatformApplicationResponse>.Reply(reply)
            : TopicAddress.Invalid("Attributes", "Platform application already exists with different attributes");
    }

    private static AwsError? CheckName(string name)
    {
        if (name.Length == 0)
        {
            return TopicAddress.Invalid("", "cannot be empty");
        }

        if (!name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.'))
        {
            return TopicAddress.Invalid(name, "must contain only characters 'a'-'z', 'A'-'Z', '0'-'9', '_', '-', and '.'");
        }

        return name.Length <= Limits.ApplicationNameLengthMax
            ? null
            : TopicAddress.Invalid(name, $"must be at most {Limits.ApplicationNameLengthMax} characters long");
    }
}
