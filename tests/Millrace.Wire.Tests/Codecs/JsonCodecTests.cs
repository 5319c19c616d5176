using Millrace.Api;
using Millrace.Api.Parcels;
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
    public void An_empty_body_is_an_empty_structure()
    {
        var request = JsonCodec.Read<ListQueuesRequest>(default);
        Assert.Null(request.QueueNamePrefix);
        Assert.Same(Unit.Value, JsonCodec.Read<Unit>(default));
    }

    [Fact]
    public void Unknown_members_are_passed_over_whatever_they_hold()
    {
        var request = Bytes.ReadJson<ListQueuesRequest>(
            """{"New":{"a":[1,{"MaxResults":9}]},"Other":null,"MaxResults":7,"Last":[[]]}"""
        );
        Assert.Equal(7, request.MaxResults);
    }

    [Fact]
    public void Null_is_absence_in_structures_lists_and_maps()
    {
        var request = Bytes.ReadJson<CreateQueueRequest>("""{"QueueName":null,"Attributes":{"a":null,"b":"1"},"tags":null}""");
        Assert.Null(request.QueueName);
        Assert.Equal(["b"], request.Attributes!.Keys);
        Assert.Null(request.Tags);
        Assert.Equal(["x"], Bytes.ReadJson<UntagQueueRequest>("""{"TagKeys":[null,"x",null]}""").TagKeys);
    }

    [Fact]
    public void Names_are_matched_exactly_and_may_hold_escapes()
    {
        Assert.Equal(1, Bytes.ReadJson<ListQueuesRequest>("""{"Max\u0052esults":1}""").MaxResults);
        Assert.Null(Bytes.ReadJson<ListQueuesRequest>("""{"maxResults":1,"MaxResultz":1}""").MaxResults);
    }

    [Fact]
    public void A_body_without_escapes_is_a_slice_of_the_request()
    {
        var body = Bytes.Of("""{"MessageBody":"hello"}""");
        var text = JsonCodec.Read<SendMessageRequest>(body).MessageBody!.Value;
        Assert.True(body.Span.Overlaps(text.Span, out var offset));
        Assert.Equal(16, offset);
    }

    [Fact]
    public void A_body_with_escapes_is_a_copy_without_them()
    {
        var request = Bytes.ReadJson<SendMessageRequest>("""{"MessageBody":"a\n\"b\"\\\u00e9\ud83d\ude00\/"}""");
        Assert.Equal("a\n\"b\"\\é😀/", request.MessageBody?.ToString());
    }

    [Fact]
    public void Every_kind_of_value_is_read()
    {
        var request = Bytes.ReadJson<SendParcelRequest>(
            """
            {"Weight":-3,"Price":1.5,"Distance":9007199254740993,"Fragile":true,"Seal":"AAE=","Stops":["a"],
             "BoxSet":[{"Label":"x","Inside":[{"Label":"y","Box":"z"}]}],"Grid":[[1,2],[],[3]],"Rows":{"r":[4]},
             "SentAt":1700000000.123,"DueAt":"2026-01-02T03:04:05.006Z","PaidAt":"Fri, 02 Jan 2026 03:04:05 GMT"}
            """
        );
        Assert.Equal((-3, 1.5, 9007199254740993, true), (request.Weight, request.Price, request.Distance, request.Fragile));
        Assert.Equal([0, 1], request.Seal?.ToArray());
        Assert.Equal("z", request.Boxes![0].Inside![0].BoxMember);
        Assert.Equal(
            [
                [1, 2],
                [],
                [3],
            ],
            request.Grid
        );
        Assert.Equal([4], request.Rows!["r"]);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1700000000123), request.SentAt);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 6, TimeSpan.Zero), request.DueAt);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), request.PaidAt);
    }

    [Theory]
    [InlineData("5.0", 5)]
    [InlineData("5.9", 5)]
    [InlineData("5e2", 500)]
    [InlineData("-0.5", 0)]
    [InlineData("2147483647", int.MaxValue)]
    public void A_whole_number_may_be_written_as_a_fraction(string number, int value)
    {
        Assert.Equal(value, Bytes.ReadJson<ListQueuesRequest>($$"""{"MaxResults":{{number}}}""").MaxResults);
    }

    [Theory]
    [InlineData("""{"DelaySeconds":"5"}""", "STRING_VALUE can not be converted to an Integer")]
    [InlineData("""{"DelaySeconds":true}""", "TRUE_VALUE can not be converted to an Integer")]
    [InlineData("""{"DelaySeconds":2147483648}""", "NUMBER_VALUE can not be converted to an Integer")]
    [InlineData("""{"DelaySeconds":1e400}""", "NUMBER_VALUE can not be converted to an Integer")]
    [InlineData("""{"MessageBody":5}""", "NUMBER_VALUE can not be converted to a String")]
    [InlineData("""{"MessageBody":["a"]}""", "Start of list found where not expected")]
    [InlineData("""{"QueueUrl":{"a":1}}""", "Start of structure or map found where not expected.")]
    [InlineData("""{"MessageAttributes":[]}""", "Start of list found where not expected")]
    [InlineData("""{"MessageAttributes":"x"}""", "Expected structure, map or null")]
    [InlineData("""{"MessageAttributes":{"a":{"BinaryValue":"!"}}}""", "STRING_VALUE can not be converted to a Blob")]
    [InlineData("""{"MessageAttributes":{"a":{"StringListValues":"x"}}}""", "Expected list or null")]
    [InlineData("""{"MessageBody":"\ud800"}""", "The request holds text that is not valid Unicode.")]
    [InlineData("""{"QueueUrl":"\ud800"}""", "The request holds text that is not valid Unicode.")]
    [InlineData("[]", "Start of list found where not expected")]
    [InlineData("null", "Expected structure, map or null")]
    [InlineData("{} {}", "The body is not valid JSON at line 1, byte 4.")]
    [InlineData("{\"a\"", "The body is not valid JSON at line 1, byte 5.")]
    [InlineData(" ", "The body is not valid JSON at line 1, byte 2.")]
    [InlineData("{\n\"a\":tru}", "The body is not valid JSON at line 2, byte 8.")]
    public void What_does_not_fit_the_model_is_a_serialization_exception(string body, string message)
    {
        var exception = Assert.Throws<WireFormatException>(() => Bytes.ReadJson<SendMessageRequest>(body));
        Assert.Equal("SerializationException", exception.Code);
        Assert.Equal(message, exception.Error.Message);
        Assert.Equal(400, exception.Error.HttpStatus);
    }

    [Theory]
    [InlineData("MessageBody")]
    [InlineData("QueueUrl")]
    [InlineData("Unknown")]
    public void Bytes_that_are_not_UTF8_never_become_a_value(string member)
    {
        byte[] body = [.. "{\""u8, .. Bytes.Of(member).Span, .. "\":\"a"u8, 0xFF, .. "\"}"u8];
        if (member == "Unknown")
        {
            Assert.Null(JsonCodec.Read<SendMessageRequest>(body).MessageBody);
            return;
        }

        Assert.Throws<WireFormatException>(() => JsonCodec.Read<SendMessageRequest>(body));
    }

    [Fact]
    public void Nesting_has_an_end()
    {
        Assert.NotNull(Bytes.ReadJson<SendParcelRequest>(Nested(30)).Boxes);
        Assert.Throws<WireFormatException>(() => Bytes.ReadJson<SendParcelRequest>(Nested(32)));
        Assert.Throws<WireFormatException>(() => Bytes.ReadJson<SendParcelRequest>(Nested(100_000)));
        Assert.Throws<WireFormatException>(() => Bytes.ReadJson<SendParcelRequest>("{\"x\":" + new string('[', 100_000)));

        static string Nested(int depth) =>
            "{\"BoxSet\":["
            + string.Concat(Enumerable.Repeat("{\"Inside\":[", depth))
            + string.Concat(Enumerable.Repeat("]}", depth))
            + "]}";
    }

    [Fact]
    public void A_small_body_cannot_become_any_number_of_items()
    {
        var rows = string.Join(',', Enumerable.Repeat("[]", WireLimits.ItemsMax));
        Assert.Equal(WireLimits.ItemsMax, Bytes.ReadJson<SendParcelRequest>($$"""{"Grid":[{{rows}}]}""").Grid!.Count);
        Assert.Throws<WireFormatException>(() => Bytes.ReadJson<SendParcelRequest>($$"""{"Grid":[{{rows}},[]]}"""));
    }

    [Fact]
    public void An_answer_holds_the_members_that_are_not_null()
    {
        var answer = new SendMessageResult { MessageId = "id", MD5OfMessageBody = "md5" };
        Assert.Equal("""{"MD5OfMessageBody":"md5","MessageId":"id"}""", Bytes.WriteJson(answer));
        Assert.Equal("{}", Bytes.WriteJson(new SendMessageResult()));
        Assert.Equal("{}", Bytes.WriteJson(Unit.Value));
    }

    [Fact]
    public void Every_kind_of_value_is_written()
    {
        var request = new SendParcelRequest
        {
            Weight = -3,
            Price = 1.5,
            Distance = 9007199254740993,
            Fragile = false,
            Seal = new byte[] { 0, 1 },
            Boxes = [new() { Label = "x", Inside = [] }, new()],
            Grid =
            [
                [1, 2],
                [],
            ],
            Rows = new() { ["r"] = [4], ["s"] = [] },
            SentAt = DateTimeOffset.FromUnixTimeMilliseconds(1700000000120),
            DueAt = DateTimeOffset.FromUnixTimeMilliseconds(1700000000123),
            PaidAt = DateTimeOffset.FromUnixTimeMilliseconds(1700000000123),
        };
        Assert.Equal(
            """
            {"Weight":-3,"Price":1.5,"Distance":9007199254740993,"Fragile":false,"Seal":"AAE=",
            "BoxSet":[{"Label":"x","Inside":[]},{}],"Grid":[[1,2],[]],"Rows":{"r":[4],"s":[]},
            "SentAt":1700000000.12,"DueAt":"2023-11-14T22:13:20.123Z","PaidAt":"Tue, 14 Nov 2023 22:13:20 GMT"}
            """.ReplaceLineEndings(""),
            Bytes.WriteJson(request)
        );
    }

    [Theory]
    [InlineData("plain é😀 <&'>/", "plain é😀 <&'>/")]
    [InlineData("\"\\\n\r\t\b\u0000\u001f", """\"\\\n\r\t\u0008\u0000\u001f""")]
    [InlineData("\u007f\u2028", "\u007f\u2028")]
    public void Texts_escape_only_what_JSON_demands(string text, string written)
    {
        Assert.Equal(
            $$"""{"MessageId":"{{written}}","Body":"{{written}}"}""",
            Bytes.WriteJson(new Message { MessageId = text, Body = text })
        );
    }

    [Fact]
    public void Half_a_surrogate_pair_is_written_as_the_replacement_character()
    {
        Assert.Equal("{\"MessageId\":\"a\uFFFDb\"}", Bytes.WriteJson(new Message { MessageId = "a\uD800b" }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1025)]
    [InlineData(100_000)]
    public void Long_texts_and_blobs_are_whole(int length)
    {
        var text = string.Concat(Enumerable.Repeat("é😀\"", length));
        var answer = new ReceiveMessageResult
        {
            Messages =
            [
                new()
                {
                    Body = text,
                    MessageId = text,
                    MessageAttributes = new() { ["b"] = new() { BinaryValue = new byte[length] } },
                },
            ],
        };
        var message = Bytes.ReadJson<ReceiveMessageResult>(Bytes.WriteJson(answer)).Messages![0];
        Assert.Equal(text, message.Body!.Value.ToString());
        Assert.Equal(text, message.MessageId);
        Assert.Equal(length, message.MessageAttributes!["b"].BinaryValue!.Value.Length);
    }

    [Theory]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e21, "1E+21")]
    public void Numbers_come_back_as_they_were(double number, string written)
    {
        var body = Bytes.WriteJson(new SendParcelRequest { Price = number });
        Assert.Equal($$"""{"Price":{{written}}}""", body);
        Assert.Equal(number, Bytes.ReadJson<SendParcelRequest>(body).Price);
    }

    [Fact]
    public void An_error_names_its_shape_and_its_text()
    {
        Assert.Equal(
            """{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}""",
            Error(SqsErrors.QueueDoesNotExist)
        );
        Assert.Equal(
            """{"__type":"com.amazon.coral.service#UnknownOperationException","message":"\"x\""}""",
            Error(SqsErrors.UnknownOperationException.WithMessage("\"x\""))
        );

        static string Error(AwsError error) => Bytes.Written(output => JsonCodec.WriteError(output, SqsModel.Service, error));
    }
}
