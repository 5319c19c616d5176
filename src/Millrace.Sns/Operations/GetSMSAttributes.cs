using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Sms;

namespace Millrace.Sns.Operations;

/// <summary>Tells how an account's text messages are sent: all settings, or those that are asked for and set.</summary>
/// <remarks>Source: SNS API Reference, GetSMSAttributes.</remarks>
public sealed class GetSMSAttributes : IOperation<SmsAccount, GetSMSAttributesInput, GetSMSAttributesResponse>
{
    public static ResourceId Address(GetSMSAttributesInput request, Caller caller) => SmsAccount.IdOf(caller);

    public static Outcome<GetSMSAttributesResponse> Decide(SmsAccount resource, GetSMSAttributesInput request, in Turn turn)
    {
        var shown = SmsAttributes.Shown(resource.Attributes);
        if (request.Attributes is { Count: > 0 } asked)
        {
            shown = shown
                .Where(attribute => asked.Contains(attribute.Key))
                .ToDictionary(attribute => attribute.Key, attribute => attribute.Value, StringComparer.Ordinal);
        }

        return Outcome<GetSMSAttributesResponse>.Reply(new GetSMSAttributesResponse { Attributes = shown });
    }
}
