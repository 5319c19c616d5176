using System.Globalization;
using System.Text;
using Millrace.Bench.Load.Client;

namespace Millrace.Bench.Load.Requests;

/// <summary>A topic on the server under load, and the requests that go to it, in the Query protocol as boto3 speaks it.</summary>
public sealed class Topic
{
    private const string Version = "2010-03-31";

    private readonly int _port;

    private Topic(int port, string arn)
    {
        _port = port;
        Arn = arn;
    }

    /// <summary>The topic's ARN as the server gave it.</summary>
    public string Arn { get; }

    /// <exception cref="LoadException">The server refused.</exception>
    public static Topic Create(int port, string name) => new(port, Element(Ask(port, "CreateTopic", ("Name", name)), "TopicArn"));

    /// <summary>Subscribes a queue to messages as they are.</summary>
    /// <exception cref="LoadException">The server refused.</exception>
    public void Subscribe(string queueArn)
    {
        var (status, body) = SingleExchange.Send(_port, Subscription(queueArn));
        if (status != 200)
        {
            throw new LoadException($"Subscribe was answered with status {status}: {Encoding.UTF8.GetString(body)}");
        }
    }

    /// <summary>Asks to subscribe a queue to messages as they are, all of them or those an attribute of which has one value.</summary>
    public byte[] Subscription(string queueArn, (string Attribute, string Value)? filter = null)
    {
        List<(string, string)> parameters =
        [
            ("TopicArn", Arn),
            ("Protocol", "sqs"),
            ("Endpoint", queueArn),
            ("Attributes.entry.1.key", "RawMessageDelivery"),
            ("Attributes.entry.1.value", "true"),
        ];
        if (filter is var (attribute, value))
        {
            parameters.Add(("Attributes.entry.2.key", "FilterPolicy"));
            parameters.Add(("Attributes.entry.2.value", $$"""{"{{attribute}}":["{{value}}"]}"""));
        }

        return Build(_port, "Subscribe", [.. parameters]);
    }

    /// <summary>Publishes a message, with one text attribute if any.</summary>
    public byte[] Publish(string message, (string Name, string Value)? attribute = null)
    {
        List<(string, string)> parameters = [("TopicArn", Arn), ("Message", message)];
        if (attribute is var (name, value))
        {
            parameters.Add(("MessageAttributes.entry.1.Name", name));
            parameters.Add(("MessageAttributes.entry.1.Value.DataType", "String"));
            parameters.Add(("MessageAttributes.entry.1.Value.StringValue", value));
        }

        return Build(_port, "Publish", [.. parameters]);
    }

    private static byte[] Ask(int port, string action, params (string Name, string Value)[] parameters)
    {
        var (status, body) = SingleExchange.Send(port, Build(port, action, parameters));
        return status == 200
            ? body
            : throw new LoadException($"{action} was answered with status {status}: {Encoding.UTF8.GetString(body)}");
    }

    private static byte[] Build(int port, string action, (string Name, string Value)[] parameters)
    {
        var form = string.Join(
            '&',
            parameters
                .Prepend(("Version", Version))
                .Prepend(("Action", action))
                .Select(parameter => $"{parameter.Item1}={Uri.EscapeDataString(parameter.Item2)}")
        );
        var time = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes(
            string.Join(
                "\r\n",
                "POST / HTTP/1.1",
                $"Host: 127.0.0.1:{port}",
                "Accept-Encoding: identity",
                "Content-Type: application/x-www-form-urlencoded; charset=utf-8",
                $"X-Amz-Date: {time}",
                $"Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{time[..8]}/us-east-1/sns/aws4_request, "
                    + "SignedHeaders=content-type;host;x-amz-date, "
                    + "Signature=e94a9fac22ea07a1fd0cf0231484a402068a054919c3599009c6dc652c9bc244",
                $"Content-Length: {Encoding.UTF8.GetByteCount(form)}",
                string.Empty,
                form
            )
        );
    }

    private static string Element(byte[] answer, string name)
    {
        var text = Encoding.UTF8.GetString(answer);
        var from = text.IndexOf($"<{name}>", StringComparison.Ordinal) + name.Length + 2;
        var to = text.IndexOf($"</{name}>", StringComparison.Ordinal);
        return from > name.Length + 1 && to > from
            ? text[from..to]
            : throw new LoadException($"Expected {name} in the answer, got {text}");
    }
}
