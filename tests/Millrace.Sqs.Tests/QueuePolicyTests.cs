namespace Millrace.Sqs.Tests;

/// <summary>What a queue takes as its Policy, whether or not anybody is authenticated.</summary>
public sealed class QueuePolicyTests : SqsTest
{
    private const string Malformed = "Invalid value for the parameter Policy.";

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("""{"Statement": "text"}""")]
    [InlineData("""{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*"}]}""")]
    [InlineData("""{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage"}]}""")]
    [InlineData(
        """{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "me"}, "Action": "sqs:*"}]}"""
    )]
    [InlineData("""{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sns:Publish"}]}""")]
    [InlineData("""{"Id": "\ud800", "Statement": []}""")]
    [InlineData("""{"Statement": [{"Sid": "\ud800", "Effect": "Allow", "Principal": "*", "Action": "sqs:*"}]}""")]
    [InlineData("""{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Resource": "\ud800"}]}""")]
    [InlineData(
        """{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Condition": {"StringEquals": {"aws:x": "\ud800"}}}]}"""
    )]
    [InlineData(
        """{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Condition": {"StringEquals": {"\ud800": "x"}}}]}"""
    )]
    public void A_policy_that_is_none_is_refused(string policy)
    {
        Refused(Sqs.SetQueueAttributes(Url, Map(("Policy", policy))), "InvalidAttributeValue", Malformed);
        Refused(
            Sqs.CreateQueue(new() { QueueName = "other", Attributes = Map(("Policy", policy)) }),
            "InvalidAttributeValue",
            Malformed
        );
        Assert.Null(Attribute("Policy"));
    }

    [Theory]
    [InlineData("""{"Statement": []}""")]
    [InlineData("""{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "SQS:DeleteQueue"}}""")]
    [InlineData(
        """{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "*", "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:sns:us-east-1:000000000000:news"}}}]}"""
    )]
    public void A_policy_is_shown_as_it_was_given(string policy)
    {
        Set("Policy", policy);
        Assert.Equal(policy, Attribute("Policy"));
    }

    /// <summary>Source: Developer Guide, "Policy quotas".</summary>
    [Theory]
    [InlineData(7, 8, "8 actions were found in a statement from the submitted policy, max allowed is 7", "actions")]
    [InlineData(20, 21, "21 statements were found in the submitted policy, max allowed is 20", "statements")]
    [InlineData(50, 51, "51 principals were found in the submitted policy, max allowed is 50", "principals")]
    [InlineData(10, 11, "11 conditions were found in the submitted policy, max allowed is 10", "conditions")]
    public void A_policy_has_quotas(int most, int more, string reason, string what)
    {
        Set("Policy", PolicyWith(what, most));
        Refused(Sqs.SetQueueAttributes(Url, Map(("Policy", PolicyWith(what, more)))), "OverLimit", reason);
    }

    [Fact]
    public void A_policy_has_at_most_8192_bytes()
    {
        Set("Policy", """{"Statement": []}""".PadRight(8_192));
        Refused(
            Sqs.SetQueueAttributes(Url, Map(("Policy", """{"Statement": []}""".PadRight(8_193)))),
            "OverLimit",
            "The policy is 8193 bytes long, maximum allowed is 8192."
        );
    }

    private static string PolicyWith(string what, int count)
    {
        var many = Enumerable.Range(1, count);
        var actions = what == "actions" ? many.Select(number => $"\"sqs:A{number}\"") : ["\"sqs:*\""];
        var principals = what == "principals" ? many.Select(number => $"\"{number:D12}\"") : ["\"*\""];
        var conditions = what == "conditions" ? many.Select(number => $"\"aws:Key{number}\": \"x\"") : [];
        var statement = $$"""
            {"Effect": "Allow", "Principal": {"AWS": [{{string.Join(',', principals)}}]}, "Action": [{{string.Join(
                ',',
                actions
            )}}],
             "Condition": {"StringEquals": { {{string.Join(',', conditions)}} } } }
            """;
        var statements = Enumerable.Repeat(statement, what == "statements" ? count : 1);
        return $$"""{"Version": "2012-10-17", "Statement": [{{string.Join(',', statements)}}]}""";
    }
}
