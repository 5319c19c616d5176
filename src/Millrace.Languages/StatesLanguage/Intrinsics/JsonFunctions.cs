using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage.Intrinsics;

/// <summary>States.JsonMerge, JsonToString and StringToJson. Each gives undefined for arguments it does not take.</summary>
internal static class JsonFunctions
{
    /// <remarks>Only shallow merging exists; the third argument must not be true. AWS takes anything else for false.</remarks>
    public static JsonValue Merge(JsonValue first, JsonValue second, JsonValue deep)
    {
        if (!first.IsObject || !second.IsObject || deep.IsTrue)
        {
            return JsonValue.Undefined;
        }

        var merged = new JsonObjectBuilder(first.AsObject());
        foreach (var (name, value) in second.AsObject())
        {
            merged.Set(name, value);
        }

        return merged.Build();
    }

    public static JsonValue ToText(JsonValue value) => value.ToJson(JsonNumberStyle.Java);

    /// <remarks>
    /// An empty string is null: so is it on AWS. A text that is no JSON fails with AWS's words up to "caused by", and from
    /// there with our reader's, where AWS quotes its own.
    /// </remarks>
    public static JsonValue FromText(JsonValue text)
    {
        if (!text.IsString)
        {
            return JsonValue.Undefined;
        }

        if (text.AsString().Length == 0)
        {
            return JsonValue.Null;
        }

        try
        {
            return JsonValue.Parse(text.AsString());
        }
        catch (JsonFormatException e)
        {
            throw new InvalidCallException($"Cannot convert String to Json in States.StringToJson, caused by: {e.Message}", e);
        }
    }
}
