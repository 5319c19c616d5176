using System.Text;
using Millrace.Api;
using Millrace.Api.Parcels;
using Millrace.Api.Sqs;
using Millrace.Wire.Codecs;

namespace Millrace.Wire.Tests.Codecs;

/// <summary>Whatever a client sends, the codecs give a shape or a <see cref="WireFormatException"/>, soon.</summary>
public class HostileInputTests
{
    private const string JsonAlphabet = "{}[]\":,\\u0123eE-+.tfn QueueUrl\u00e9";
    private const string FormAlphabet = "aAQ.&=%+0129EntriesTagKeyValueNameMessageAttribute\u00e9";

    [Fact]
    public void Random_bytes_are_refused_or_read()
    {
        Fuzz.Run(random =>
        {
            Feed(random.Octets(300));
            Feed(random.Soup(JsonAlphabet));
            Feed(random.Soup(FormAlphabet));
        });
    }

    [Fact]
    public void Mutated_documents_are_refused_or_read()
    {
        Fuzz.Run(random =>
        {
            Feed(random.Mutated(Encoding.UTF8.GetBytes(Bytes.WriteJson(random.Batch()))));
            Feed(random.Mutated(Encoding.UTF8.GetBytes(Bytes.WriteJson(random.Parcel()))));
        });
    }

    [Fact]
    public void Mutated_forms_are_refused_or_read()
    {
        Fuzz.Run(random =>
        {
            var writer = new FormShapeWriter();
            SendMessageBatchRequest.Write(ref writer, random.Batch());
            Feed(random.Mutated(Encoding.UTF8.GetBytes(string.Join('&', writer.Parameters))));
        });
    }

    [Fact]
    public void Every_beginning_of_a_document_is_refused()
    {
        var whole = Encoding.UTF8.GetBytes(Bytes.WriteJson(new RandomShapes(1).Parcel()));
        for (var length = 1; length < whole.Length; length++)
        {
            var beginning = whole.AsMemory(0, length);
            Assert.Throws<WireFormatException>(() => JsonCodec.Read<SendParcelRequest>(beginning));
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("{\"BoxSet\":[{\"Inside\":[")]
    [InlineData("{\"Grid\":[[")]
    public void Endless_nesting_is_refused(string opening)
    {
        var body = Bytes.Of(string.Concat(Enumerable.Repeat(opening, 200_000)));
        Assert.Throws<WireFormatException>(() => JsonCodec.Read<SendParcelRequest>(body));
    }

    [Fact]
    public void Huge_forms_are_read_or_refused_without_delay()
    {
        const int most = WireLimits.ParametersMax;
        Feed(Form(most, index => $"a{index}=1"));
        Feed(Form(most, index => $"AttributeName.{most - index}=1"));
        Feed(Form(most, index => $"Attribute.{index}.Name={index}&Attribute.{index}.Value=v"));
        Feed(Form(most, _ => "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=1"));
        Feed(Form(2_000, index => new string('a', WireLimits.ParameterNameBytesMax - 10) + index + "=1"));
        Feed(Form(500_000, _ => "&"));
        Feed(Form(500_000, _ => "="));
        Feed(Form(2_000, index => $"AttributeName.{new string('9', 480)}{index}=1"));

        static byte[] Form(int count, Func<int, string> parameter) =>
            Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(0, count).Select(parameter)));
    }

    [Fact]
    public void Huge_documents_are_read_or_refused()
    {
        Feed(Encoding.UTF8.GetBytes("{\"QueueUrl\":\"" + new string('a', 4_000_000) + "\"}"));
        Feed(Encoding.UTF8.GetBytes("{\"" + new string('a', 4_000_000) + "\":1}"));
        Feed(Encoding.UTF8.GetBytes("{\"DelaySeconds\":" + new string('9', 1_000_000) + "}"));
        Feed(Encoding.UTF8.GetBytes("{\"Entries\":[" + string.Join(',', Enumerable.Repeat("{}", 400_000)) + "]}"));
        Feed(Encoding.UTF8.GetBytes("{\"MessageBody\":\"" + string.Concat(Enumerable.Repeat("\\u0041", 600_000)) + "\"}"));
    }

    /// <summary>Both codecs, several shapes. Anything but the defined exception fails the test by itself.</summary>
    private static void Feed(byte[] input)
    {
        Try(() => JsonCodec.Read<SendMessageBatchRequest>(input));
        Try(() => JsonCodec.Read<SendMessageRequest>(input));
        Try(() => JsonCodec.Read<SendParcelRequest>(input));
        Try(() => JsonCodec.Read<Unit>(input));
        Try(() => QueryCodec.Read<SendMessageBatchRequest>(input));
        Try(() => QueryCodec.Read<SetQueueAttributesRequest>(input));
        Try(() => QueryCodec.Read<GetQueueAttributesRequest>(input));
        Try(() => QueryCodec.Read<SendParcelRequest>(input));
    }

    private static void Try(Action read)
    {
        try
        {
            read();
        }
        catch (WireFormatException exception)
        {
            Assert.Contains(exception.Code, new[] { "SerializationException", "MalformedInput", "MalformedQueryString" });
        }
    }
}
