using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Millrace.Conformance.Tests;

/// <summary>SQS's shapes in the Query protocol: what lists and maps are called there, both ways.</summary>
internal static class QueryShape
{
    /// <summary>A list's member to the name its items carry.</summary>
    private static readonly Dictionary<string, string> _lists = new()
    {
        ["AWSAccountIds"] = "AWSAccountId",
        ["Actions"] = "ActionName",
        ["AttributeNames"] = "AttributeName",
        ["MessageAttributeNames"] = "MessageAttributeName",
        ["MessageSystemAttributeNames"] = "MessageSystemAttributeName",
        ["TagKeys"] = "TagKey",
        ["Messages"] = "Message",
        ["Successful"] = "SendMessageBatchResultEntry",
        ["Failed"] = "BatchResultErrorEntry",
    };

    /// <summary>A map's member to the names its entries, keys and values carry.</summary>
    private static readonly Dictionary<string, (string Entry, string Key, string Value)> _maps = new()
    {
        ["Attributes"] = ("Attribute", "Name", "Value"),
        ["MessageAttributes"] = ("MessageAttribute", "Name", "Value"),
        ["MessageSystemAttributes"] = ("MessageSystemAttribute", "Name", "Value"),
        ["Tags"] = ("Tag", "Key", "Value"),
        ["tags"] = ("Tag", "Key", "Value"),
    };

    public static IEnumerable<KeyValuePair<string, string>> Flatten(string operation, JsonObject request) =>
        [new("Action", operation), new("Version", "2012-11-05"), .. Flatten("", operation, request)];

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

        var error = new JsonObject();
        foreach (var member in root.Elements().Single(element => element.Name.LocalName == "Error").Elements())
        {
            error[member.Name.LocalName] = member.IsEmpty ? null : member.Value;
        }

        return new JsonObject { ["Error"] = error };
    }

    private static IEnumerable<KeyValuePair<string, string>> Flatten(string prefix, string operation, JsonObject structure)
    {
        foreach (var (name, value) in structure)
        {
            switch (value)
            {
                case JsonArray list:
                    var item = name == "Entries" ? operation + "RequestEntry" : _lists[name];
                    for (var index = 0; index < list.Count; index++)
                    {
                        var at = $"{prefix}{item}.{index + 1}";
                        foreach (var pair in FlattenValue(at, operation, list[index]!))
                        {
                            yield return pair;
                        }
                    }

                    break;
                case JsonObject map when _maps.TryGetValue(name, out var names):
                    var number = 0;
                    foreach (var (key, entry) in map)
                    {
                        var at = $"{prefix}{names.Entry}.{++number}.";
                        yield return new(at + names.Key, key);
                        foreach (var pair in FlattenValue(at + names.Value, operation, entry!))
                        {
                            yield return pair;
                        }
                    }

                    break;
                default:
                    foreach (var pair in FlattenValue(prefix + name, operation, value!))
                    {
                        yield return pair;
                    }

                    break;
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> FlattenValue(string at, string operation, JsonNode value) =>
        value is JsonObject structure ? Flatten(at + ".", operation, structure) : [new(at, value.ToString())];

    private static JsonObject ReadStructure(XElement element)
    {
        var structure = new JsonObject();
        foreach (var member in element.Elements())
        {
            var name = member.Name.LocalName;
            if (_lists.FirstOrDefault(list => list.Value == name) is { Key: { } listed })
            {
                structure[listed] ??= new JsonArray();
                structure[listed]!.AsArray().Add(ReadValue(member));
            }
            else if (_maps.FirstOrDefault(map => map.Value.Entry == name) is { Key: { } mapped } found)
            {
                structure[mapped] ??= new JsonObject();
                var key = member.Elements().Single(part => part.Name.LocalName == found.Value.Key).Value;
                structure[mapped]![key] = ReadValue(member.Elements().Single(part => part.Name.LocalName == found.Value.Value));
            }
            else
            {
                structure[name] = ReadValue(member);
            }
        }

        return structure;
    }

    private static JsonNode ReadValue(XElement element) =>
        element.HasElements ? ReadStructure(element) : JsonValue.Create(element.Value);
}
