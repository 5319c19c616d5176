namespace Millrace.Languages.Tests.IamPolicies;

public sealed class VariableTests : PolicyTest
{
    [Theory]
    [InlineData("arn:aws:sqs:*:*:${aws:username}-inbox", "arn:aws:sqs:eu-central-1:111122223333:ada-inbox", true)]
    [InlineData("arn:aws:sqs:*:*:${aws:username}-inbox", "arn:aws:sqs:eu-central-1:111122223333:bob-inbox", false)]
    [InlineData("arn:aws:sqs:*:*:${AWS:UserName}*", "arn:aws:sqs:eu-central-1:111122223333:ada-inbox", true)]
    [InlineData("arn:aws:sqs:*:${aws:PrincipalAccount}:*", Queue, true)]
    [InlineData("arn:aws:sqs:*:*:${aws:PrincipalTag/team, 'orders'}", Queue, true)]
    [InlineData("arn:aws:sqs:*:*:${aws:PrincipalTag/team, 'bills'}", Queue, false)]
    [InlineData("arn:aws:sqs:*:*:${aws:username, 'orders'}", Queue, false)]
    public void A_variable_in_a_resource_stands_for_a_value_of_the_request(string resource, string asked, bool allowed)
    {
        var context = new Context(("aws:username", ["ada"]), ("aws:PrincipalAccount", ["111122223333"]));
        var policy = Statement($$""" "Effect": "Allow", "Action": "*", "Resource": "{{resource}}" """);

        Assert.Equal(allowed, AskIdentity(policy, resource: asked, context: context).IsAllowed);
    }

    [Theory]
    [InlineData("StringEquals", "${aws:username}", "ada", true)]
    [InlineData("StringEquals", "${aws:username}", "bob", false)]
    [InlineData("StringLike", "home/${aws:username}/*", "home/ada/x", true)]
    [InlineData("StringNotLike", "home/${aws:username}/*", "home/ada/x", false)]
    [InlineData("ArnLike", "arn:aws:iam::*:user/${aws:username}", "arn:aws:iam::111122223333:user/ada", true)]
    public void A_variable_in_a_condition_stands_for_a_value_of_the_request(
        string @operator,
        string inPolicy,
        string inRequest,
        bool holds
    ) =>
        Assert.Equal(
            holds,
            Holds(
                $$""" "{{@operator}}": {"aws:key": "{{inPolicy}}"} """,
                new Context(("aws:username", ["ada"]), ("aws:key", [inRequest]))
            )
        );

    [Fact]
    public void What_a_variable_is_replaced_with_is_no_wildcard()
    {
        const string Condition = """ "StringLike": {"aws:key": "${aws:username}"} """;

        Assert.False(Holds(Condition, new Context(("aws:username", ["*"]), ("aws:key", ["anything"]))));
        Assert.True(Holds(Condition, new Context(("aws:username", ["*"]), ("aws:key", ["*"]))));
    }

    [Theory]
    [InlineData("${*}", "*", true)]
    [InlineData("${*}", "x", false)]
    [InlineData("a${?}b", "a?b", true)]
    [InlineData("a${?}b", "axb", false)]
    [InlineData("${$}{aws:username}", "${aws:username}", true)]
    [InlineData("$1", "$1", true)]
    public void A_wildcard_in_braces_is_a_plain_character(string inPolicy, string inRequest, bool holds) =>
        Assert.Equal(holds, Holds($$""" "StringLike": {"aws:key": "{{inPolicy}}"} """, Context.With("aws:key", inRequest)));

    [Fact]
    public void The_old_version_has_no_variables()
    {
        const string Condition = """ "StringEquals": {"aws:key": "${aws:username}"} """;
        var context = new Context(("aws:username", ["ada"]), ("aws:key", ["${aws:username}"]));

        Assert.True(Holds(Condition, context, version: "2008-10-17"));
        Assert.False(Holds(Condition, context));
    }

    [Fact]
    public void A_variable_without_a_value_matches_nothing()
    {
        var context = new Context(("aws:key", ["x"]), ("aws:TagKeys", ["one", "two"]));

        Assert.False(Holds(""" "StringLike": {"aws:key": "${aws:username}*"} """, context));
        Assert.False(Holds(""" "StringLike": {"aws:key": ["${aws:TagKeys}"]} """, context));
        Assert.True(Holds(""" "StringLike": {"aws:key": ["${aws:username}", "x"]} """, context));
        Assert.False(
            AskIdentity(
                Statement(""" "Effect": "Allow", "Action": "*", "Resource": "arn:aws:sqs:*:*:${aws:username}*" """)
            ).IsAllowed
        );
    }

    [Fact]
    public void A_variable_without_a_value_makes_a_statement_that_excludes_resources_void()
    {
        var policy = Statement(""" "Effect": "Allow", "Action": "*", "NotResource": "arn:aws:sqs:*:*:${aws:username}" """);

        Assert.False(AskIdentity(policy).IsAllowed);
        Assert.True(AskIdentity(policy, context: Context.With("aws:username", "ada")).IsAllowed);
    }
}
