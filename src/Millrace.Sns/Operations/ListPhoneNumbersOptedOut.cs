using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Sms;

namespace Millrace.Sns.Operations;

/// <summary>Lists the numbers that have opted out of the account's text messages, a hundred at a time.</summary>
/// <remarks>
/// <para>Errors: InvalidParameter (nextToken).</para>
/// <para>Source: SNS API Reference, ListPhoneNumbersOptedOut.</para>
/// </remarks>
public sealed class ListPhoneNumbersOptedOut
    : IOperation<SmsAccount, ListPhoneNumbersOptedOutInput, ListPhoneNumbersOptedOutResponse>
{
    public static ResourceId Address(ListPhoneNumbersOptedOutInput request, Caller caller) => SmsAccount.IdOf(caller);

    public static Outcome<ListPhoneNumbersOptedOutResponse> Decide(
        SmsAccount resource,
        ListPhoneNumbersOptedOutInput request,
        in Turn turn
    ) =>
        Page.TryTake([.. resource.OptedOut], static number => number, request.NextToken, out var page, out var next)
            is { } refusal
            ? refusal
            : Outcome<ListPhoneNumbersOptedOutResponse>.Reply(
                new ListPhoneNumbersOptedOutResponse { PhoneNumbers = page, NextToken = next }
            );
}
