using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Sms;

namespace Millrace.Sns.Operations;

/// <summary>Lists the telephone numbers that an account has rented to send from: none, because there is nobody here to rent them of.</summary>
/// <remarks>
/// <para>Errors: InvalidParameter (NextToken).</para>
/// <para>Source: SNS API Reference, ListOriginationNumbers.</para>
/// </remarks>
public sealed class ListOriginationNumbers : IOperation<SmsAccount, ListOriginationNumbersRequest, ListOriginationNumbersResult>
{
    public static ResourceId Address(ListOriginationNumbersRequest request, Caller caller) => SmsAccount.IdOf(caller);

    public static Outcome<ListOriginationNumbersResult> Decide(
        SmsAccount resource,
        ListOriginationNumbersRequest request,
        in Turn turn
    ) =>
        Page.TryDecode(request.NextToken, out _) is { } refusal
            ? refusal
            : Outcome<ListOriginationNumbersResult>.Reply(new ListOriginationNumbersResult { PhoneNumbers = [] });
}
