using Millrace.Api;
using Millrace.Languages.IamPolicies;

namespace Millrace.Authentication;

/// <summary>AWS's refusal of what somebody may not do, with the reason.</summary>
/// <remarks>
/// Source: IAM User Guide, Troubleshoot access denied error messages; SQS API Reference, Common errors. SQS alone names actions in
/// lower case there, as its clients' reports show.
/// </remarks>
internal static class AccessDenied
{
    public static AwsError Make(string principal, string action, string resource, in PolicyDecision decision)
    {
        var shown = action.StartsWith("sqs:", StringComparison.Ordinal) ? action.ToLowerInvariant() : action;
        return new AwsError(
            "AccessDeniedException",
            "AccessDenied",
            403,
            403,
            Fault.Sender,
            $"User: {principal} is not authorized to perform: {shown} on resource: {resource} {decision.Because(shown)}"
        )
        {
            ShapeNamespace = "com.amazon.coral.service",
        };
    }
}
