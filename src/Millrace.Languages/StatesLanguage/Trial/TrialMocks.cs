using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>What answers the tasks of a trial.</summary>
/// <remarks>
/// An object by state name or by resource: <c>{"Pay": [{"error": "Busy", "cause": "…"}, {"result": {…}}]}</c>. A list is used up
/// in order, one entry a call; a single object answers every call. An entry has one of
/// <list type="bullet">
/// <item><c>"result"</c>: any JSON;</item>
/// <item><c>"error"</c>: the name of the error, and optionally <c>"cause"</c>;</item>
/// <item><c>"never": true</c>: no answer, so that the task runs into its timeout;</item>
/// </list>
/// and optionally <c>"after"</c> (seconds until the answer), <c>"submitted"</c> (what the service said to a call that waits for a
/// job or a token) and <c>"workerName"</c> (who took an activity's task).
/// <para>For a distributed Map with an item reader, the result is the list of items.</para>
/// </remarks>
public sealed class TrialMocks
{
    private readonly JsonObject _mocks;
    private readonly Dictionary<string, int> _used = new(StringComparer.Ordinal);

    /// <summary>Takes the mocks of a line.</summary>
    /// <exception cref="JsonFormatException">They are not of the form above.</exception>
    public TrialMocks(JsonValue mocks)
    {
        _mocks =
            mocks.IsUndefined ? JsonObject.Empty
            : mocks.IsObject ? mocks.AsObject()
            : throw new JsonFormatException("\"mocks\" must be an object");
        foreach (var (name, value) in _mocks)
        {
            foreach (var entry in value.IsArray ? value.AsArray() : JsonArray.Of(value))
            {
                Check(name, entry);
            }
        }
    }

    /// <summary>The next answer for a state, by its name or its resource; undefined when there is none left.</summary>
    public JsonValue Take(string stateName, string resource)
    {
        var name = _mocks.Contains(stateName) ? stateName : resource;
        var value = _mocks[name];
        if (!value.IsArray)
        {
            return value;
        }

        var used = _used.GetValueOrDefault(name);
        _used[name] = used + 1;
        return value[used];
    }

    private static void Check(string name, JsonValue entry)
    {
        var ways = entry.IsObject
            ? (entry["result"].IsUndefined ? 0 : 1) + (entry["error"].IsUndefined ? 0 : 1) + (entry["never"].IsUndefined ? 0 : 1)
            : 0;
        if (ways != 1)
        {
            throw new JsonFormatException(
                $"Every mock of \"{name}\" must be an object with one of \"result\", \"error\" and \"never\""
            );
        }

        if (
            !Is(entry["error"], JsonKind.String, JsonKind.Null)
            || !Is(entry["cause"], JsonKind.String, JsonKind.Null)
            || !Is(entry["workerName"], JsonKind.String)
        )
        {
            throw new JsonFormatException($"In a mock of \"{name}\", \"error\", \"cause\" and \"workerName\" must be strings");
        }

        var after = entry["after"];
        if (!after.IsUndefined && !(after.IsNumber && after.AsNumber() is >= 0 and <= Limits.SecondsMax))
        {
            throw new JsonFormatException(
                $"In a mock of \"{name}\", \"after\" must be a number of seconds from 0 to {Limits.SecondsMax}"
            );
        }
    }

    private static bool Is(JsonValue value, params ReadOnlySpan<JsonKind> kinds) =>
        value.IsUndefined || kinds.Contains(value.Kind);
}
