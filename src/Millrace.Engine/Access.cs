using Millrace.Api;

namespace Millrace.Engine;

/// <summary>
/// In whose name a request or a call is made, and what it needs to be allowed. Asked in the turn, where the resource's state and
/// with it its policy are; see docs/decisions/0008-access-is-decided-in-the-turn.md.
/// </summary>
/// <param name="Authorizer">Who decides.</param>
/// <param name="Principal">
/// The ARN of a root user, user or role session; the name of a service, such as <c>sns.amazonaws.com</c>; or <c>anonymous</c>.
/// </param>
/// <param name="PrincipalId">The principal's unique id.</param>
/// <param name="Region">The region that is asked.</param>
public sealed record Access(IAuthorizer Authorizer, string Principal, string PrincipalId, string Region)
{
    /// <summary>What whoever did not sign is called.</summary>
    public const string Anonymous = "anonymous";

    private static readonly Dictionary<string, string> _noTags = [];

    /// <summary>Nobody signed.</summary>
    public bool IsAnonymous => Principal == Anonymous;

    /// <summary>The actions that the operation needs on the resource it is addressed to, all of them.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>The operation is never open to other accounts, whatever a policy says.</summary>
    public bool OwnerOnly { get; init; }

    /// <summary>How the request came in; null for a call between resources.</summary>
    public RequestOrigin? Origin { get; init; }

    /// <summary>The ARN of the resource that calls, <c>aws:SourceArn</c>; null for a request.</summary>
    public string? SourceArn { get; init; }

    /// <summary>The access of a call between resources; null where nothing is asked, or the call stays within its service.</summary>
    public static Access? OfCall(IAuthorizer? authorizer, Call call) =>
        authorizer is not null && call.Principal is { } principal
            ? new Access(authorizer, principal, principal, Arn.TryParse(call.Target.Arn, out var target) ? target.Region : "")
            {
                Actions = [call.Action],
                SourceArn = call.Source.Arn,
            }
            : null;

    /// <summary>Why the resource that is addressed refuses; null when it does not.</summary>
    /// <param name="partOwner">See <see cref="AccessRequest"/>.</param>
    public AwsError? Refusal(
        Resource resource,
        string arn,
        DateTimeOffset now,
        RequestTags? tags = null,
        string? partOwner = null
    )
    {
        foreach (var action in Actions)
        {
            if (Refusal(action, resource, arn, now, tags, partOwner) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Why a resource refuses one action that is asked of it besides, such as of the destination of a move; null when it does not.</summary>
    public AwsError? Refusal(
        string action,
        Resource resource,
        string arn,
        DateTimeOffset now,
        RequestTags? tags = null,
        string? partOwner = null
    ) =>
        Authorizer.Refusal(new AccessRequest(this, action, arn, partOwner, resource.Policy, resource.Tags ?? _noTags, tags, now));
}
