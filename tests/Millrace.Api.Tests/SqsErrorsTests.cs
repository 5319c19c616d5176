using Millrace.Api.Sqs;

namespace Millrace.Api.Tests;

public class SqsErrorsTests
{
    [Fact]
    public void An_error_of_the_query_days_keeps_its_old_code()
    {
        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue", SqsErrors.QueueDoesNotExist.Code);
        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue;Sender", SqsErrors.QueueDoesNotExist.QueryErrorHeader);
        Assert.Equal("The specified queue does not exist for this wsdl version.", SqsErrors.QueueDoesNotExist.QueryMessage);
    }
}
