using System.Text.RegularExpressions;
using Millrace.Languages.FilterPolicies;

namespace Millrace.Languages.Tests.FilterPolicies;

/// <summary>Every refusal of a filter policy that was recorded from AWS, word for word.</summary>
public partial class RecordedRejectionsTests
{
    // Most texts quote the policy. These do not, so the policies are ours.
    private static readonly Dictionary<string, string> _unquoted = new(StringComparer.Ordinal)
    {
        ["error-condition-bad-cidr-str"] = """{"key":[{"cidr":"bad-filter"}]}""",
        ["error-condition-bad-cidr-str-slash"] = """{"key":[{"cidr":"bad-filter/64"}]}""",
        ["error-condition-bad-cidr-str-slash-2"] = """{"key":[{"cidr":"bad-filter/bad-filter"}]}""",
        ["error-condition-bad-cidr-v4"] = """{"key":[{"cidr":"xx.11.xx/8"}]}""",
        ["error-condition-bad-cidr-v6"] = """{"key":[{"cidr":"xxxx:db8:1234:1a00::/64"}]}""",
        ["subscribe-invalid-filter-policy"] = "invalid",
        ["sub-filter-policy-nested-error-too-many-combinations"] =
            """{"a":{"b":{"c":["1","2","3","4"]}},"d":{"e":["1","2","3","4","5","6","7"]}}""",
        ["sub-filter-policy-max-attr-keys"] = """{"a":["1"],"b":["1"],"c":["1"],"d":["1"],"e":["1"],"f":["1"]}""",
    };

    // Recorded in May 2024. Since then the Developer Guide has examples of it, under "String value matching".
    private const string Outdated = "error-condition-anything-but-suffix";

    [Fact]
    public void Every_recorded_refusal_is_given_with_its_recorded_text()
    {
        var recorded = Recorded.Rejections();
        Assert.True(recorded.Remove(Outdated));
        Assert.True(recorded.Count >= 38, $"Only {recorded.Count} refusals are recorded.");
        Assert.All(recorded, answer => Assert.Equal(answer.Value, Message(answer.Key, answer.Value)));
    }

    [Fact]
    public void A_suffix_that_was_refused_inside_anything_but_is_accepted_as_the_Developer_Guide_has_it_now()
    {
        var policy = QuotedPolicy().Match(Recorded.Rejections()[Outdated]).Groups["policy"].Value;
        Assert.False(Cases.Passes(policy, Cases.Text("key", "a test")));
        Assert.True(Cases.Passes(policy, Cases.Text("key", "a test.")));
    }

    private static string Message(string name, string expected)
    {
        var quoted = QuotedPolicy().Match(expected);
        var policy = quoted.Success ? quoted.Groups["policy"].Value : _unquoted[name];
        var scope = name.Contains("nested", StringComparison.Ordinal)
            ? FilterPolicyScope.MessageBody
            : FilterPolicyScope.MessageAttributes;
        var rejection = Cases.Rejected(policy, scope);
        return expected.StartsWith("Invalid parameter: Attributes Reason: ", StringComparison.Ordinal)
            ? rejection.SubscribeMessage
            : rejection.SetSubscriptionAttributesMessage;
    }

    [GeneratedRegex(
        """\[Source: \(String\)"(?<policy>.*)"; line: \d+, column: \d+\]\z""",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex QuotedPolicy();
}
