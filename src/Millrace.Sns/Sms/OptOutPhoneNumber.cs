using Millrace.Engine;

namespace Millrace.Sns.Sms;

/// <summary>Who wants no more text messages, and of whom.</summary>
public sealed record OptOutRequest(string Account, string Region, string PhoneNumber);

/// <summary>The number that is opted out now, in full.</summary>
public sealed record OptOutReply(string PhoneNumber);

/// <summary>A number opts out, as by answering STOP; no operation of AWS, because there it is the telephone that does it.</summary>
/// <remarks>
/// Records <see cref="PhoneNumberOptedOut"/>, unless it was so before.
/// <para>Errors: InvalidParameter.</para>
/// </remarks>
public sealed class OptOutPhoneNumber : IOperation<SmsAccount, OptOutRequest, OptOutReply>
{
    public static ResourceId Address(OptOutRequest request, Caller caller) => SmsAccount.IdOf(request.Account, request.Region);

    public static Outcome<OptOutReply> Decide(SmsAccount resource, OptOutRequest request, in Turn turn)
    {
        if (!PhoneNumber.IsValid(request.PhoneNumber))
        {
            return TopicAddress.Invalid("PhoneNumber", "input incorrectly formatted");
        }

        var number = PhoneNumber.InFull(request.PhoneNumber);
        return Outcome<OptOutReply>.Reply(
            new OptOutReply(number),
            resource.IsOptedOut(number) ? [] : [new PhoneNumberOptedOut(number, turn.Now)]
        );
    }
}
