using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Push;

namespace Millrace.Sns.Operations;

/// <summary>Deletes an application with its endpoints; one that is not there is deleted already.</summary>
/// <remarks>
/// Records <see cref="ApplicationDeleted"/>.
/// <para>Errors: InvalidParameter.</para>
/// <para>Source: SNS API Reference, DeletePlatformApplication.</para>
/// </remarks>
public sealed class DeletePlatformApplication : IOperation<PlatformApplication, DeletePlatformApplicationInput, Unit>
{
    public static ResourceId Address(DeletePlatformApplicationInput request, Caller caller) =>
        PushAddress.IdOf(request.PlatformApplicationArn);

    public static Outcome<Unit> Decide(PlatformApplication resource, DeletePlatformApplicationInput request, in Turn turn) =>
        PushAddress.CheckApplication(request.PlatformApplicationArn, turn.Caller) is { } refusal
            ? refusal
            : Outcome<Unit>.Reply(Unit.Value, resource.Exists ? [new ApplicationDeleted()] : []);
}
