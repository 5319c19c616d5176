using Millrace.Api.Sqs;
using Millrace.Wire.Codecs;

namespace Millrace.Wire.Tests.Codecs;

public class QueryReadTests
{
    [Fact]
    public void A_message_with_attributes_is_read_from_a_form()
    {
        var request = Bytes.ReadQuery<SendMessageRequest>(
            "Action=SendMessage&QueueUrl=http%3A%2F%2Flocalhost%2F1%2Fq&MessageBody=a+b%26%C3%A9&DelaySeconds=5"
                + "&MessageAttribute.1.Name=n&MessageAttribute.1.Value.StringValue=v&MessageAttribute.1.Value.DataType=String"
                + "&MessageAttribute.2.Name=b&MessageAttribute.2.Value.BinaryValue=AQID&MessageAttribute.2.Value.DataType=Binary"
                + "&MessageSystemAttribute.1.Name=AWSTraceHeader&MessageSystemAttribute.1.Value.StringValue=Root%3D1"
                + "&MessageSystemAttribute.1.Value.DataType=String&Version=2012-11-05"
        );
        Assert.Equal("http://localhost/1/q", request.QueueUrl);
        Assert.Equal("a b&é", request.MessageBody?.ToString());
        Assert.Equal(5, request.DelaySeconds);
        Assert.Equal("v", request.MessageAttributes?["n"].StringValue);
        Assert.Equal([1, 2, 3], request.MessageAttributes?["b"].BinaryValue?.ToArray());
        Assert.Equal("Root=1", request.MessageSystemAttributes?["AWSTraceHeader"].StringValue);
    }

    [Fact]
    public void A_body_without_escapes_is_a_slice_of_the_form()
    {
        var form = Bytes.Of("MessageBody=hello&QueueUrl=q");
        Assert.True(QueryCodec.Read<SendMessageRequest>(form).MessageBody!.Value.Bytes.Span.Overlaps(form.Span));
    }

    [Fact]
    public void A_list_comes_in_the_order_of_its_numbers_whatever_the_order_of_the_parameters_and_the_gaps()
    {
        var request = Bytes.ReadQuery<GetQueueAttributesRequest>(
            "AttributeName.10=c&AttributeName.9=b&QueueUrl=q&AttributeName.2=a"
        );
        Assert.Equal(["a", "b", "c"], request.AttributeNames);
    }

    [Fact]
    public void A_list_of_one_may_come_without_an_index()
    {
        Assert.Equal(["All"], Bytes.ReadQuery<GetQueueAttributesRequest>("AttributeName=All").AttributeNames);
    }

    [Fact]
    public void A_map_of_one_may_come_without_an_index()
    {
        var request = Bytes.ReadQuery<SetQueueAttributesRequest>("Attribute.Name=DelaySeconds&Attribute.Value=45");
        Assert.Equal("45", Assert.Single(request.Attributes!).Value);
    }

    [Fact]
    public void An_empty_list_is_not_an_absent_one()
    {
        Assert.Equal([], Bytes.ReadQuery<GetQueueAttributesRequest>("AttributeName=").AttributeNames);
        Assert.Null(Bytes.ReadQuery<GetQueueAttributesRequest>("QueueUrl=q").AttributeNames);
    }

    [Fact]
    public void A_batch_holds_structures_with_maps_in_them()
    {
        var request = Bytes.ReadQuery<SendMessageBatchRequest>(
            "SendMessageBatchRequestEntry.2.Id=two&SendMessageBatchRequestEntry.2.MessageBody=b"
                + "&SendMessageBatchRequestEntry.1.Id=one&SendMessageBatchRequestEntry.1.MessageBody=a"
                + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Name=n"
                + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType=String"
                + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue=v"
        );
        Assert.Equal(["one", "two"], request.Entries!.Select(entry => entry.Id));
        Assert.Equal("v", request.Entries![0].MessageAttributes?["n"].StringValue);
        Assert.Equal("b", request.Entries![1].MessageBody?.ToString());
    }

    [Theory]
    [InlineData("Tag.1.Key=k&Tag.1.Value=v&Tag.2.Key=l&Tag.2.Value=")]
    [InlineData("Tag.7.Value=&Tag.7.Key=l&Tag.3.Value=v&Tag.3.Key=k")]
    public void Tags_are_read_as_keys_and_values(string form)
    {
        var tags = Bytes.ReadQuery<TagQueueRequest>(form).Tags!;
        Assert.Equal(2, tags.Count);
        Assert.Equal("v", tags["k"]);
        Assert.Equal("", tags["l"]);
        Assert.Equal("v", Bytes.ReadQuery<CreateQueueRequest>(form).Tags!["k"]);
    }

