using Millrace.Api.Sns;
using Millrace.Engine;
using Millrace.Sns.Sms;

namespace Millrace.Sns.Operations;

/// <summary>Tells whether only verified numbers receive the account's text messages; the server's configuration says so.</summary>
/// <remarks>Source: SNS API Reference, GetSMSSandboxAccountStatus.</remarks>
public sealed class GetSMSSandboxAccountStatus
    : IOperation<SmsAccount, GetSMSSandboxAccountStatusInput, GetSMSSandboxAccountStatusResult>
{
    public static ResourceId Address(GetSMSSandboxAccountStatusInput request, Caller caller) => SmsAccount.IdOf(caller);

    public static Outcome<GetSMSSandboxAccountStatusResult> Decide(
        SmsAccount resource,
        GetSMSSandboxAccountStatusInput request,
        in Turn turn
    ) =>
        Outcome<GetSMSSandboxAccountStatusResult>.Reply(
            new GetSMSSandboxAccountStatusResult { IsInSandbox = resource.IsInSandbox }
        );
}
