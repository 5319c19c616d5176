using Millrace.Languages.IamPolicies;

namespace Millrace.Languages.Tests.IamPolicies;

/// <summary>The people and things that the tests of policies are about.</summary>
public abstract class PolicyTest
{
    internal const string Queue = "arn:aws:sqs:eu-central-1:111122223333:orders";

    internal static PolicyPrincipal Ada { get; } = PolicyPrincipal.Find("arn:aws:iam::111122223333:user/division/ada")!;

    internal static PolicyPrincipal Root { get; } = PolicyPrincipal.Find("arn:aws:iam::111122223333:root")!;

    internal static PolicyPrincipal Stranger { get; } = PolicyPrincipal.Find("arn:aws:iam::999988887777:user/bob")!;

    internal static PolicyPrincipal Session { get; } =
        PolicyPrincipal.Find("arn:aws:sts::111122223333:assumed-role/worker/session-1")!;

    internal static PolicyPrincipal Sns { get; } = PolicyPrincipal.Find("sns.amazonaws.com")!;

    /// <summary>Asks a policy of an identity in the queue's account.</summary>
    internal static PolicyDecision AskIdentity(
        string policy,
        string action = "sqs:SendMessage",
        string resource = Queue,
        IRequestContext? context = null
    ) => Ask(Ada, [policy], null, action, resource, context);

    /// <summary>Asks the queue's policy.</summary>
    internal static PolicyDecision AskResource(PolicyPrincipal who, string policy, IRequestContext? context = null) =>
        Ask(who, [], policy, context: context);

    internal static PolicyDecision Ask(
        PolicyPrincipal who,
        string[] identity,
        string? resourcePolicy,
        string action = "sqs:SendMessage",
        string resource = Queue,
        IRequestContext? context = null
    ) =>
        PolicyEvaluation.Decide(
            new PolicyRequest(who, action, resource, "111122223333", context ?? Context.Empty),
            [.. identity.Select(text => PolicyDocument.Parse(text, PolicyKind.Identity))],
            resourcePolicy is null ? null : PolicyDocument.Parse(resourcePolicy, PolicyKind.Resource)
        );

    /// <summary>An identity's policy of one statement with these elements.</summary>
    internal static string Statement(string elements, string version = "2012-10-17") =>
        $$"""{"Version": "{{version}}", "Statement": { {{elements}} } }""";

    /// <summary>Whether the condition holds: an identity's policy allows everything under it.</summary>
    internal static bool Holds(string condition, IRequestContext context, string version = "2012-10-17") =>
        AskIdentity(
            Statement($$""" "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { {{condition}} } """, version),
            context: context
        ).IsAllowed;
}
