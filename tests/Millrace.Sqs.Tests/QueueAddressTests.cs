using Millrace.Engine;

namespace Millrace.Sqs.Tests;

/// <summary>Facts 2a: QueueUrl echoes the caller's host, and lookups ignore it.</summary>
public sealed class QueueAddressTests
{
    private static readonly Caller _caller = new("111122223333", "eu-west-1", "111122223333", "https://queues.example:8443");

    [Theory]
    [InlineData("https://sqs.eu-west-1.amazonaws.com/111122223333/orders")]
    [InlineData("http://localhost:4566/111122223333/orders")]
    [InlineData("http://eu-west-1.queue.localhost.localstack.cloud:4566/111122223333/orders")]
    [InlineData("http://127.0.0.1/111122223333/orders/")]
    [InlineData("http://host:1/queue/eu-west-1/111122223333/orders")]
    [InlineData("http://host:1/111122223333/orders?Action=SendMessage")]
    [InlineData("http://host:1/111122223333/orders#part")]
    [InlineData("/111122223333/orders")]
    [InlineData("111122223333/orders")]
    [InlineData("orders")]
    [InlineData("  orders ")]
    [InlineData("http://host/orders")]
    [InlineData("arn:aws:sqs:eu-west-1:111122223333:orders")]
    public void Every_way_to_write_a_queue_finds_it(string written) =>
        Assert.Equal(
            new ResourceId(Queue.Kind, "arn:aws:sqs:eu-west-1:111122223333:orders"),
            QueueAddress.IdOf(written, _caller)
        );

    [Fact]
    public void A_bare_name_is_each_callers_own_queue_whoever_asked_before()
    {
        var elsewhere = new Caller("111122223333", "us-east-1", "111122223333", "");
        var another = new Caller("444455556666", "eu-west-1", "444455556666", "");
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal("arn:aws:sqs:eu-west-1:111122223333:orders", QueueAddress.IdOf("orders", _caller).Arn);
            Assert.Equal("arn:aws:sqs:us-east-1:111122223333:orders", QueueAddress.IdOf("orders", elsewhere).Arn);
            Assert.Equal("arn:aws:sqs:eu-west-1:444455556666:orders", QueueAddress.IdOf("orders", another).Arn);
        }
    }

    [Fact]
    public void Many_queues_do_not_take_each_others_place()
    {
        for (var round = 0; round < 2; round++)
        {
            for (var number = 0; number < 2000; number++)
            {
                Assert.Equal($"arn:aws:sqs:eu-west-1:111122223333:q{number}", QueueAddress.IdOf($"q{number}", _caller).Arn);
            }
        }
    }

    [Fact]
    public void The_account_is_the_urls_and_the_region_the_callers() =>
        Assert.Equal(
            "arn:aws:sqs:eu-west-1:999999999999:orders",
            QueueAddress.IdOf("https://sqs.us-east-1.amazonaws.com/999999999999/orders", _caller).Arn
        );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("http://")]
    [InlineData("http://host")]
    [InlineData("http://host/")]
    [InlineData("://")]
    [InlineData("?")]
    public void What_names_no_queue_finds_none(string? written) =>
        Assert.EndsWith(":", QueueAddress.IdOf(written, _caller).Arn, StringComparison.Ordinal);

    [Fact]
    public void A_queues_url_is_under_the_host_the_caller_used()
    {
        var url = QueueAddress.UrlOf("arn:aws:sqs:eu-west-1:999999999999:orders", _caller);
        Assert.Equal("https://queues.example:8443/999999999999/orders", url);
        Assert.Equal("arn:aws:sqs:eu-west-1:999999999999:orders", QueueAddress.IdOf(url, _caller).Arn);
    }

    [Theory]
    [InlineData("arn:aws:sqs:eu-west-1:111122223333:orders", true)]
    [InlineData("arn:aws:sqs:eu-west-1:111122223333:orders.fifo", true)]
    [InlineData("arn:aws:sns:eu-west-1:111122223333:orders", false)]
    [InlineData("arn:aws:sqs:eu-west-1:1:orders", false)]
    [InlineData("arn:aws:sqs:eu-west-1:111122223333:", false)]
    [InlineData("orders", false)]
    public void The_arn_of_a_queue_is_told_from_other_texts(string text, bool isArn) =>
        Assert.Equal(isArn, QueueAddress.IsArn(text));
}
