using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Millrace.Api;
using Millrace.Engine;
using Millrace.Languages.IamPolicies;
using Millrace.Wire.Signatures;

namespace Millrace.Authentication;

/// <summary>Decides by the policies of the configuration's users and those of the resources.</summary>
internal sealed partial class PolicyAuthorizer(AuthenticationOptions options, ILogger<PolicyAuthorizer> logger) : IAuthorizer
{
    private readonly FrozenDictionary<string, PolicyDocument[]> _identityPolicies = options
        .Credentials.GroupBy(credential => credential.Principal, StringComparer.Ordinal)
        .ToFrozenDictionary(
            user => user.Key,
            user =>
                user.SelectMany(credential => credential.Policies)
                    .Select(policy => PolicyDocument.Parse(policy.GetRawText(), PolicyKind.Identity))
                    .ToArray(),
            StringComparer.Ordinal
        );

    /// <summary>Compiled once for each text a resource holds; gone with the text.</summary>
    private readonly ConditionalWeakTable<string, CompiledPolicy> _resourcePolicies = [];

    public AwsError? Refusal(in AccessRequest request)
    {
        var access = request.Access;
        var principal = PolicyPrincipal.Find(access.Principal) ?? PolicyPrincipal.Anonymous;
        var owner = Arn.TryParse(request.Arn, out var arn) && arn.Account.Length > 0 ? arn.Account : null;
        var decision = Decide(request, principal, owner);
        if (decision.IsAllowed)
        {
            return null;
        }

        LogDenied(logger, access.Principal, request.Action, request.Arn, decision);
        return principal.Kind == PolicyPrincipalKind.Anonymous
            ? SignatureErrors.MissingAuthenticationToken
            : AccessDenied.Make(access.Principal, request.Action, request.Arn, decision);
    }

    private PolicyDecision Decide(in AccessRequest request, PolicyPrincipal principal, string? owner)
    {
        if (request.Access.OwnerOnly && owner is not null && owner != principal.Account)
        {
            return new PolicyDecision(PolicyVerdict.NotAllowed, PolicyKind.Resource, null);
        }

        PolicyDocument? policy = null;
        if (request.Policy is { } text)
        {
            policy = _resourcePolicies.GetValue(text, static text => new CompiledPolicy(text)).Document;
            if (policy is null && !(principal.Kind == PolicyPrincipalKind.Root && principal.Account == owner))
            {
                // Nobody knows what it was to forbid. The account's root user can set another.
                return new PolicyDecision(PolicyVerdict.NotAllowed, PolicyKind.Resource, null);
            }
        }

        if (request.PartOwner is { } partOwner && partOwner == principal.Account)
        {
            owner = partOwner;
        }

        return PolicyEvaluation.Decide(
            new PolicyRequest(principal, request.Action, request.Arn, owner, new AccessContext(request, principal, owner)),
            _identityPolicies.GetValueOrDefault(principal.Name, []),
            policy
        );
    }

    [LoggerMessage(EventId = 2003, Level = LogLevel.Debug, Message = "{Principal} may not {Action} on {Resource}: {Decision}")]
    private static partial void LogDenied(
        ILogger logger,
        string principal,
        string action,
        string resource,
        PolicyDecision decision
    );

    private sealed class CompiledPolicy(string text)
    {
        /// <summary>Null for what is no policy; services refuse that when it is set.</summary>
        public PolicyDocument? Document { get; } =
            PolicyDocument.TryParse(text, PolicyKind.Resource, out var document, out _) ? document : null;
    }
}
