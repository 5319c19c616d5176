using Millrace.Languages.IamPolicies;

namespace Millrace.Languages.Tests.IamPolicies;

public sealed class PolicyDocumentTests : PolicyTest
{
    private const string Body = """ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*" """;

    [Fact]
    public void A_document_has_a_list_of_statements_or_a_single_one()
    {
        var single = PolicyDocument.Parse($$"""{"Statement": { {{Body}} } }""", PolicyKind.Identity);
        var several = PolicyDocument.Parse(
            $$"""{"Version": "2012-10-17", "Id": "both", "Statement": [{ "Sid": "One", {{Body}} }, { {{Body}} }]}""",
            PolicyKind.Identity
        );

        Assert.Single(single.Statements);
        Assert.Null(single.Id);
        Assert.Equal("both", several.Id);
        Assert.Equal(["statement 1 (One)", "statement 2"], several.Statements.Select(statement => statement.ToString()));
    }

    [Fact]
    public void A_statement_tells_how_much_it_lists()
    {
        var document = PolicyDocument.Parse(
            """
            {"Version": "2012-10-17", "Statement": [{
                "Effect": "Deny",
                "Principal": {"AWS": ["111122223333", "arn:aws:iam::111122223333:user/ada"], "Service": "sns.amazonaws.com"},
                "Action": ["sqs:SendMessage", "SQS:Receive*"],
                "Condition": {"StringEquals": {"aws:SourceAccount": "1", "aws:username": "2"}, "Bool": {"aws:SecureTransport": false}}
            }]}
            """,
            PolicyKind.Resource
        );

        var statement = Assert.Single(document.Statements);
        Assert.Equal(PolicyEffect.Deny, statement.Effect);
        Assert.Equal(["sqs:SendMessage", "SQS:Receive*"], statement.Actions);
        Assert.Equal(3, statement.PrincipalCount);
        Assert.Equal(3, statement.ConditionCount);
    }

    [Theory]
    [InlineData("", "The policy is not valid JSON")]
    [InlineData("[]", "The policy is not a JSON object.")]
    [InlineData("{}", "The policy has no Statement.")]
    [InlineData("""{"Statement": 1}""", "Statement 1 is not a JSON object.")]
    [InlineData("""{"Statement": [], "Statement": []}""", "The policy is not valid JSON")]
    [InlineData("""{"statement": []}""", "A policy has no element 'statement'.")]
    [InlineData("""{"Version": "2020-01-01", "Statement": []}""", "The Version is 2012-10-17 or 2008-10-17, not '2020-01-01'.")]
    [InlineData("""{"Id": 1, "Statement": []}""", "Id holds something that is not a text.")]
    [InlineData("""{"Statement": [{}]}""", "Statement 1 has no Effect.")]
    [InlineData(
        """{"Statement": {"Effect": "allow", "Action": "*", "Resource": "*"}}""",
        "The Effect is Allow or Deny, not 'allow'."
    )]
    [InlineData("""{"Statement": {"Effect": "Allow", "Resource": "*"}}""", "Statement 1 has neither Action nor NotAction.")]
    [InlineData(
        """{"Statement": {"Effect": "Allow", "Action": "*", "NotAction": "*", "Resource": "*"}}""",
        "Statement 1 has both Action and NotAction."
    )]
    [InlineData("""{"Statement": {"Effect": "Allow", "Action": "*"}}""", "Statement 1 has neither Resource nor NotResource.")]
    [InlineData(
        """{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "NotResource": "*"}}""",
        "Statement 1 has both Resource and NotResource."
    )]
    [InlineData(
        """{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}}""",
        "Statement 1 has a Principal, which the policy of an identity must not have."
    )]
    [InlineData(
        """{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Conditions": {}}}""",
        "A statement has no element 'Conditions'."
    )]
    [InlineData(
        """{"Statement": {"Effect": "Allow", "Action": "SendMessage", "Resource": "*"}}""",
        "'SendMessage' is not an action, such as sqs:SendMessage."
    )]
    [InlineData(
        """{"Statement": {"Effect": "Allow", "Action": ["sqs:Send Message"], "Resource": "*"}}""",
        "'sqs:Send Message' is not an action, such as sqs:SendMessage."
    )]
    [InlineData(
        """{"Statement": {"Effect": "Allow", "Action": [1], "Resource": "*"}}""",
        "Action holds something that is not a text."
    )]
    [InlineData(
        """{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "orders"}}""",
        "The resource 'orders' is not an ARN, nor *."
    )]
    [InlineData(
        """{"Statement": [{"Sid": "A", "Effect": "Allow", "Action": "*", "Resource": "*"}, {"Sid": "A", "Effect": "Deny", "Action": "*", "Resource": "*"}]}""",
        "Two statements have the Sid 'A'."
    )]
    public void What_is_wrong_with_a_document_is_said(string text, string reason)
    {
        Assert.False(PolicyDocument.TryParse(text, PolicyKind.Identity, out var document, out var said));
        Assert.Null(document);
        Assert.StartsWith(reason, said, StringComparison.Ordinal);
        Assert.Equal(
            said,
            Assert.Throws<MalformedPolicyException>(() => PolicyDocument.Parse(text, PolicyKind.Identity)).Message
        );
    }

