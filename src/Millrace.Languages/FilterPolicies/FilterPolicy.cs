using System.Diagnostics.CodeAnalysis;
using Millrace.Languages.EventPatterns;

namespace Millrace.Languages.FilterPolicies;

/// <summary>A filter policy that SNS would accept, read and checked. Immutable.</summary>
/// <remarks>
/// The language: the SNS Developer Guide, "Subscription filter policies", read as the event patterns it is a dialect of. Of two
/// entries for one key the last counts, and text behind the closing brace is ignored.
/// </remarks>
public sealed class FilterPolicy
{
    private FilterPolicySnapshot? _alone;

    internal FilterPolicy(FilterPolicyScope scope, EventPattern pattern)
    {
        Scope = scope;
        Pattern = pattern;
    }

    /// <summary>What of a message the policy looks at.</summary>
    public FilterPolicyScope Scope { get; }

    /// <summary>Whether it is <c>{}</c>, which is how a filter policy is taken off a subscription: every message passes.</summary>
    public bool IsEmpty => Pattern.Branches.Count == 0;

    /// <summary>The same as an event pattern: over the body, or over an object that has a field for each message attribute.</summary>
    internal EventPattern Pattern { get; }

    /// <summary>
    /// Whether some alternative asks both for a key and for the absence of another. In arrays both must be so in one element, and the
    /// search for that element can take more steps than a message is given.
    /// </summary>
    internal bool SearchesForAbsence =>
        Pattern.Branches.Any(branch => branch.Count > 1 && branch.Any(clause => clause.AllowsAbsence));

    /// <summary>A set of this policy alone, made when it is first asked for. Not for an empty one.</summary>
    internal FilterPolicySnapshot Alone => Volatile.Read(ref _alone) ?? CompileAlone();

    /// <summary>Reads and checks a filter policy.</summary>
    /// <param name="json">The subscription attribute <c>FilterPolicy</c>.</param>
    /// <param name="scope">The subscription attribute <c>FilterPolicyScope</c>; what is allowed depends on it.</param>
    public static bool TryParse(
        string json,
        FilterPolicyScope scope,
        [NotNullWhen(true)] out FilterPolicy? policy,
        [NotNullWhen(false)] out FilterPolicyRejection? rejection
    )
    {
        try
        {
            policy = FilterPolicyParser.Parse(json, scope);
            rejection = null;
            return true;
        }
        catch (FilterPolicyException exception)
        {
            rejection = exception.Rejection;
        }
        catch (PatternException exception)
        {
            rejection = new FilterPolicyRejection(exception.Rejection.Reason, exception.Rejection.Location);
        }

        policy = null;
        return false;
    }

    private FilterPolicySnapshot CompileAlone()
    {
        var set = new FilterPolicySet();
        set.Put(0, this);
        var alone = set.Snapshot;
        return Interlocked.CompareExchange(ref _alone, alone, null) ?? alone;
    }
}
