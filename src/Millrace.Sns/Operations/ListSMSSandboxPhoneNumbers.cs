using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Sms;

namespace Millrace.Sns.Operations;

/// <summary>Lists the numbers in the SMS sandbox, verified or not.</summary>
/// <remarks>
/// <para>Errors: InvalidParameter (NextToken).</para>
/// <para>Source: SNS API Reference, ListSMSSandboxPhoneNumbers.</para>
/// </remarks>
public sealed class ListSMSSandboxPhoneNumbers
    : IOperation<SmsAccount, ListSMSSandboxPhoneNumbersInput, ListSMSSandboxPhoneNumbersResult>
{
    public static ResourceId Address(ListSMSSandboxPhoneNumbersInput request, Caller caller) => SmsAccount.IdOf(caller);

    public static Outcome<ListSMSSandboxPhoneNumbersResult> Decide(
        SmsAccount resource,
        ListSMSSandboxPhoneNumbersInput request,
        in Turn turn
    )
    {
        if (Page.TryDecode(request.NextToken, out var last) is { } refusal)
        {
            return refusal;
        }

        List<SandboxNumber> rest =
        [
            .. resource.Sandbox.Where(number => last is null || string.CompareOrdinal(number.Number, last) > 0),
        ];
        var shown = rest.Take(request.MaxResults ?? Limits.PageItems).ToList();
        return Outcome<ListSMSSandboxPhoneNumbersResult>.Reply(
            new ListSMSSandboxPhoneNumbersResult
            {
                PhoneNumbers = shown.ConvertAll(number => new SMSSandboxPhoneNumber
                {
                    PhoneNumber = number.Number,
                    Status = number.IsVerified ? "Verified" : "Pending",
                }),
                NextToken = shown.Count < rest.Count ? Page.Encode(shown[^1].Number) : null,
            }
        );
    }
}
