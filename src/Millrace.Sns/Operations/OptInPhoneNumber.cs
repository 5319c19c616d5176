using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Sms;

namespace Millrace.Sns.Operations;

/// <summary>Opts a number in again that had opted out; for one that had not nothing happens.</summary>
/// <remarks>
/// Records <see cref="PhoneNumberOptedIn"/>.
/// <para>Errors: InvalidParameter, also when the number was opted in within the last 30 days.</para>
/// <para>Source: SNS API Reference, OptInPhoneNumber.</para>
/// </remarks>
public sealed class OptInPhoneNumber : IOperation<SmsAccount, OptInPhoneNumberInput, OptInPhoneNumberResponse>
{
    public static ResourceId Address(OptInPhoneNumberInput request, Caller caller) => SmsAccount.IdOf(caller);

    public static Outcome<OptInPhoneNumberResponse> Decide(SmsAccount resource, OptInPhoneNumberInput request, in Turn turn)
    {
        if (!PhoneNumber.IsValid(request.PhoneNumber!))
        {
            return TopicAddress.Invalid("PhoneNumber", "input incorrectly formatted");
        }

        var reply = new OptInPhoneNumberResponse();
        var number = PhoneNumber.InFull(request.PhoneNumber!);
        if (!resource.IsOptedOut(number))
        {
            return Outcome<OptInPhoneNumberResponse>.Reply(reply);
        }

        return resource.OptedInAt(number) is { } before && turn.Now - before < TimeSpan.FromDays(Limits.OptInPauseDays)
            ? TopicAddress.Invalid("PhoneNumber", $"a phone number can be opted in only once every {Limits.OptInPauseDays} days")
            : Outcome<OptInPhoneNumberResponse>.Reply(reply, [new PhoneNumberOptedIn(number, turn.Now)]);
    }
}
