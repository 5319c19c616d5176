using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>2a: codes that never had the prefix of the Query days.</summary>
public sealed class ErrorCodeTests
{
    [Theory]
    [InlineData("InvalidAttributeName", "InvalidAttributeName", 400)]
    [InlineData("InvalidAttributeValue", "InvalidAttributeValue", 400)]
    [InlineData("InvalidMessageContents", "InvalidMessageContents", 400)]
    [InlineData("InvalidIdFormat", "InvalidIdFormat", 400)]
    [InlineData("OverLimit", "OverLimit", 403)]
    [InlineData("ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", 404)]
    [InlineData("KmsAccessDenied", "KMS.AccessDeniedException", 400)]
    [InlineData("KmsDisabled", "KMS.DisabledException", 400)]
    [InlineData("KmsInvalidKeyUsage", "KMS.InvalidKeyUsageException", 400)]
    [InlineData("KmsInvalidState", "KMS.InvalidStateException", 400)]
    [InlineData("KmsNotFound", "KMS.NotFoundException", 400)]
    [InlineData("KmsThrottled", "KMS.ThrottlingException", 400)]
    public void An_error_has_the_code_and_status_it_always_had(string shape, string code, int queryStatus)
    {
        var error = SqsModel.Service.Errors[shape];
        Assert.Equal((code, 400, queryStatus), (error.Code, error.HttpStatus, error.QueryHttpStatus));
    }

    [Fact]
    public void No_error_of_the_service_is_without_a_status_of_its_own()
    {
        Assert.All(SqsModel.Service.Errors.Values, error => Assert.InRange(error.QueryHttpStatus, 400, 599));
    }
}
