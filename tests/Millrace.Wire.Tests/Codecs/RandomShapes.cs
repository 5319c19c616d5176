using System.Text;
using Millrace.Api;
using Millrace.Api.Parcels;
using Millrace.Api.Sqs;

namespace Millrace.Wire.Tests.Codecs;

/// <summary>Random but repeatable shapes, with the texts that trouble codecs.</summary>
internal sealed class RandomShapes(int seed)
{
    private static readonly string[] Pieces =
    [
        "a",
        "Z",
        "0",
        " ",
        "\"",
        "\\",
        "/",
        "<",
        ">",
        "&",
        "'",
        "%",
        "+",
        "=",
        ".",
        ";",
        "\r",
        "\n",
        "\t",
        "\u0001",
        "\u007f",
        "é",
        "\u2028",
        "😀",
        "\uFFFD",
        "\uFF21",
        "\uFFFE",
        "]]>",
        "%41",
        "&amp;",
        "\\u0041",
    ];

    private const string Marks = "{}[]\":,.&=%+0123456789eE-\\utfn";

    private readonly Random _random = new(seed);

    public string Text(int piecesMax = 12)
    {
        var text = new StringBuilder();
        for (var count = _random.Next(piecesMax + 1); count > 0; count--)
        {
            text.Append(Pieces[_random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    public SendMessageBatchRequest Batch() => new() { QueueUrl = Text(), Entries = List(Entry) };

    public ReceiveMessageResult Received() => new() { Messages = List(Message) };

    public SendParcelRequest Parcel() =>
        new()
        {
            Name = Maybe(() => Text()),
            Body = MaybeValue<Utf8Text>(() => Text(400)),
            Weight = MaybeValue(() => _random.Next(int.MinValue, int.MaxValue)),
            Price = MaybeValue(() => BitConverter.Int64BitsToDouble(_random.NextInt64())),
            Distance = MaybeValue(() => _random.NextInt64(long.MinValue, long.MaxValue)),
            Fragile = MaybeValue(() => _random.Next(2) == 0),
            Seal = MaybeValue(() => (ReadOnlyMemory<byte>)Octets()),
            Stops = List(() => Text()),
            Boxes = List(() => Box(4)),
            Labels = Map(() => Text()),
            Grid = List(() => List(() => _random.Next())),
            SentAt = MaybeValue(Time),
            DueAt = MaybeValue(Time),
            SchemaMember = Maybe(() => Text()),
        };

    /// <summary>The bytes with some of them changed, taken out, doubled or cut off.</summary>
    public byte[] Mutated(byte[] bytes)
    {
        var list = new List<byte>(bytes);
        for (var count = _random.Next(1, 6); count > 0 && list.Count > 0; count--)
        {
            var at = _random.Next(list.Count);
            switch (_random.Next(6))
            {
                case 0:
                    list[at] = (byte)_random.Next(256);
                    break;
                case 1:
                    list.RemoveAt(at);
                    break;
                case 2:
                    list.Insert(at, list[_random.Next(list.Count)]);
                    break;
                case 3:
                    list.InsertRange(at, list.GetRange(at, Math.Min(_random.Next(1, 40), list.Count - at)));
                    break;
                case 4:
                    list.RemoveRange(at, Math.Min(_random.Next(1, 40), list.Count - at));
                    break;
                default:
                    list[at] = (byte)Marks[_random.Next(Marks.Length)];
                    break;
            }
        }

        return [.. list];
    }

    public byte[] Octets(int most = 40)
    {
        var bytes = new byte[_random.Next(most)];
        _random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Bytes that look like a form or a document from afar.</summary>
    public byte[] Soup(string alphabet)
    {
        var text = new StringBuilder();
        for (var count = _random.Next(200); count > 0; count--)
        {
            text.Append(alphabet[_random.Next(alphabet.Length)]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public void Shuffle<T>(Span<T> items) => _random.Shuffle(items);

    private SendMessageBatchRequestEntry Entry() =>
        new()
        {
            Id = Text(),
            MessageBody = Text(200),
            DelaySeconds = MaybeValue(() => _random.Next()),
            MessageAttributes = Map(() =>
                new MessageAttributeValue
                {
                    DataType = Text(),
                    StringValue = Maybe(() => Text()),
                    BinaryValue = Octets(),
                }
            ),
            MessageGroupId = Maybe(() => Text()),
        };

    private Message Message() =>
        new()
        {
            MessageId = Text(),
            Body = Text(200),
            Attributes = Map(() => Text()),
            MessageAttributes = Map(() => new MessageAttributeValue { DataType = Text(), BinaryValue = Octets() }),
        };

    private Box Box(int depth) =>
        new()
        {
            Label = Text(),
            Inside = depth == 0 ? null : List(() => Box(depth - 1)),
            BoxMember = Maybe(() => Text()),
        };

    private DateTimeOffset Time() =>
        DateTimeOffset.FromUnixTimeMilliseconds(_random.NextInt64(-60_000_000_000_000, 250_000_000_000_000));

    private T? Maybe<T>(Func<T> value)
        where T : class => _random.Next(3) == 0 ? null : value();

    private T? MaybeValue<T>(Func<T> value)
        where T : struct => _random.Next(3) == 0 ? null : value();

    private List<T> List<T>(Func<T> item)
    {
        var list = new List<T>();
        for (var count = _random.Next(4); count > 0; count--)
        {
            list.Add(item());
        }

        return list;
    }

    /// <summary>Never empty: the Query form has no word for an empty map.</summary>
    private Dictionary<string, T> Map<T>(Func<T> value)
    {
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        for (var count = _random.Next(1, 4); count > 0; count--)
        {
            map[Text()] = value();
        }

        return map;
    }
}
