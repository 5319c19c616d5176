using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Millrace.Conformance.Tests;

/// <summary>SNS's shapes in the Query protocol, both ways: every list has members, every map entries.</summary>
internal static class SnsQueryShape
{
    private const string Member = "member";
    private const string Entry = "entry";

    /// <summary>Members that are maps from names to structures call their keys and values otherwise than all others.</summary>
    private const string AttributesOfMessages = "MessageAttributes";

    /// <summary>Members that are maps; an object anywhere else is a structure.</summary>
    private static readonly HashSet<string> _maps = ["Attributes", "attributes", AttributesOfMessages];

    /// <summary>Members that are lists, which an empty element does not tell.</summary>
    private static readonly HashSet<string> _lists =
    [
        "Endpoints",
        "Failed",
        "PlatformApplications",
        "Subscriptions",
        "Successful",
        "Tags",
        "Topics",
        "phoneNumbers",
    ];

    public static IEnumerable<KeyValuePair<string, string>> Flatten(string operation, JsonObject request) =>
        [new("Action", operation), new("Version", "2010-03-31"), .. FlattenStructure("", request)];

    /// <summary>The XML of a result or an error as botocore shows it.</summary>
    public static JsonObject Read(string text)
    {
        var root = XDocument.Parse(text).Root!;
        if (root.Name.LocalName != "ErrorResponse")
        {
            var result = root.Elements()
                .SingleOrDefault(element => element.Name.LocalName.EndsWith("Result", StringComparison.Ordinal));
            return result is null ? [] : ReadStructure(result);
        }

        var error = root.Elements().Single(element => element.Name.LocalName == "Error");
        return new JsonObject
        {
            ["Error"] = new JsonObject(error.Elements().Select(part => KeyValuePair.Create(part.Name.LocalName, Text(part)))),
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> FlattenStructure(string prefix, JsonObject structure) =>
        structure.SelectMany(member => FlattenMember(prefix + member.Key, member.Key, member.Value!));

    private static IEnumerable<KeyValuePair<string, string>> FlattenMember(string at, string name, JsonNode value)
    {
        switch (value)
        {
            case JsonArray list:
                return list.SelectMany((item, index) => FlattenMember($"{at}.{Member}.{index + 1}", "", item!));
            case JsonObject map when _maps.Contains(name):
                var (key, content) = name == AttributesOfMessages ? ("Name", "Value") : ("key", "value");
                return map.SelectMany(
                    (entry, index) =>
                        FlattenMember($"{at}.{Entry}.{index + 1}.{content}", "", entry.Value!)
                            .Prepend(new($"{at}.{Entry}.{index + 1}.{key}", entry.Key))
                );
            case JsonObject structure:
                return FlattenStructure(at + ".", structure);
            default:
                return [new(at, value.ToString())];
        }
    }

    private static JsonObject ReadStructure(XElement element) =>
        new(element.Elements().Select(member => KeyValuePair.Create(member.Name.LocalName, ReadMember(member))));

    private static JsonNode? ReadMember(XElement element)
    {
        var name = element.Name.LocalName;
        if (_lists.Contains(name))
        {
            return new JsonArray([.. element.Elements(element.Name.Namespace + Member).Select(ReadMember)]);
        }

        if (_maps.Contains(name))
        {
            return new JsonObject(
                element
                    .Elements(element.Name.Namespace + Entry)
                    .Select(entry =>
                        KeyValuePair.Create(
                            entry.Element(entry.Name.Namespace + "key")!.Value,
                            ReadMember(entry.Element(entry.Name.Namespace + "value")!)
                        )
                    )
            );
        }

        return element.HasElements ? ReadStructure(element) : Text(element);
    }

    private static JsonNode? Text(XElement element) => JsonValue.Create(element.Value);
}
