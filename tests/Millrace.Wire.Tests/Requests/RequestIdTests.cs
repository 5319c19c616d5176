namespace Millrace.Wire.Tests.Requests;

/// <summary>The name of a request, which support and logs go by.</summary>
public sealed class RequestIdTests(PipelineServer server)
{
    [Fact]
    public async Task Every_answer_has_a_request_id_of_its_own_in_a_header()
    {
        var ids = new HashSet<Guid>();
        for (var count = 0; count < 20; count++)
        {
            var answer = await WireRequest.Json("ListQueues", "{}").SendAsync(server);
            Assert.True(Guid.TryParse(answer.Header("x-amzn-RequestId"), out var id));
            Assert.True(ids.Add(id));
        }
    }

    [Theory]
    [InlineData("Action=ListQueues")]
    [InlineData("Action=DeleteQueue&QueueUrl=absent")]
    [InlineData("Action=FooBar")]
    public async Task In_xml_the_body_tells_the_same_id(string form)
    {
        var answer = await WireRequest.Form(form).SendAsync(server);
        Assert.True(Guid.TryParse(answer.Header("x-amzn-RequestId"), out _));
        Assert.Equal(answer.Header("x-amzn-RequestId"), answer.Xml("RequestId"));
    }

    [Theory]
    [InlineData("GetQueueUrl", """{"QueueName":"absent"}""")]
    [InlineData("GetQueueUrl", "{")]
    [InlineData("FooBar", "{}")]
    public async Task An_error_has_one_too(string operation, string body)
    {
        var answer = await WireRequest.Json(operation, body).SendAsync(server);
        Assert.True(Guid.TryParse(answer.Header("x-amzn-RequestId"), out _));
    }
}
