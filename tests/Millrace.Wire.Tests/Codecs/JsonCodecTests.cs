using Millrace.Api;
using Millrace.Api.Sqs;
using Millrace.Wire.Codecs;

namespace Millrace.Wire.Tests.Codecs;

public class JsonCodecTests
{
    [Fact]
    public void A_request_is_read_member_by_member()
    {
        var request = Bytes.ReadJson<SendMessageRequest>(
            """
            {"QueueUrl":"http://localhost/1/q","MessageBody":"hello","DelaySeconds":5,
             "MessageAttributes":{"a":{"DataType":"String","StringValue":"x"},"b":{"DataType":"Binary","BinaryValue":"AQID"}}}
            """
        );
        Assert.Equal("http://localhost/1/q", request.QueueUrl);
        Assert.Equal("hello", request.MessageBody?.ToString());
        Assert.Equal(5, request.DelaySeconds);
        Assert.Equal("x", request.MessageAttributes?["a"].StringValue);
        Assert.Equal([1, 2, 3], request.MessageAttributes?["b"].BinaryValue?.ToArray());
        Assert.Null(request.MessageGroupId);
    }

    [Fact]
    public void A_body_without_escapes_is_a_slice_of_the_request()
    {
        var body = Bytes.Of("""{"MessageBody":"hello"}""");
        var text = JsonCodec.Read<SendMessageRequest>(body).MessageBody!.Value;
        Assert.True(text.Bytes.Span.Overlaps(body.Span, out var offset));
        Assert.Equal(-16, offset);
    }

    [Fact]
    public void An_answer_holds_the_members_that_are_not_null()
    {
        var answer = new SendMessageResult { MessageId = "id", MD5OfMessageBody = "md5" };
        Assert.Equal("""{"MD5OfMessageBody":"md5","MessageId":"id"}""", Bytes.WriteJson(answer));
    }

    [Fact]
    public void An_error_names_its_shape_and_its_text()
    {
        var written = Bytes.Written(output => JsonCodec.WriteError(output, SqsModel.Service, SqsErrors.QueueDoesNotExist));
        Assert.Equal(
            """{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}""",
            written
        );
    }
}
