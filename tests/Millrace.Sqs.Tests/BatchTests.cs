using Millrace.Api.Sqs;

namespace Millrace.Sqs.Tests;

/// <summary>Facts 2a and 2b, "Batch": rules for the whole call, and entries that stand or fall by themselves.</summary>
public sealed class BatchTests : SqsTest
{
    [Fact]
    public void An_empty_batch_is_refused()
    {
        Refused(
            Sqs.SendMessageBatch(Url, []),
            "EmptyBatchRequest",
            "There should be at least one SendMessageBatchRequestEntry in the request."
        );
        Refused(Sqs.DeleteMessageBatch(Url, []), "EmptyBatchRequest");
        var error = Refused(Sqs.ChangeMessageVisibilityBatch(Url, []), "EmptyBatchRequest");
        Assert.Equal(("AWS.SimpleQueueService.EmptyBatchRequest", 400), (error.Code, error.QueryHttpStatus));
    }

    [Fact]
    public void Ten_entries_are_the_most()
    {
        const string Text = "Maximum number of entries per request are 10. You have sent 11.";
        Refused(Sqs.SendMessageBatch(Url, [.. Ids(11).Select(id => Entry(id))]), "TooManyEntriesInBatchRequest", Text);
        Refused(
            Sqs.DeleteMessageBatch(
                Url,
                [.. Ids(11).Select(id => new DeleteMessageBatchRequestEntry { Id = id, ReceiptHandle = "x" })]
            ),
            "TooManyEntriesInBatchRequest",
            Text
        );
        Assert.Equal(10, Ok(Sqs.SendMessageBatch(Url, [.. Ids(10).Select(id => Entry(id))])).Successful!.Count);
        Assert.Equal((10, 0, 0), Counts());
    }

    [Fact]
    public void Ids_of_a_batch_are_distinct() =>
        Refused(Sqs.SendMessageBatch(Url, [Entry("a"), Entry("b"), Entry("a")]), "BatchEntryIdsNotDistinct", "Id a repeated.");

    /// <summary>2b: batch Id at most 80 of letters, digits, _ and -.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("ü")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_malformed_id_refuses_the_whole_batch(string id)
    {
        Refused(Sqs.SendMessageBatch(Url, [Entry("fine"), Entry(id)]), "InvalidBatchEntryId");
        Assert.Equal((0, 0, 0), Counts());
    }

    [Fact]
    public void An_id_of_eighty_letters_digits_and_signs_is_fine() =>
        Assert.Single(Ok(Sqs.SendMessageBatch(Url, [Entry("aZ_-9" + new string('a', 75))])).Successful!);

    /// <summary>2b: the sum of a batch → BatchRequestTooLong for the whole call.</summary>
    [Fact]
    public void A_batch_of_more_than_one_mebibyte_is_refused_as_a_whole()
    {
        var half = new string('a', 524_288);
        Ok(Sqs.SendMessageBatch(Url, [Entry("a", half), Entry("b", half)]));
        Refused(
            Sqs.SendMessageBatch(Url, [Entry("a", half), Entry("b", half + "a")]),
            "BatchRequestTooLong",
            "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes."
        );
        Assert.Equal((2, 0, 0), Counts());
    }

    /// <summary>2b: per-entry failure carries Id, Code, Message, SenderFault true.</summary>
    [Fact]
    public void A_wrong_entry_fails_by_itself()
    {
        Set("MaximumMessageSize", "1024");
        var result = Ok(
            Sqs.SendMessageBatch(
                Url,
                [Entry("a"), Entry("b", new string('x', 1025)), Entry("c", "\u0001"), new() { Id = "d" }, Entry("e")]
            )
        );
        Assert.Equal(["a", "e"], result.Successful!.Select(entry => entry.Id));
        Assert.Equal(
            [("b", "InvalidParameterValue"), ("c", "InvalidMessageContents"), ("d", "MissingParameter")],
            result.Failed!.Select(entry => (entry.Id!, entry.Code!))
        );
        Assert.All(result.Failed!, entry => Assert.True(entry.SenderFault));
        Assert.Equal((2, 0, 0), Counts());
    }

    [Fact]
    public void Every_entry_taken_has_an_id_of_its_own_and_its_digests()
    {
        var result = Ok(Sqs.SendMessageBatch(Url, [Entry("a", "test"), Entry("b", "test")]));
        Assert.Null(result.Failed);
        Assert.NotEqual(result.Successful![0].MessageId, result.Successful[1].MessageId);
        Assert.All(result.Successful, entry => Assert.Equal("098f6bcd4621d373cade4e832627b4f6", entry.MD5OfMessageBody));
    }

    [Fact]
    public void A_batch_deletes_what_it_can_and_names_the_rest()
    {
        Send("a");
        Send("b");
        var handles = Receive(10).ConvertAll(message => message.ReceiptHandle);
        var result = Ok(
            Sqs.DeleteMessageBatch(
                Url,
                [
                    new() { Id = "1", ReceiptHandle = handles[0] },
                    new() { Id = "2", ReceiptHandle = "garbage" },
                    new() { Id = "3", ReceiptHandle = handles[1] },
                    new() { Id = "4", ReceiptHandle = handles[0] },
                ]
            )
        );
        Assert.Equal(["1", "3", "4"], result.Successful!.Select(entry => entry.Id));
        var failed = Assert.Single(result.Failed!);
        Assert.Equal(("2", "ReceiptHandleIsInvalid", true), (failed.Id, failed.Code, failed.SenderFault));
        Assert.Equal((0, 0, 0), Counts());
    }

    [Fact]
    public void A_batch_changes_the_visibility_it_can_and_names_the_rest()
    {
        Send("a");
        Send("b");
        var handles = Receive(10).ConvertAll(message => message.ReceiptHandle);
        Ok(Sqs.DeleteMessage(Url, handles[1]));
        var result = Ok(
            Sqs.ChangeMessageVisibilityBatch(
                Url,
                [
                    new()
                    {
                        Id = "1",
                        ReceiptHandle = handles[0],
                        VisibilityTimeout = 0,
                    },
                    new()
                    {
                        Id = "2",
                        ReceiptHandle = handles[1],
                        VisibilityTimeout = 0,
                    },
                    new()
                    {
                        Id = "3",
                        ReceiptHandle = handles[0],
                        VisibilityTimeout = 43_201,
                    },
                ]
            )
        );
        Assert.Equal(["1"], result.Successful!.Select(entry => entry.Id));
        Assert.Equal(["2", "3"], result.Failed!.Select(entry => entry.Id));
        Assert.All(result.Failed!, entry => Assert.Equal("InvalidParameterValue", entry.Code));
        Assert.Equal((1, 0, 0), Counts());
    }

    private static IEnumerable<string> Ids(int count) => Enumerable.Range(0, count).Select(id => $"{id}");

    private static SendMessageBatchRequestEntry Entry(string id, string body = "x") => new() { Id = id, MessageBody = body };
}
