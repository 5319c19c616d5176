namespace Millrace.Api.Tests;

public class ArnTests
{
    [Theory]
    [InlineData("arn:aws:sqs:us-east-1:000000000000:q", "q")]
    [InlineData("arn:aws:sns:us-east-1:000000000000:topic:1f3a", "topic:1f3a")]
    [InlineData("arn:aws:iam::000000000000:role/service/r", "role/service/r")]
    [InlineData("arn:aws-cn:s3:::bucket", "bucket")]
    public void An_ARN_is_read_and_written_back(string text, string resource)
    {
        var arn = Arn.Parse(text);
        Assert.Equal(resource, arn.Resource);
        Assert.Equal(text, arn.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("q")]
    [InlineData("arn:aws:sqs:us-east-1:000000000000")]
    [InlineData("arn:aws:sqs:us-east-1:000000000000:")]
    [InlineData("arn::sqs:us-east-1:000000000000:q")]
    [InlineData("arn:aws::us-east-1:000000000000:q")]
    [InlineData("ARN:aws:sqs:us-east-1:000000000000:q")]
    public void What_is_no_ARN_is_refused(string text)
    {
        Assert.False(Arn.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Arn.Parse(text));
    }

    [Fact]
    public void ARNs_are_equal_when_their_parts_are()
    {
        Assert.Equal(Arn.Parse("arn:aws:sqs:eu-west-1:1:q"), Arn.Of("sqs", "eu-west-1", "1", "q"));
    }
}
