namespace Millrace.Languages.IamPolicies;

/// <summary>A verdict, and why.</summary>
/// <param name="Verdict">May it be done?</param>
/// <param name="Kind">Which policy decided, or is the one that would have had to allow; null when the root user's own right did.</param>
/// <param name="Statement">The statement that decided; null when none did.</param>
public readonly record struct PolicyDecision(PolicyVerdict Verdict, PolicyKind? Kind, PolicyStatement? Statement)
{
    public bool IsAllowed => Verdict == PolicyVerdict.Allowed;

    /// <summary>The end of AWS's message about a request that was not allowed.</summary>
    /// <param name="action">The action as the message names it.</param>
    /// <remarks>Source: IAM User Guide, Troubleshoot access denied error messages.</remarks>
    public string Because(string action) =>
        (Verdict, Kind) switch
        {
            (PolicyVerdict.Denied, PolicyKind.Identity) => "with an explicit deny in an identity-based policy",
            (PolicyVerdict.Denied, _) => "with an explicit deny in a resource-based policy",
            (_, PolicyKind.Resource) => $"because no resource-based policy allows the {action} action",
            _ => $"because no identity-based policy allows the {action} action",
        };

    /// <summary>For logs and tests: the verdict with the statement, such as <c>Denied by statement 2 (NoPurge) of the resource's policy</c>.</summary>
    public override string ToString()
    {
        var whose = Kind == PolicyKind.Resource ? "the resource's policy" : "an identity's policy";
        return this switch
        {
            { Statement: { } statement } => $"{Verdict} by {statement} of {whose}",
            { Kind: null } => $"{Verdict} to the root user of the account",
            _ => $"{Verdict}: no statement of {whose} allows it",
        };
    }
}
