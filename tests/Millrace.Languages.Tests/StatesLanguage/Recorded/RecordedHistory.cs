using Millrace.Languages.Json;
using Millrace.TestSupport;

namespace Millrace.Languages.Tests.StatesLanguage.Recorded;

/// <summary>One history that AWS gave.</summary>
/// <param name="Case">File, test case and key it stands under.</param>
/// <param name="Test">The name of the test case alone.</param>
/// <param name="Events">Its events.</param>
/// <param name="Definition">The definition, where an answer of the same case has it; undefined elsewhere.</param>
internal sealed record RecordedHistory(string Case, string Test, JsonArray Events, JsonValue Definition)
{
    private const string Folder = "aws-recorded/stepfunctions";

    /// <summary>The folder of the recordings; null where there is no conformance data.</summary>
    public static string? Root { get; } = Repository.Conformance is { } data ? Path.Combine(data, Folder) : null;

    public JsonValue Input => Unfold(Details(Events[0])["input"]);

    public string RoleArn => Details(Events[0])["roleArn"].AsString();

    /// <summary>The states that were entered, in order.</summary>
    public IEnumerable<(string Name, string Type)> States =>
        Events
            .Where(recorded => Type(recorded).EndsWith("StateEntered", StringComparison.Ordinal))
            .Select(recorded => (Details(recorded)["name"].AsString(), Type(recorded).Replace("StateEntered", "")));

    public static IEnumerable<RecordedHistory> All()
    {
        foreach (var file in Directory.GetFiles(Root!, "*.snapshot.json").Order(StringComparer.Ordinal))
        {
            foreach (var (name, entry) in JsonValue.Parse(File.ReadAllBytes(file)).AsObject())
            {
                var content = entry["recorded-content"];
                if (content.IsObject)
                {
                    foreach (var history in Of(Path.GetFileName(file).Replace(".snapshot.json", ""), name, content.AsObject()))
                    {
                        yield return history;
                    }
                }
            }
        }
    }

    /// <summary>The definitions that answers of DescribeStateMachine show.</summary>
    public static IEnumerable<JsonValue> Described() =>
        Directory
            .GetFiles(Root!, "*.snapshot.json")
            .SelectMany(file => JsonValue.Parse(File.ReadAllBytes(file)).AsObject().Values.ToArray())
            .Select(entry => entry["recorded-content"])
            .Where(content => content.IsObject)
            .SelectMany(content => content.AsObject().Values.ToArray())
            .Select(answer => answer["definition"])
            .Where(definition => definition.IsObject)
            .Distinct();

    public static string Type(JsonValue recorded) => recorded["type"].AsString();

    /// <summary>What an event says beside its type; an empty object when it says nothing.</summary>
    public static JsonValue Details(JsonValue recorded)
    {
        foreach (var (name, value) in recorded.AsObject())
        {
            if (name.EndsWith("Details", StringComparison.Ordinal))
            {
                return value;
            }
        }

        return JsonObject.Empty;
    }

    /// <summary>A payload: the recordings have some as JSON text and some as JSON.</summary>
    public static JsonValue Unfold(JsonValue payload)
    {
        if (!payload.IsString)
        {
            return payload;
        }

        try
        {
            return JsonValue.Parse(payload.AsString());
        }
        catch (JsonFormatException)
        {
            return payload;
        }
    }

    private static IEnumerable<RecordedHistory> Of(string file, string name, JsonObject content)
    {
        var test = name[(name.LastIndexOf("::", StringComparison.Ordinal) + 2)..];
        var definition = JsonValue.Undefined;
        foreach (var (_, answer) in content)
        {
            if (answer["definition"] is { IsObject: true } described)
            {
                definition = described;
            }
        }

        foreach (var (key, answer) in content)
        {
            var events =
                answer["events"] is { IsArray: true } list ? list.AsArray()
                : answer is { IsArray: true } array && array[0]["previousEventId"] is { IsUndefined: false } ? array.AsArray()
                : null;
            if (events is { Count: > 0 } && Type(events[0]) is "ExecutionStarted")
            {
                yield return new RecordedHistory($"{file}::{test}::{key}", test, events, definition);
            }
        }
    }
}
