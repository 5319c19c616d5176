using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Sms;

namespace Millrace.Sns.Operations;

/// <summary>Sets how an account's text messages are sent; an empty value takes a setting away.</summary>
/// <remarks>
/// Records <see cref="SmsAttributesSet"/>.
/// <para>Errors: InvalidParameter.</para>
/// <para>Source: SNS API Reference, SetSMSAttributes; texts as recorded from AWS.</para>
/// </remarks>
public sealed class SetSMSAttributes : IOperation<SmsAccount, SetSMSAttributesInput, SetSMSAttributesResponse>
{
    public static ResourceId Address(SetSMSAttributesInput request, Caller caller) => SmsAccount.IdOf(caller);

    public static Outcome<SetSMSAttributesResponse> Decide(SmsAccount resource, SetSMSAttributesInput request, in Turn turn)
    {
        foreach (var (name, value) in request.Attributes!)
        {
            if (SmsAttributes.Check(name, value) is { } wrong)
            {
                return SnsErrors.InvalidParameterException.WithMessage(wrong);
            }
        }

        return Outcome<SetSMSAttributesResponse>.Reply(
            new SetSMSAttributesResponse(),
            [new SmsAttributesSet(request.Attributes)]
        );
    }
}