    [Fact]
    public void The_lists_of_permissions_tags_and_names_have_singular_names()
    {
        var permission = Bytes.ReadQuery<AddPermissionRequest>(
            "AWSAccountId.1=1&AWSAccountId.2=2&ActionName.1=SendMessage&Label=l"
        );
        Assert.Equal(["1", "2"], permission.AWSAccountIds);
        Assert.Equal(["SendMessage"], permission.Actions);
        Assert.Equal(["k"], Bytes.ReadQuery<UntagQueueRequest>("TagKey.1=k").TagKeys);

        var receive = Bytes.ReadQuery<ReceiveMessageRequest>(
            "AttributeName.1=All&MessageAttributeName.1=a.*&MessageSystemAttributeName.1=SentTimestamp&WaitTimeSeconds=20"
        );
        Assert.Equal(["All"], receive.AttributeNames);
        Assert.Equal(["a.*"], receive.MessageAttributeNames);
        Assert.Equal(["SentTimestamp"], receive.MessageSystemAttributeNames);
        Assert.Equal(20, receive.WaitTimeSeconds);
    }

    [Fact]
    public void Action_version_and_queue_are_found_before_the_shape_is_known()
    {
        var parameters = QueryParameters.Parse(default, Bytes.Of("Action=ListQueues&Version=2012-11-05&QueueUrl=a%2Fb"));
        Assert.Equal("ListQueues", parameters.Action);
        Assert.Equal("2012-11-05", parameters.Version);
        Assert.Equal("a/b", parameters.Find("QueueUrl"u8));
        Assert.Null(parameters.Find("queueurl"u8));
    }

    [Fact]
    public void The_form_counts_more_than_the_query_string()
    {
        var parameters = QueryParameters.Parse(Bytes.Of("QueueUrl=form&QueueUrl=last"), Bytes.Of("QueueUrl=query&Label=l"));
        Assert.Equal("last", parameters.Find("QueueUrl"u8));
        var request = QueryCodec.Read<RemovePermissionRequest>(parameters);
        Assert.Equal("last", request.QueueUrl);
        Assert.Equal("l", request.Label);
    }

    [Theory]
    [InlineData("MessageBody=%4", "MalformedQueryString")]
    [InlineData("MessageBody=%zz", "MalformedQueryString")]
    [InlineData("MessageBody=%FF", "MalformedQueryString")]
    [InlineData("DelaySeconds=five", "MalformedInput")]
    [InlineData("DelaySeconds=", "MalformedInput")]
    [InlineData("DelaySeconds=99999999999", "MalformedInput")]
    [InlineData("QueueUrl.1=q", "MalformedInput")]
    [InlineData("MessageAttribute.x.Name=n", "MalformedInput")]
    [InlineData("MessageAttribute.1.Value.DataType=String", "MalformedInput")]
    [InlineData("MessageAttribute.1.Name=n", "MalformedInput")]
    [InlineData("MessageAttribute.1.Name=n&MessageAttribute.1.Value.BinaryValue=%21", "MalformedInput")]
    [InlineData("a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=1", "MalformedInput")]
    public void What_does_not_fit_the_model_is_refused_with_the_code_AWS_has_for_it(string form, string code)
    {
        var exception = Assert.Throws<WireFormatException>(() => Bytes.ReadQuery<SendMessageRequest>(form));
        Assert.Equal(code, exception.Code);
        Assert.Equal(400, exception.Error.QueryHttpStatus);
    }

    [Fact]
    public void A_request_has_a_most_of_parameters()
    {
        var most = string.Join('&', Enumerable.Range(1, WireLimits.ParametersMax).Select(index => $"AttributeName.{index}=a"));
        Assert.Equal(WireLimits.ParametersMax, Bytes.ReadQuery<GetQueueAttributesRequest>(most).AttributeNames!.Count);
        Assert.Throws<WireFormatException>(() => Bytes.ReadQuery<GetQueueAttributesRequest>(most + "&QueueUrl=q"));
        var longName = new string('a', WireLimits.ParameterNameBytesMax + 1);
        Assert.Throws<WireFormatException>(() => Bytes.ReadQuery<GetQueueAttributesRequest>(longName + "=1"));
    }
}
