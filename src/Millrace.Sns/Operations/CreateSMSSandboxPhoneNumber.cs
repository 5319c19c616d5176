using System.Text;
using Millrace.Api;
using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Outbox;
using Millrace.Sns.Sms;

namespace Millrace.Sns.Operations;

/// <summary>Puts a number into the SMS sandbox and sends it a one-time password, which is read in the outbox; again, another one.</summary>
/// <remarks>
/// Records <see cref="SandboxCodeSent"/> and <see cref="NotificationHandedOn"/>.
/// <para>
/// Errors: InvalidParameter, OptedOut, UserError (ten numbers are there, or this one is verified), Throttled (five passwords within 24
/// hours).
/// </para>
/// <para>Source: SNS API Reference, CreateSMSSandboxPhoneNumber; SNS Developer Guide, "Using the Amazon SNS SMS sandbox".</para>
/// </remarks>
public sealed class CreateSMSSandboxPhoneNumber
    : IOperation<SmsAccount, CreateSMSSandboxPhoneNumberInput, CreateSMSSandboxPhoneNumberResult>
{
    public static ResourceId Address(CreateSMSSandboxPhoneNumberInput request, Caller caller) => SmsAccount.IdOf(caller);

    public static Outcome<CreateSMSSandboxPhoneNumberResult> Decide(
        SmsAccount resource,
        CreateSMSSandboxPhoneNumberInput request,
        in Turn turn
    )
    {
        if (!PhoneNumber.IsValid(request.PhoneNumber!))
        {
            return TopicAddress.Invalid("PhoneNumber", "input incorrectly formatted");
        }

        var number = PhoneNumber.InFull(request.PhoneNumber!);
        if (Refusal(resource, number, turn.Now) is { } refusal)
        {
            return refusal;
        }

        var code = OneTimePasswords.New(turn);
        var text = OneTimePasswords.TextFor(request.LanguageCode ?? OneTimePasswords.DefaultLanguage, code);
        var message = new OutgoingNotification(
            Protocols.Sms,
            number,
            NotificationKind.SubscriptionConfirmation,
            turn.NewId(1),
            null,
            null,
            null,
            Encoding.UTF8.GetBytes(text),
            default,
            []
        );
        return Outcome<CreateSMSSandboxPhoneNumberResult>.Reply(
            new CreateSMSSandboxPhoneNumberResult(),
            [new SandboxCodeSent(number, code, turn.Now), new NotificationHandedOn(resource.NextCall, message)]
        );
    }

    private static AwsError? Refusal(SmsAccount account, string number, DateTimeOffset now)
    {
        if (account.IsOptedOut(number))
        {
            return SnsErrors.OptedOutException;
        }

        if (account.FindInSandbox(number) is not { } known)
        {
            return account.Sandbox.Count >= Limits.SandboxNumbersMax
                ? SnsErrors.UserErrorException.WithMessage(
                    $"The SMS sandbox holds at most {Limits.SandboxNumbersMax} phone numbers."
                )
                : null;
        }

        if (known.IsVerified)
        {
            return SnsErrors.UserErrorException.WithMessage("The phone number is verified already.");
        }

        return known.SentWithinLimit(now) >= Limits.SandboxCodesMax
            ? SnsErrors.ThrottledException.WithMessage(
                $"A phone number is sent at most {Limits.SandboxCodesMax} one-time passwords within 24 hours."
            )
            : null;
    }
}
