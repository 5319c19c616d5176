using Millrace.Languages.IamPolicies.Conditions;

namespace Millrace.Languages.IamPolicies;

/// <summary>One statement of a policy: to whom, for what and under which conditions it applies, and what it does then.</summary>
public sealed class PolicyStatement
{
    private readonly ActionSet _actions;

    internal PolicyStatement(int number, ActionSet actions)
    {
        Number = number;
        _actions = actions;
    }

    /// <summary>Its place in the document, the first is 1.</summary>
    public int Number { get; }

    /// <summary>Its own name; null when it has none.</summary>
    public string? Sid { get; internal init; }

    public PolicyEffect Effect { get; internal init; }

    /// <summary>What its Action or NotAction lists, as the document writes it.</summary>
    public IReadOnlyList<string> Actions => _actions.Given;

    /// <summary>How many principals it lists.</summary>
    public int PrincipalCount => Principals?.Count ?? 0;

    /// <summary>How many conditions it has: operators with a key each.</summary>
    public int ConditionCount => Conditions.Length;

    internal PrincipalSet? Principals { get; init; }

    internal bool IsNotPrincipal { get; init; }

    internal bool IsNotAction { get; init; }

    /// <summary>Null: the resource that the policy is attached to.</summary>
    internal ArnPattern[]? Resources { get; init; }

    internal bool IsNotResource { get; init; }

    internal Condition[] Conditions { get; init; } = [];

    /// <inheritdoc />
    public override string ToString() => Sid is null ? $"statement {Number}" : $"statement {Number} ({Sid})";

    /// <summary>Whether, and how, it applies to a request; a statement of an identity's own policy names its principal directly.</summary>
    internal PrincipalMatch Match(in PolicyRequest request)
    {
        if (_actions.Contains(request.Action, request.Context) == IsNotAction)
        {
            return PrincipalMatch.None;
        }

        var match = MatchPrincipal(request.Principal);
        return match != PrincipalMatch.None && IsAbout(request) && Holds(request.Context) ? match : PrincipalMatch.None;
    }

    private PrincipalMatch MatchPrincipal(PolicyPrincipal principal)
    {
        if (Principals is null)
        {
            return PrincipalMatch.Direct;
        }

        var match = Principals.Match(principal);
        if (IsNotPrincipal)
        {
            return match == PrincipalMatch.None ? PrincipalMatch.Direct : PrincipalMatch.None;
        }

        return match;
    }

    private bool IsAbout(in PolicyRequest request)
    {
        if (Resources is null)
        {
            return true;
        }

        var found = false;
        foreach (var pattern in Resources)
        {
            // A variable without a value makes the whole statement void, also one that excludes resources.
            if (!pattern.CanResolve(request.Context))
            {
                if (IsNotResource)
                {
                    return false;
                }

                continue;
            }

            found |= pattern.Matches(request.Resource, request.Context);
        }

        return found != IsNotResource;
    }

    private bool Holds(IRequestContext context)
    {
        foreach (var condition in Conditions)
        {
            if (!condition.Holds(context))
            {
                return false;
            }
        }

        return true;
    }
}
