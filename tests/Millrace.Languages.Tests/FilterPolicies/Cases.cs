using System.Text;
using Millrace.Languages.FilterPolicies;

namespace Millrace.Languages.Tests.FilterPolicies;

/// <summary>Short ways to ask the library one thing.</summary>
internal static class Cases
{
    public static FilterPolicy Parse(string json, FilterPolicyScope scope = FilterPolicyScope.MessageAttributes) =>
        FilterPolicy.TryParse(json, scope, out var policy, out var rejection)
            ? policy
            : throw new ArgumentException(rejection.SubscribeMessage, nameof(json));

    public static FilterPolicyRejection Rejected(string json, FilterPolicyScope scope = FilterPolicyScope.MessageAttributes)
    {
        Assert.False(FilterPolicy.TryParse(json, scope, out _, out var rejection), $"Accepted: {json}");
        return rejection!;
    }

    public static MessageAttribute Text(string name, string value) => new(name, "String", value);

    public static MessageAttribute Array(string name, string value) => new(name, "String.Array", value);

    public static MessageAttribute Number(string name, string value) => new(name, "Number", value);

    /// <summary>Whether a policy over attributes lets a message with these through.</summary>
    public static bool Passes(string policy, params ReadOnlySpan<MessageAttribute> attributes) =>
        Passes(Parse(policy), attributes, "a message");

    /// <summary>Whether a policy over the body lets a message through.</summary>
    public static bool BodyPasses(string policy, string body) => Passes(Parse(policy, FilterPolicyScope.MessageBody), [], body);

    private static bool Passes(FilterPolicy policy, ReadOnlySpan<MessageAttribute> attributes, string body)
    {
        var set = new FilterPolicySet();
        set.Put(1, policy);
        return Match(set, attributes, body) is [1];
    }

    public static List<int> Match(FilterPolicySet set, ReadOnlySpan<MessageAttribute> attributes, string body)
    {
        var matched = new List<int>();
        new FilterPolicyMatcher().Match(set.Snapshot, attributes, Encoding.UTF8.GetBytes(body), matched);
        return matched;
    }
}
