using Millrace.Api.Sns;

namespace Millrace.Sns.Tests;

/// <summary>The codes and statuses of errors. Facts: sqs-sns.md, section 2a; the service's model.</summary>
public sealed class ErrorCodeTests
{
    [Theory]
    [InlineData("InvalidParameterException", "InvalidParameter", 400)]
    [InlineData("InvalidParameterValueException", "ParameterValueInvalid", 400)]
    [InlineData("NotFoundException", "NotFound", 404)]
    [InlineData("ResourceNotFoundException", "ResourceNotFound", 404)]
    [InlineData("AuthorizationErrorException", "AuthorizationError", 403)]
    [InlineData("FilterPolicyLimitExceededException", "FilterPolicyLimitExceeded", 403)]
    [InlineData("SubscriptionLimitExceededException", "SubscriptionLimitExceeded", 403)]
    [InlineData("TopicLimitExceededException", "TopicLimitExceeded", 403)]
    [InlineData("ReplayLimitExceededException", "ReplayLimitExceeded", 403)]
    [InlineData("ThrottledException", "Throttled", 429)]
    [InlineData("BatchRequestTooLongException", "BatchRequestTooLong", 400)]
    public void An_error_has_the_code_and_status_of_the_Query_protocol(string shape, string code, int status)
    {
        var error = SnsModel.Service.Errors[shape];
        Assert.Equal((code, status), (error.Code, error.QueryHttpStatus));
    }
}
