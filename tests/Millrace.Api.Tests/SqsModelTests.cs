using Millrace.Api.Parcels;
using Millrace.Api.Sqs;

namespace Millrace.Api.Tests;

public class SqsModelTests
{
    [Fact]
    public void The_service_is_described_for_both_of_its_protocols()
    {
        var service = SqsModel.Service;
        Assert.Equal("sqs", service.Name);
        Assert.Equal("sqs", service.SigningName);
        Assert.Equal("AmazonSQS", service.TargetPrefix);
        Assert.Equal("1.0", service.JsonVersion);
        Assert.Equal("2012-11-05", service.ApiVersion);
        Assert.Equal("http://queue.amazonaws.com/doc/2012-11-05/", service.XmlNamespace);
        Assert.Equal("com.amazonaws.sqs", service.ShapeNamespace);
        Assert.True(service.IsQueryCompatible);
    }

    [Fact]
    public void Every_operation_of_SQS_is_there()
    {
        Assert.Equal(23, SqsModel.Service.Operations.Count);
        var send = SqsModel.Service.Operations["SendMessage"];
        Assert.Equal("SendMessageRequest", send.Input);
        Assert.Equal("SendMessageResult", send.ResultWrapper);
        Assert.Contains("InvalidMessageContents", send.Errors);
        Assert.Null(SqsModel.Service.Operations["DeleteMessage"].ResultWrapper);
    }

    [Theory]
    [InlineData("BatchEntryIdsNotDistinct", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct", 400)]
    [InlineData("BatchRequestTooLong", "AWS.SimpleQueueService.BatchRequestTooLong", 400)]
    [InlineData("EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest", 400)]
    [InlineData("InvalidAddress", "InvalidAddress", 404)]
    [InlineData("InvalidBatchEntryId", "AWS.SimpleQueueService.InvalidBatchEntryId", 400)]
    [InlineData("InvalidParameterValueException", "InvalidParameterValue", 400)]
    [InlineData("InvalidSecurity", "InvalidSecurity", 403)]
    [InlineData("KmsOptInRequired", "KMS.OptInRequired", 403)]
    [InlineData("MessageNotInflight", "AWS.SimpleQueueService.MessageNotInflight", 400)]
    [InlineData("MissingRequiredParameterException", "MissingParameter", 400)]
    [InlineData("OverLimit", "OverLimit", 403)]
    [InlineData("PurgeQueueInProgress", "AWS.SimpleQueueService.PurgeQueueInProgress", 403)]
    [InlineData("QueueDeletedRecently", "AWS.SimpleQueueService.QueueDeletedRecently", 400)]
    [InlineData("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", 400)]
    [InlineData("QueueNameExists", "QueueAlreadyExists", 400)]
    [InlineData("ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", 404)]
    [InlineData("RequestThrottled", "RequestThrottled", 403)]
    [InlineData("ResourceNotFoundException", "ResourceNotFoundException", 404)]
    [InlineData("TooManyEntriesInBatchRequest", "AWS.SimpleQueueService.TooManyEntriesInBatchRequest", 400)]
    [InlineData("UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation", 400)]
    public void An_error_keeps_the_code_and_status_of_the_query_days(string shape, string code, int queryStatus)
    {
        var error = SqsModel.Service.Errors[shape];
        Assert.Equal(code, error.Code);
        Assert.Equal($"{code};Sender", error.QueryErrorHeader);
        Assert.Equal(queryStatus, error.QueryHttpStatus);
        Assert.Equal(400, error.HttpStatus);
        Assert.NotEqual("", error.Message);
    }

    [Fact]
    public void Every_error_an_operation_names_is_in_the_table()
    {
        Assert.All(
            SqsModel.Service.Operations.Values.SelectMany(operation => operation.Errors),
            shape => Assert.True(SqsModel.Service.Errors.ContainsKey(shape))
        );
    }

    [Fact]
    public void A_missing_queue_is_told_differently_in_query()
    {
        Assert.Equal("The specified queue does not exist.", SqsErrors.QueueDoesNotExist.Message);
        Assert.Equal("The specified queue does not exist for this wsdl version.", SqsErrors.QueueDoesNotExist.QueryMessage);
        var other = SqsErrors.QueueDoesNotExist.WithMessage("Gone.");
        Assert.Equal("Gone.", other.Message);
        Assert.Null(other.QueryMessage);
    }

    [Fact]
    public void What_the_model_says_of_an_error_counts_where_the_quirks_are_silent()
    {
        Assert.Equal(
            new AwsError("DepotFull", "Depot.Full", 409, 409, Fault.Sender, "The depot is full.", "Full."),
            ParcelsErrors.DepotFull
        );
        Assert.Equal(new AwsError("ParcelLost", "ParcelLost", 500, 500, Fault.Receiver, "ParcelLost"), ParcelsErrors.ParcelLost);
        Assert.Equal(404, ParcelsErrors.NotInTheModel.HttpStatus);
        Assert.Equal("com.example.front", ParcelsErrors.NotInTheModel.ShapeNamespace);
    }

    [Fact]
    public void What_REST_protocols_need_is_in_the_model_too()
    {
        var send = ParcelsModel.Service.Operations["SendParcel"];
        Assert.Equal(("PUT", "/parcels/{Name}", 201), (send.HttpMethod, send.HttpUri, send.HttpStatus));
        Assert.Equal("SendParcelAnswer", send.ResultWrapper);
        var trace = SendParcelRequest.Schema.Members[^1];
        Assert.Equal((MemberLocation.Header, "x-trace"), (trace.Location, trace.LocationName));
    }
}
