namespace Millrace.Languages.IamPolicies;

/// <summary>One question to policies: may this principal do this to that?</summary>
/// <param name="Principal">Who asks.</param>
/// <param name="Action">What is asked, such as <c>sqs:SendMessage</c>.</param>
/// <param name="Resource">The ARN; <c>*</c> for actions that are about no resource in particular.</param>
/// <param name="ResourceAccount">The account that owns the resource; null means the principal's own.</param>
/// <param name="Context">Everything else.</param>
public readonly record struct PolicyRequest(
    PolicyPrincipal Principal,
    string Action,
    string Resource,
    string? ResourceAccount,
    IRequestContext Context
);
