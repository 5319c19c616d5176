namespace Millrace.Languages.IamPolicies;

/// <summary>AWS's evaluation logic over the policies of the caller and the policy of the resource.</summary>
/// <remarks>
/// A statement that denies decides. Otherwise, within an account, one that allows is enough on either side; from another account both
/// sides must allow. The root user of an account needs nobody's leave in it. A service, and whoever did not sign, has only the
/// resource's policy. Naming an account in a resource's policy delegates to it: the caller's own policies must allow as well.
/// <para>Source: IAM User Guide, Policy evaluation logic; Cross-account policy evaluation logic.</para>
/// </remarks>
public static class PolicyEvaluation
{
    /// <summary>Decides one request.</summary>
    /// <param name="identity">The policies attached to the principal.</param>
    /// <param name="resource">The policy attached to the resource; null for none.</param>
    public static PolicyDecision Decide(
        in PolicyRequest request,
        IReadOnlyList<PolicyDocument> identity,
        PolicyDocument? resource
    )
    {
        PolicyStatement? allowedByIdentity = null;
        for (var index = 0; index < identity.Count; index++)
        {
            if (FindDeny(identity[index], request, ref allowedByIdentity, out _) is { } deny)
            {
                return new PolicyDecision(PolicyVerdict.Denied, PolicyKind.Identity, deny);
            }
        }

        PolicyStatement? allowedByResource = null;
        var isDirect = false;
        if (resource is not null && FindDeny(resource, request, ref allowedByResource, out isDirect) is { } denied)
        {
            return new PolicyDecision(PolicyVerdict.Denied, PolicyKind.Resource, denied);
        }

        return Combine(request, allowedByIdentity, allowedByResource, isDirect);
    }

    private static PolicyDecision Combine(
        in PolicyRequest request,
        PolicyStatement? allowedByIdentity,
        PolicyStatement? allowedByResource,
        bool isDirect
    )
    {
        var principal = request.Principal;
        var hasIdentity = principal.Account is not null;
        if (!hasIdentity)
        {
            return Allowed(PolicyKind.Resource, allowedByResource);
        }

        var isRoot = principal.Kind == PolicyPrincipalKind.Root;
        if (request.ResourceAccount is { } owner && owner != principal.Account)
        {
            return allowedByIdentity is null && !isRoot
                ? Allowed(PolicyKind.Identity, null)
                : Allowed(PolicyKind.Resource, allowedByResource);
        }

        if (isRoot)
        {
            return new PolicyDecision(PolicyVerdict.Allowed, null, null);
        }

        return allowedByIdentity is null && isDirect
            ? Allowed(PolicyKind.Resource, allowedByResource)
            : Allowed(PolicyKind.Identity, allowedByIdentity);
    }

    private static PolicyDecision Allowed(PolicyKind kind, PolicyStatement? statement) =>
        new(statement is null ? PolicyVerdict.NotAllowed : PolicyVerdict.Allowed, kind, statement);

    /// <summary>The first statement that denies; on the way to it, the first that allows.</summary>
    /// <param name="isDirect">Whether one that allows names the principal itself, not only its account.</param>
    private static PolicyStatement? FindDeny(
        PolicyDocument policy,
        in PolicyRequest request,
        ref PolicyStatement? allowed,
        out bool isDirect
    )
    {
        isDirect = false;
        for (var index = 0; index < policy.Statements.Count; index++)
        {
            var statement = policy.Statements[index];
            if (isDirect && statement.Effect == PolicyEffect.Allow)
            {
                continue;
            }

            var match = statement.Match(request);
            if (match == PrincipalMatch.None)
            {
                continue;
            }

            if (statement.Effect == PolicyEffect.Deny)
            {
                return statement;
            }

            isDirect = match == PrincipalMatch.Direct;
            allowed = isDirect ? statement : allowed ?? statement;
        }

        return null;
    }
}
