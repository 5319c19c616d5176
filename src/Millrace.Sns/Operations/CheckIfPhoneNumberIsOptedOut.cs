using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Sms;

namespace Millrace.Sns.Operations;

/// <summary>Tells whether a number has opted out of the account's text messages.</summary>
/// <remarks>
/// <para>Errors: InvalidParameter.</para>
/// <para>Source: SNS API Reference, CheckIfPhoneNumberIsOptedOut.</para>
/// </remarks>
public sealed class CheckIfPhoneNumberIsOptedOut
    : IOperation<SmsAccount, CheckIfPhoneNumberIsOptedOutInput, CheckIfPhoneNumberIsOptedOutResponse>
{
    public static ResourceId Address(CheckIfPhoneNumberIsOptedOutInput request, Caller caller) => SmsAccount.IdOf(caller);

    public static Outcome<CheckIfPhoneNumberIsOptedOutResponse> Decide(
        SmsAccount resource,
        CheckIfPhoneNumberIsOptedOutInput request,
        in Turn turn
    ) =>
        PhoneNumber.IsValid(request.PhoneNumber!)
            ? Outcome<CheckIfPhoneNumberIsOptedOutResponse>.Reply(
                new CheckIfPhoneNumberIsOptedOutResponse
                {
                    IsOptedOut = resource.IsOptedOut(PhoneNumber.InFull(request.PhoneNumber!)),
                }
            )
            : TopicAddress.Invalid("PhoneNumber", "input incorrectly formatted");
}
