using Millrace.Languages.Json;
using Millrace.Languages.Jsonata;

namespace Millrace.Languages.Tests.Jsonata;

/// <summary>One case of the reference's own suite, with the input it names.</summary>
internal sealed class ConformanceCase(JsonValue definition, JsonValue input)
{
    public JsonValue Input => input;

    public string Name => definition["name"].AsString();

    /// <summary>The expression.</summary>
    public string Text => definition["expr"].AsString();

    public bool Wants(ConformanceAnswer answer) =>
        answer switch
        {
            ConformanceAnswer.Result => !definition["result"].IsUndefined,
            ConformanceAnswer.Undefined => definition["undefinedResult"].IsTrue,
            _ => definition["code"].IsString || definition["error"].IsObject,
        };

    /// <summary>Null when the answer is the expected one, otherwise what differs.</summary>
    public string? Run()
    {
        var options = new JsonataOptions
        {
            Bindings = definition["bindings"].IsObject ? definition["bindings"].AsObject() : JsonObject.Empty,
            DepthMax = definition["depth"].IsNumber ? (int)definition["depth"].AsNumber() : JsonataOptions.Default.DepthMax,
        };
        try
        {
            return Compare(JsonataExpression.Compile(Text).Evaluate(input, options));
        }
        catch (JsonataException error)
        {
            return Compare(error);
        }
    }

    private string? Compare(JsonValue result)
    {
        if (definition["result"].IsUndefined)
        {
            var wantsNothing = definition["undefinedResult"].IsTrue && result.IsUndefined;
            return wantsNothing ? null : $"{Name}: {Text} gives {result} and not {definition}";
        }

        // Through JSON, which is how the suite's expectation was written down.
        var wanted = definition["result"];
        var got = result.IsUndefined ? result : JsonValue.Parse(result.ToJson());
        var isEqual = definition["unordered"].IsTrue ? Sorted(got) == Sorted(wanted) : got == wanted;
        return isEqual ? null : $"{Name}: {Text} gives {result} and not {wanted}";
    }

    private string? Compare(JsonataException error)
    {
        var wanted = definition["error"].IsObject ? definition["error"] : definition;
        var isEqual =
            wanted["code"].IsString
            && wanted["code"].AsString() == error.Code
            && Matches(wanted["token"], error.Token)
            && Matches(wanted["message"], error.Message);
        return isEqual ? null : $"{Name}: {Text} fails with {error.Code} {error.Message} ({error.Token}) and not {definition}";
    }

    private static bool Matches(JsonValue wanted, string? got) => wanted.IsUndefined || wanted == (JsonValue)got;

    private static JsonValue Sorted(JsonValue value) =>
        value.IsArray ? JsonArray.From(value.AsArray().OrderBy(item => item.ToJson(), StringComparer.Ordinal)) : value;
}