    [Theory]
    [InlineData(""" "Resource": "*" """, "Statement 1 has neither Principal nor NotPrincipal.")]
    [InlineData(""" "Principal": "*", "NotPrincipal": "*" """, "Statement 1 has both Principal and NotPrincipal.")]
    [InlineData(""" "Principal": "111122223333" """, "Principal is neither * nor an object.")]
    [InlineData(""" "Principal": ["*"] """, "Principal is neither * nor an object.")]
    [InlineData(""" "Principal": {"Aws": "*"} """, "A principal is AWS, Service or Federated, not 'Aws'.")]
    [InlineData(
        """ "Principal": {"AWS": "arn:aws:iam::111122223333:user/*"} """,
        "'arn:aws:iam::111122223333:user/*' is not an account, nor the ARN of a root user, user, role or role session."
    )]
    [InlineData(
        """ "Principal": {"AWS": "arn:aws:iam::111122223333:group/all"} """,
        "'arn:aws:iam::111122223333:group/all' is not an account, nor the ARN of a root user, user, role or role session."
    )]
    [InlineData(
        """ "Principal": {"AWS": "sns.amazonaws.com"} """,
        "'sns.amazonaws.com' is not an account, nor the ARN of a root user, user, role or role session."
    )]
    [InlineData(""" "Principal": {"Service": "sns"} """, "'sns' is not the name of a service, such as sns.amazonaws.com.")]
    [InlineData(""" "Principal": {"Federated": "*"} """, "'*' is not an identity provider.")]
    public void What_is_wrong_with_a_resources_policy_is_said(string elements, string reason)
    {
        var text = Statement($""" "Effect": "Allow", "Action": "sqs:*", {elements} """);
        Assert.False(PolicyDocument.TryParse(text, PolicyKind.Resource, out _, out var said));
        Assert.Equal(reason, said);
    }

    [Theory]
    [InlineData(""" "StringEquals": 1 """, "StringEquals is not a JSON object.")]
    [InlineData(""" "StringIs": {"aws:username": "ada"} """, "There is no condition operator 'StringIs'.")]
    [InlineData(""" "NullIfExists": {"aws:username": "true"} """, "There is no condition operator 'NullIfExists'.")]
    [InlineData(""" "StringEquals": {"username": "ada"} """, "'username' is not a condition key, such as aws:SourceArn.")]
    [InlineData(
        """ "StringEquals": {"aws:username": null} """,
        "aws:username holds something that is not a text, number or Boolean."
    )]
    [InlineData(""" "NumericEquals": {"sqs:n": "many"} """, "'many' is not a number that can be compared with.")]
    [InlineData(""" "DateLessThan": {"aws:CurrentTime": "soon"} """, "'soon' is not a date of ISO 8601, nor seconds since 1970.")]
    [InlineData(""" "Bool": {"aws:SecureTransport": "yes"} """, "'yes' is neither true nor false.")]
    [InlineData(""" "BinaryEquals": {"sqs:b": "%"} """, "'%' is not base64.")]
    [InlineData(
        """ "IpAddress": {"aws:SourceIp": "203.0.113.0/33"} """,
        "'203.0.113.0/33' is not an IP address, nor a range such as 203.0.113.0/24."
    )]
    [InlineData(""" "StringLike": {"aws:username": "${aws:username"} """, "A variable in '${aws:username' has no closing brace.")]
    [InlineData(""" "StringLike": {"aws:username": "${}"} """, "'${}' in '${}' is not a policy variable.")]
    [InlineData(""" "StringLike": {"aws:username": "${a:b, c}"} """, "'${a:b, c}' in '${a:b, c}' is not a policy variable.")]
    public void What_is_wrong_with_a_condition_is_said(string condition, string reason)
    {
        var text = Statement($$""" "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { {{condition}} } """);
        Assert.False(PolicyDocument.TryParse(text, PolicyKind.Identity, out _, out var said));
        Assert.Equal(reason, said);
    }

    [Fact]
    public void A_document_beyond_a_limit_is_refused()
    {
        var large = Statement(Body + new string(' ', PolicyLimits.CharactersMax));
        var deep = Statement($""" "Effect": "Allow", "Action": {new string('[', 20)}{new string(']', 20)}, "Resource": "*" """);
        var longName = Statement($""" "Effect": "Allow", "Action": "sqs:{new string('a', 2_048)}", "Resource": "*" """);

        Assert.Equal("The policy has more than 65536 characters.", ReasonOf(large));
        Assert.StartsWith("The policy is not valid JSON", ReasonOf(deep), StringComparison.Ordinal);
        Assert.Equal("Action holds a text of more than 2048 characters.", ReasonOf(longName));
    }

    private static string? ReasonOf(string text)
    {
        Assert.False(PolicyDocument.TryParse(text, PolicyKind.Identity, out _, out var reason));
        return reason;
    }
}
