using Millrace.Api;
using Millrace.Languages.IamPolicies;

namespace Millrace.Authentication;

/// <summary>AWS's refusal of what somebody may not do, with the reason.</summary>
/// <remarks>
/// Source: IAM User Guide, Troubleshoot access denied error messages; SQS API Reference, Common errors; SNS API Reference, errors of
/// Publish. How the services write their own actions there is known from their clients' reports.
/// </remarks>
internal static class AccessDenied
{
    private const string Sqs = "sqs:";
    private const string Sns = "sns:";

    public static AwsError Make(string principal, string action, string resource, in PolicyDecision decision)
    {
        var shown = Shown(action);
        var message =
            $"User: {principal} is not authorized to perform: {shown} on resource: {resource} {decision.Because(shown)}";
        return action.StartsWith(Sns, StringComparison.Ordinal)
            ? new AwsError("AuthorizationErrorException", "AuthorizationError", 403, 403, Fault.Sender, message)
            : new AwsError("AccessDeniedException", "AccessDenied", 403, 403, Fault.Sender, message)
            {
                ShapeNamespace = "com.amazon.coral.service",
            };
    }

    /// <summary>SQS writes its actions in lower case and SNS its prefix in upper case; the others as policies have them.</summary>
    private static string Shown(string action)
    {
        if (action.StartsWith(Sqs, StringComparison.Ordinal))
        {
            return action.ToLowerInvariant();
        }

        return action.StartsWith(Sns, StringComparison.Ordinal) ? string.Concat("SNS:", action.AsSpan(Sns.Length)) : action;
    }
}
