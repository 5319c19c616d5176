using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Sms;

namespace Millrace.Sns.Operations;

/// <summary>Verifies a number in the SMS sandbox by the one-time password that was sent to it last.</summary>
/// <remarks>
/// Records <see cref="SandboxNumberTried"/>, also for a wrong password.
/// <para>Errors: ResourceNotFound, VerificationException.</para>
/// <para>Source: SNS API Reference, VerifySMSSandboxPhoneNumber.</para>
/// </remarks>
public sealed class VerifySMSSandboxPhoneNumber
    : IOperation<SmsAccount, VerifySMSSandboxPhoneNumberInput, VerifySMSSandboxPhoneNumberResult>
{
    public static ResourceId Address(VerifySMSSandboxPhoneNumberInput request, Caller caller) => SmsAccount.IdOf(caller);

    public static Outcome<VerifySMSSandboxPhoneNumberResult> Decide(
        SmsAccount resource,
        VerifySMSSandboxPhoneNumberInput request,
        in Turn turn
    )
    {
        if (resource.FindInSandbox(PhoneNumber.InFull(request.PhoneNumber!)) is not { } number)
        {
            return SnsErrors.ResourceNotFoundException;
        }

        var isRight = string.Equals(number.Code, request.OneTimePassword, StringComparison.Ordinal);
        var tried = new SandboxNumberTried(number.Number, turn.Now, number.IsVerified || isRight);
        return isRight
            ? Outcome<VerifySMSSandboxPhoneNumberResult>.Reply(new VerifySMSSandboxPhoneNumberResult(), [tried])
            : Outcome<VerifySMSSandboxPhoneNumberResult>.Refuse(SnsErrors.VerificationException, [tried]);
    }
}
