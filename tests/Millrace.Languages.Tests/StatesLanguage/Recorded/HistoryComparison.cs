using System.Text.RegularExpressions;
using Millrace.Languages.Json;
using Millrace.Languages.StatesLanguage;
using static Millrace.Languages.Tests.StatesLanguage.Recorded.RecordedHistory;

namespace Millrace.Languages.Tests.StatesLanguage.Recorded;

/// <summary>Compares a history with a recorded one, in which whatever changes from run to run is a placeholder.</summary>
internal static class HistoryComparison
{
    /// <summary>Events that the recorder of parallel histories left out.</summary>
    private static readonly string[] _omitted = ["ParallelStateSucceeded", "ParallelStateFailed"];

    /// <summary>The first difference; null when there is none.</summary>
    /// <param name="recorded">What AWS answered.</param>
    /// <param name="events">What was decided here.</param>
    /// <param name="concurrent">Whether branches ran side by side: then neither the order nor the ids are the same twice.</param>
    public static string? Difference(JsonArray recorded, IReadOnlyList<HistoryEvent> events, bool concurrent)
    {
        var ours = events.Select(@event => (JsonValue)HistoryJson.Of(@event)).ToList();
        return concurrent ? UnorderedDifference([.. recorded], ours) : OrderedDifference(recorded, ours);
    }

    private static string? OrderedDifference(JsonArray recorded, List<JsonValue> ours)
    {
        for (var i = 0; i < Math.Max(recorded.Count, ours.Count); i++)
        {
            var (theirs, own) = (
                recorded[(JsonValue)recorded is var all && i < recorded.Count ? i : recorded.Count - 1],
                i < ours.Count ? ours[i] : default
            );
            if (i >= recorded.Count || own.IsUndefined)
            {
                return $"{recorded.Count} events recorded, {ours.Count} here; the next is {Brief(own.IsUndefined ? theirs : own)}";
            }

            if (!SameEvent(theirs, own))
            {
                return $"event {i + 1}: recorded {Brief(theirs)}\n      here {Brief(own)}";
            }
        }

        return null;
    }

    private static string? UnorderedDifference(List<JsonValue> recorded, List<JsonValue> ours)
    {
        ours.RemoveAll(own => _omitted.Contains(Type(own)) && !recorded.Exists(theirs => Type(theirs) == Type(own)));
        foreach (var theirs in recorded)
        {
            var at = ours.FindIndex(own => Type(own) == Type(theirs) && Same(Normal(Details(theirs)), Normal(Details(own))));
            if (at < 0)
            {
                return $"recorded {Brief(theirs)}, nowhere here";
            }

            ours.RemoveAt(at);
        }

        return ours.Count == 0 ? null : $"here, not recorded: {Brief(ours[0])}";
    }

    private static string Brief(JsonValue recorded) =>
        $"{recorded["id"]}<{recorded["previousEventId"]} {Type(recorded)} {Normal(Details(recorded)).ToJson()}";

    private static bool SameEvent(JsonValue theirs, JsonValue own) =>
        Type(theirs) == Type(own)
        && theirs["id"] == own["id"]
        && (theirs["previousEventId"] == own["previousEventId"] || IsOlderMapRunExit(theirs, own))
        && Same(Normal(Details(theirs)), Normal(Details(own)));

    // Older recordings let the exit from a distributed Map follow the end of the run, newer ones its start.
    private static bool IsOlderMapRunExit(JsonValue theirs, JsonValue own) =>
        Type(theirs) is "MapStateExited" && theirs["previousEventId"].AsNumber() - own["previousEventId"].AsNumber() is 1;

    /// <summary>JSON within strings as JSON, however deep: the recorder unfolded some of it.</summary>
    private static JsonValue Normal(JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.String:
                var json = Unfold(value);
                return json.IsString && json == value ? value : Normal(json);
            case JsonKind.Array:
                return JsonArray.From(value.AsArray().Select(Normal));
            case JsonKind.Object:
                var members = new JsonObjectBuilder();
                foreach (var (name, member) in value.AsObject())
                {
                    members.Set(name, Normal(member));
                }

                return members.Build();
            default:
                return value;
        }
    }

    private static bool Same(JsonValue theirs, JsonValue own)
    {
        if (theirs.IsObject && own.IsObject)
        {
            var (left, right) = (theirs.AsObject(), own.AsObject());
            return left.Count == right.Count && left.Names.ToArray().All(name => Same(left[name], right[name]));
        }

        if (theirs.IsArray && own.IsArray)
        {
            return theirs.AsArray().Count == own.AsArray().Count
                && theirs.AsArray().Zip(own.AsArray()).All(pair => Same(pair.First, pair.Second));
        }

        return theirs == own || (theirs.IsString && own.IsString && Fits(theirs.AsString(), own.AsString()));
    }

    private static bool Fits(string placeholders, string text) =>
        placeholders is "timestamp" or "date" or "map_run_arn" or "activity_arn" or "<json-input:1>" or "a_task_token"
        || (
            placeholders.Contains('<')
            && Regex.IsMatch(
                text,
                $"^{Regex.Replace(Regex.Escape(placeholders), "<+[^<>]*>(:[0-9]+>)?", ".*")}$",
                RegexOptions.Singleline
            )
        );
}
