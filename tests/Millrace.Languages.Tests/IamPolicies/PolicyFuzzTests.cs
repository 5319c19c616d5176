using System.Text;
using Millrace.Languages.IamPolicies;

namespace Millrace.Languages.Tests.IamPolicies;

public sealed class PolicyFuzzTests : PolicyTest
{
    private const string Seedling = """
        {"Version": "2012-10-17", "Id": "x", "Statement": [{
            "Sid": "a", "Effect": "Allow", "Principal": {"AWS": ["111122223333", "*"], "Service": "sns.amazonaws.com"},
            "Action": ["sqs:*", "sqs:Send?essage"], "Resource": ["arn:aws:sqs:*:*:${aws:username, 'x'}*", "*"],
            "Condition": {"ForAnyValue:StringLikeIfExists": {"aws:TagKeys": ["a*", "${*}"]}, "IpAddress": {"aws:SourceIp": "10.0.0.0/8"},
                "DateLessThan": {"aws:CurrentTime": "2026-01-01T00:00:00Z"}, "NumericEquals": {"a:n": 1e2}, "Null": {"a:b": false}}
        }]}
        """;

    private static readonly string[] _pieces =
    [
        "\"",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "*",
        "?",
        "${",
        "}",
        "\\ud800",
        "\ud800",
        "null",
        "1e999",
        "true",
        "Not",
        "arn:",
        "/33",
        "ForAllValues:",
        "IfExists",
        "'",
        "\\u0000",
        " ",
    ];

    [Fact]
    public void Broken_documents_are_refused_with_a_reason_and_never_more()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++)
        {
            var text = Mutate(random);
            if (PolicyDocument.TryParse(text, PolicyKind.Resource, out var document, out var reason))
            {
                PolicyEvaluation.Decide(
                    new PolicyRequest(Ada, "sqs:SendMessage", Queue, "111122223333", Context.With("aws:TagKeys", "a", "b")),
                    [],
                    document
                );
            }
            else
            {
                Assert.True(reason.Length > 0, $"seed {seed}: {text}");
            }
        }
    }

    [Fact]
    public void A_pattern_matches_as_a_regular_expression_would()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 5_000; round++)
        {
            var pattern = Word(random, "ab*?", 8);
            var value = Word(random, "ab", 10);
            var expected = System.Text.RegularExpressions.Regex.IsMatch(
                value,
                "^" + pattern.Replace("*", ".*", StringComparison.Ordinal).Replace("?", ".", StringComparison.Ordinal) + "$",
                System.Text.RegularExpressions.RegexOptions.None,
                TimeSpan.FromSeconds(5)
            );

            Assert.True(
                expected == Holds($$""" "StringLike": {"aws:key": "{{pattern}}"} """, Context.With("aws:key", value)),
                $"seed {seed}: {pattern} against {value}"
            );
        }
    }

    [Fact]
    public void The_worst_pattern_takes_no_more_than_the_product_of_the_lengths()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 1_000)) + "b";
        var policy = PolicyDocument.Parse(
            Statement(
                $$""" "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringLike": {"aws:key": "{{pattern}}"} } """
            ),
            PolicyKind.Identity
        );
        var request = new PolicyRequest(Ada, "a:b", "*", null, Context.With("aws:key", new string('a', 30_000)));

        var decision = PolicyEvaluation.Decide(request, [policy], null);

        Assert.False(decision.IsAllowed);
    }

    private static string Mutate(Random random)
    {
        var text = new StringBuilder(Seedling);
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(3))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, _pieces[random.Next(_pieces.Length)]);
                    break;
                default:
                    text[at] = (char)random.Next(1, 0x250);
                    break;
            }

            if (text.Length == 0)
            {
                return "";
            }
        }

        return text.ToString();
    }

    private static string Word(Random random, string letters, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => letters[random.Next(letters.Length)]));
}
