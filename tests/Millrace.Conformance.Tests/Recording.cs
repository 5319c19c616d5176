using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Millrace.Conformance.Tests;

/// <summary>
/// What AWS answered in one case, field by field. Values that change from run to run are placeholders in it; each stands for
/// one value throughout the case, and different ones for different values.
/// </summary>
/// <remarks>
/// What is not compared by its letters: <c>&lt;uuid:1&gt;</c>, <c>&lt;receipt-handle:1&gt;</c>, <c>&lt;region&gt;</c> and their like are
/// bound at first sight (a uuid must be one); <c>timestamp</c> is any number, <c>date</c> a time as notifications write it,
/// <c>&lt;md5-hash&gt;</c> and <c>&lt;signature&gt;</c> are anything of that form; bytes are written as Python shows them; a text that
/// holds JSON is compared as JSON. Headers, and whatever the recorder dropped, are not compared. All else must be equal, and nothing may
/// be there that AWS did not send.
/// </remarks>
internal sealed partial class Recording(JsonObject recorded)
{
    /// <summary>What the recorder writes in the place of values that are never alike, and how to tell such a value.</summary>
    private static readonly Dictionary<string, Func<string, bool>> _forms = new(StringComparer.Ordinal)
    {
        ["timestamp"] = value => long.TryParse(value, out _),
        ["date"] = value => IsoTime().IsMatch(value),
        ["connection"] = _ => true,
        ["content--length"] = value => long.TryParse(value, out _),
        ["<md5-hash>"] = value => Md5().IsMatch(value),
        ["<signature>"] = value => Convert.TryFromBase64String(value, new byte[value.Length], out var length) && length > 0,
    };

    private const string Metadata = "ResponseMetadata";

    private readonly Dictionary<string, string> _bound = new(StringComparer.Ordinal);

    /// <summary>The answers as they were recorded, by name.</summary>
    public JsonObject Answers => recorded;

    /// <summary>The names of the answers in the recording.</summary>
    public IEnumerable<string> Names => recorded.Select(answer => answer.Key);

    /// <summary>Compares one answer; the difference with its place, or null.</summary>
    public string? Difference(string name, JsonNode? actual)
    {
        var expected = recorded[name];
        if (actual is JsonObject answer && expected is JsonObject kept && !kept.ContainsKey(Metadata))
        {
            // The recorder kept only what the answer brought.
            answer.Remove(Metadata);
        }

        return Difference(name, expected, actual);
    }

    private string? Difference(string at, JsonNode? expected, JsonNode? actual)
    {
        switch (expected)
        {
            case JsonObject expectedObject:
                // The recorder takes apart texts that hold JSON, such as policies.
                var actualObject = actual is JsonValue text ? JsonNode.Parse((string)text!) as JsonObject : actual as JsonObject;
                return actualObject is null
                    ? $"{at}: AWS has a structure, we have {Shown(actual)}"
                    : Difference(at, expectedObject, actualObject);
            case JsonArray expectedList:
                if (actual is not JsonArray actualList || actualList.Count != expectedList.Count)
                {
                    return $"{at}: AWS has {expectedList.Count} items, we have {Shown(actual)}";
                }

                return expectedList
                    .Select((item, index) => Difference($"{at}[{index}]", item, actualList[index]))
                    .FirstOrDefault(difference => difference is not null);
            case null:
                return actual is null ? null : $"{at}: AWS has nothing, we have {Shown(actual)}";
            default:
                return Matches(expected.ToString(), actual?.ToString())
                    ? null
                    : $"{at}: AWS has {expected}, we have {Shown(actual)}";
        }
    }

    private string? Difference(string at, JsonObject expected, JsonObject actual)
    {
        foreach (var (name, value) in expected)
        {
            // botocore repeats the text of an error whose shape the model describes, and the recorder keeps a shorter one of some
            // errors beside the whole; neither is in the answer.
            if ((name == "message" && expected.ContainsKey("Error")) || name == "_normalized")
            {
                continue;
            }

            if (!actual.ContainsKey(name))
            {
                return $"{at}: AWS has {name}, we have not";
            }

            if (Difference($"{at}.{name}", value, actual[name]) is { } difference)
            {
                return difference;
            }
        }

        var more = actual.Select(member => member.Key).Except(expected.Select(member => member.Key)).ToList();
        return more.Count == 0 ? null : $"{at}: we have {string.Join(", ", more)}, AWS has not";
    }

    private bool Matches(string expected, string? actual)
    {
        if (actual is null)
        {
            return false;
        }

        if (_forms.TryGetValue(expected, out var hasForm))
        {
            return hasForm(actual);
        }

        if (expected.StartsWith("b'", StringComparison.Ordinal))
        {
            return expected == PythonBytes(Convert.FromBase64String(actual));
        }

        var names = new List<string>();
        var pattern = new StringBuilder("^");
        var from = 0;
        foreach (Match placeholder in Placeholder().Matches(expected))
        {
            names.Add(placeholder.Value);
            pattern.Append(Regex.Escape(expected[from..placeholder.Index])).Append("(.+)");
            from = placeholder.Index + placeholder.Length;
        }

        pattern.Append(Regex.Escape(expected[from..])).Append('$');
        var match = Regex.Match(actual, pattern.ToString(), RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        return match.Success && names.Index().All(name => Binds(name.Item, match.Groups[name.Index + 1].Value));
    }

    private bool Binds(string placeholder, string value)
    {
        if (placeholder.StartsWith("<uuid", StringComparison.Ordinal) && !Guid.TryParse(value, out _))
        {
            return false;
        }

        return _bound.TryGetValue(placeholder, out var bound)
            ? bound == value
            : !_bound.Any(other => other.Value == value && KindOf(other.Key) == KindOf(placeholder))
                && _bound.TryAdd(placeholder, value);
    }

    /// <summary>What a placeholder stands for, <c>uuid</c> of <c>&lt;uuid:1&gt;</c>: different ones of a kind are different values.</summary>
    private static string KindOf(string placeholder) => placeholder.Split(':')[0];

    private static string Shown(JsonNode? node) => node?.ToJsonString() ?? "nothing";

    private static string PythonBytes(byte[] bytes)
    {
        var text = new StringBuilder("b'");
        foreach (var octet in bytes)
        {
            text.Append(octet is >= 0x20 and < 0x7F ? ((char)octet).ToString() : $"\\x{octet:x2}");
        }

        return text.Append('\'').ToString();
    }

    [GeneratedRegex("<<[^<>]+>:[0-9]+>|<[^<>]+>", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$", RegexOptions.None, 1000)]
    private static partial Regex IsoTime();

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.None, 1000)]
    private static partial Regex Md5();
}
