using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Sms;

namespace Millrace.Sns.Operations;

/// <summary>Takes a number out of the SMS sandbox.</summary>
/// <remarks>
/// Records <see cref="SandboxNumberDeleted"/>.
/// <para>Errors: ResourceNotFound, UserError (24 hours have not passed since the last attempt to verify it).</para>
/// <para>Source: SNS API Reference, DeleteSMSSandboxPhoneNumber; SNS Developer Guide, "Using the Amazon SNS SMS sandbox".</para>
/// </remarks>
public sealed class DeleteSMSSandboxPhoneNumber
    : IOperation<SmsAccount, DeleteSMSSandboxPhoneNumberInput, DeleteSMSSandboxPhoneNumberResult>
{
    public static ResourceId Address(DeleteSMSSandboxPhoneNumberInput request, Caller caller) => SmsAccount.IdOf(caller);

    public static Outcome<DeleteSMSSandboxPhoneNumberResult> Decide(
        SmsAccount resource,
        DeleteSMSSandboxPhoneNumberInput request,
        in Turn turn
    )
    {
        if (resource.FindInSandbox(PhoneNumber.InFull(request.PhoneNumber!)) is not { } number)
        {
            return SnsErrors.ResourceNotFoundException;
        }

        return turn.Now - number.TriedAt < TimeSpan.FromSeconds(Limits.SandboxPauseSeconds)
            ? SnsErrors.UserErrorException.WithMessage(
                "A phone number can be deleted 24 hours after the last attempt to verify it, and not before."
            )
            : Outcome<DeleteSMSSandboxPhoneNumberResult>.Reply(
                new DeleteSMSSandboxPhoneNumberResult(),
                [new SandboxNumberDeleted(number.Number)]
            );
    }
}
