namespace Millrace.Languages.Tests.IamPolicies;

public sealed class ConditionTests : PolicyTest
{
    [Theory]
    [InlineData("StringEquals", "ada", "ada", true)]
    [InlineData("StringEquals", "ada", "Ada", false)]
    [InlineData("StringEquals", "a*", "ada", false)]
    [InlineData("StringNotEquals", "ada", "bob", true)]
    [InlineData("StringNotEquals", "ada", "ada", false)]
    [InlineData("StringEqualsIgnoreCase", "ada", "ADA", true)]
    [InlineData("StringEqualsIgnoreCase", "ada", "bob", false)]
    [InlineData("StringNotEqualsIgnoreCase", "ada", "ADA", false)]
    [InlineData("StringNotEqualsIgnoreCase", "ada", "bob", true)]
    [InlineData("StringLike", "a?a*", "adalovelace", true)]
    [InlineData("StringLike", "*love*ce", "adalovelace", true)]
    [InlineData("StringLike", "*lace*love", "adalovelace", false)]
    [InlineData("StringLike", "", "", true)]
    [InlineData("StringNotLike", "ada*", "adalovelace", false)]
    [InlineData("StringNotLike", "bob*", "adalovelace", true)]
    [InlineData("NumericEquals", "10", "10.0", true)]
    [InlineData("NumericEquals", "10", "ten", false)]
    [InlineData("NumericNotEquals", "10", "11", true)]
    [InlineData("NumericNotEquals", "10", "ten", true)]
    [InlineData("NumericLessThan", "10", "9.5", true)]
    [InlineData("NumericLessThan", "10", "10", false)]
    [InlineData("NumericLessThanEquals", "10", "10", true)]
    [InlineData("NumericGreaterThan", "-1", "0", true)]
    [InlineData("NumericGreaterThan", "10", "10", false)]
    [InlineData("NumericGreaterThanEquals", "10", "10", true)]
    [InlineData("DateEquals", "2026-01-01T00:00:00Z", "1767225600", true)]
    [InlineData("DateEquals", "2026-01-01", "2026-01-01T01:00:00+01:00", true)]
    [InlineData("DateNotEquals", "2026-01-01", "2026-01-02T00:00:00Z", true)]
    [InlineData("DateLessThan", "2026-01-01T00:00:00Z", "2025-12-31T23:59:59.999Z", true)]
    [InlineData("DateLessThan", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", false)]
    [InlineData("DateLessThanEquals", "2026-01-01T00:00Z", "2026-01-01T00:00:00Z", true)]
    [InlineData("DateGreaterThan", "2026", "2026-01-01T00:00:00.001Z", true)]
    [InlineData("DateGreaterThanEquals", "2026-01", "2026-01-01T00:00:00Z", true)]
    [InlineData("DateGreaterThan", "2026-01-01", "yesterday", false)]
    [InlineData("Bool", "true", "true", true)]
    [InlineData("Bool", "true", "false", false)]
    [InlineData("Bool", "false", "False", true)]
    [InlineData("BinaryEquals", "QmluYXJ5", "QmluYXJ5", true)]
    [InlineData("BinaryEquals", "QmluYXJ5", "QmluYXJ4", false)]
    [InlineData("IpAddress", "203.0.113.0/24", "203.0.113.7", true)]
    [InlineData("IpAddress", "203.0.113.9/24", "203.0.113.7", true)]
    [InlineData("IpAddress", "203.0.113.7", "203.0.113.7", true)]
    [InlineData("IpAddress", "203.0.113.0/24", "203.0.114.7", false)]
    [InlineData("IpAddress", "203.0.113.0/24", "::ffff:203.0.113.7", true)]
    [InlineData("IpAddress", "0.0.0.0/0", "198.51.100.1", true)]
    [InlineData("IpAddress", "2001:DB8:1234:5678::/64", "2001:db8:1234:5678::1", true)]
    [InlineData("IpAddress", "2001:DB8:1234:5678::/64", "2001:db8:1234:5679::1", false)]
    [InlineData("IpAddress", "203.0.113.0/24", "2001:db8::1", false)]
    [InlineData("NotIpAddress", "203.0.113.0/24", "198.51.100.1", true)]
    [InlineData("NotIpAddress", "203.0.113.0/24", "203.0.113.1", false)]
    [InlineData("ArnEquals", "arn:aws:sns:*:*:news", "arn:aws:sns:us-east-1:111122223333:news", true)]
    [InlineData("ArnLike", "arn:aws:sns:*:111122223333:*", "arn:aws:sns:us-east-1:111122223333:news", true)]
    [InlineData("ArnLike", "arn:aws:sns:*:news", "arn:aws:sns:us-east-1:111122223333:news", true)]
    [InlineData("ArnLike", "arn:aws:s3:::bucket", "arn:aws:sns:us-east-1:111122223333:news", false)]
    [InlineData("ArnLike", "*", "arn:aws:sns:us-east-1:111122223333:news", true)]
    [InlineData("ArnLike", "arn:*:us-east-1:*:*:news", "arn:aws:sns:us-east-1:111122223333:news", false)]
    [InlineData("ArnNotEquals", "arn:aws:sns:*:*:news", "arn:aws:sns:us-east-1:111122223333:news", false)]
    [InlineData("ArnNotLike", "arn:aws:sns:*:*:old", "arn:aws:sns:us-east-1:111122223333:news", true)]
    [InlineData("stringequals", "ada", "ada", true)]
    public void An_operator_compares_a_value(string @operator, string inPolicy, string inRequest, bool holds) =>
        Assert.Equal(holds, Holds($$""" "{{@operator}}": {"aws:key": "{{inPolicy}}"} """, Context.With("aws:key", inRequest)));

    [Theory]
    [InlineData("StringEquals", false)]
    [InlineData("StringLike", false)]
    [InlineData("StringNotEquals", true)]
    [InlineData("StringNotLike", true)]
    [InlineData("ArnEquals", false)]
    [InlineData("ArnNotLike", true)]
    [InlineData("StringEqualsIfExists", true)]
    [InlineData("StringNotEqualsIfExists", true)]
    [InlineData("ForAllValues:StringEquals", true)]
    [InlineData("ForAllValues:StringNotEquals", true)]
    [InlineData("ForAnyValue:StringEquals", false)]
    [InlineData("ForAnyValue:StringNotEquals", false)]
    [InlineData("ForAnyValue:StringEqualsIfExists", true)]
    public void A_key_the_request_does_not_have_makes_only_negations_and_IfExists_true(string @operator, bool holds) =>
        Assert.Equal(holds, Holds($$""" "{{@operator}}": {"aws:key": "x"} """, Context.Empty));

    [Theory]
    [InlineData("true", false)]
    [InlineData("false", true)]
    public void Null_asks_whether_a_key_is_there(string asked, bool whenThere)
    {
        var condition = $$""" "Null": {"aws:key": "{{asked}}"} """;

        Assert.Equal(whenThere, Holds(condition, Context.With("aws:key", "anything")));
        Assert.Equal(!whenThere, Holds(condition, Context.Empty));
        Assert.Equal(!whenThere, Holds(condition, Context.With("aws:key")));
    }

    [Theory]
    [InlineData("ForAllValues:StringEquals", "a b", true)]
    [InlineData("ForAllValues:StringEquals", "a c", false)]
    [InlineData("ForAllValues:StringNotEquals", "c d", true)]
    [InlineData("ForAllValues:StringNotEquals", "a c", false)]
    [InlineData("ForAnyValue:StringEquals", "c b", true)]
    [InlineData("ForAnyValue:StringEquals", "c d", false)]
    [InlineData("ForAnyValue:StringNotEquals", "a c", true)]
    [InlineData("ForAnyValue:StringNotEquals", "a b", false)]
    [InlineData("StringEquals", "c b", true)]
    [InlineData("StringNotEquals", "c b", false)]
    [InlineData("StringNotEquals", "c d", true)]
    public void A_quantifier_says_how_many_of_several_values_must_match(string @operator, string inRequest, bool holds) =>
        Assert.Equal(
            holds,
            Holds($$""" "{{@operator}}": {"aws:TagKeys": ["a", "b"]} """, Context.With("aws:TagKeys", inRequest.Split(' ')))
        );

    [Fact]
    public void All_operators_and_keys_must_hold_and_one_of_the_values_of_each()
    {
        const string Condition = """
            "StringEquals": {"aws:one": ["a", "b"], "aws:two": "c"}, "Bool": {"aws:three": true}
            """;

        Assert.True(Holds(Condition, new Context(("aws:one", ["b"]), ("aws:two", ["c"]), ("aws:three", ["true"]))));
        Assert.False(Holds(Condition, new Context(("aws:one", ["b"]), ("aws:two", ["d"]), ("aws:three", ["true"]))));
        Assert.False(Holds(Condition, new Context(("aws:one", ["c"]), ("aws:two", ["c"]), ("aws:three", ["true"]))));
        Assert.False(Holds(Condition, new Context(("aws:one", ["b"]), ("aws:two", ["c"]), ("aws:three", ["false"]))));
    }

    [Fact]
    public void Numbers_and_Booleans_need_no_quotes()
    {
        Assert.True(Holds(""" "NumericLessThan": {"s3:max-keys": 10} """, Context.With("s3:max-keys", "9")));
        Assert.True(Holds(""" "Bool": {"aws:SecureTransport": [false]} """, Context.With("aws:SecureTransport", "false")));
    }

    [Fact]
    public void A_keys_name_has_no_case() =>
        Assert.True(Holds(""" "StringEquals": {"AWS:sourceaccount": "1"} """, Context.With("aws:SourceAccount", "1")));
}
