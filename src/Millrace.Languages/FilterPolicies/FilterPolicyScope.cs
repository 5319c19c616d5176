namespace Millrace.Languages.FilterPolicies;

/// <summary>What a filter policy looks at: the subscription attribute <c>FilterPolicyScope</c>.</summary>
public enum FilterPolicyScope
{
    /// <summary>The message's attributes. The default.</summary>
    MessageAttributes,

    /// <summary>The message itself, when it is a JSON object.</summary>
    MessageBody,
}
