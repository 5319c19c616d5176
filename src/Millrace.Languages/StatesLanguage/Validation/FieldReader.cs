using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Reads the fields of one object of a definition, and at the end reports those nobody asked for.</summary>
internal sealed class FieldReader(JsonObject members, string location, QueryLanguage language, DiagnosticBag diagnostics)
{
    private static readonly HashSet<string> _jsonataOnly = new(StringComparer.Ordinal)
    {
        "Arguments",
        "Condition",
        "Items",
        "Output",
    };

    private static readonly HashSet<string> _jsonPathOnly = new(StringComparer.Ordinal)
    {
        "InputPath",
        "OutputPath",
        "Parameters",
        "Result",
        "ResultPath",
        "ResultSelector",
        "ItemsPath",
        "Variable",
    };

    private readonly HashSet<string> _known = new(StringComparer.Ordinal) { "Comment" };
    private readonly List<string> _missing = [];

    public string Location { get; } = location;

    public QueryLanguage Language { get; } = language;

    public DiagnosticBag Diagnostics { get; } = diagnostics;

    public JsonObject Members { get; } = members;

    public bool IsJsonata => Language == QueryLanguage.Jsonata;

    /// <summary>Where a field stands.</summary>
    public string At(string name) => Locations.Member(Location, name);

    /// <summary>The raw value of a field; undefined when absent.</summary>
    public JsonValue Take(string name)
    {
        _known.Add(name);
        return Members[name];
    }

    public string? Text(string name)
    {
        var value = Take(name);
        if (value.IsUndefined)
        {
            return null;
        }

        return value.IsString ? value.AsString() : Wrong<string>(name, "String");
    }

    public string? RequiredText(string name)
    {
        Require(name);
        return Text(name);
    }

    /// <summary>Asks for a field; all that are missing are named in one diagnostic.</summary>
    public void Require(string name)
    {
        if (!Members.Contains(name))
        {
            _missing.Add(name);
        }
    }

    public bool? Flag(string name)
    {
        var value = Take(name);
        if (value.IsUndefined)
        {
            return null;
        }

        return value.IsBoolean ? value.AsBoolean() : Wrong<bool?>(name, "Boolean");
    }

    /// <summary>One of the given words.</summary>
    public string? OneOf(string name, params string[] words)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (!words.Contains(text, StringComparer.Ordinal))
        {
            Diagnostics.Schema(At(name), $"The field '{name}' should have one of these values: [{string.Join(", ", words)}]");
            return null;
        }

        return text;
    }

    public JsonObject? Object(string name)
    {
        var value = Take(name);
        if (value.IsUndefined)
        {
            return null;
        }

        return value.IsObject ? value.AsObject() : Wrong<JsonObject>(name, "Object");
    }

    public JsonArray? Array(string name)
    {
        var value = Take(name);
        if (value.IsUndefined)
        {
            return null;
        }

        return value.IsArray ? value.AsArray() : Wrong<JsonArray>(name, "Array");
    }

    public IReadOnlyList<string>? Texts(string name)
    {
        if (Array(name) is not { } items)
        {
            return null;
        }

        return items.All(item => item.IsString)
            ? [.. items.Select(item => item.AsString())]
            : Wrong<IReadOnlyList<string>>(name, "Array of String");
    }

    public long? Integer(string name, long min, long max)
    {
        var value = Take(name);
        if (value.IsUndefined)
        {
            return null;
        }

        if (!value.TryGetInt64(out var integer))
        {
            return Wrong<long?>(name, "Integer");
        }

        return InRange(name, integer, min, max) ? integer : null;
    }

    public double? Number(string name, double min, double max)
    {
        var value = Take(name);
        if (value.IsUndefined)
        {
            return null;
        }

        if (!value.IsNumber)
        {
            return Wrong<double?>(name, "Number");
        }

        return InRange(name, value.AsNumber(), min, max) ? value.AsNumber() : null;
    }

    /// <summary>Reports two fields that exclude one another.</summary>
    public void OnlyOneOf(params string[] names)
    {
        var given = names.Where(Members.Contains).ToArray();
        if (given.Length > 1)
        {
            Diagnostics.Schema(Location, $"You cannot specify more than one of these fields: [{string.Join(", ", given)}]");
        }
    }

    /// <summary>Reports what was required and missing, and what is there and unknown. To be called once, at the end.</summary>
    public void Finish()
    {
        if (_missing.Count > 0)
        {
            Diagnostics.Schema(Location, $"These fields are required: [{string.Join(", ", _missing)}]");
        }

        foreach (var name in Members.Names)
        {
            if (!_known.Contains(name))
            {
                var (own, other) = IsJsonata ? ("JSONata", "JSONPath") : ("JSONPath", "JSONata");
                Diagnostics.Schema(
                    Location,
                    (IsJsonata ? _jsonPathOnly : _jsonataOnly).Contains(name)
                        ? $"The QueryLanguage is set to '{own}', but field '{name}' is only supported for the '{other}' QueryLanguage"
                        : $"Field '{name}' is not supported"
                );
            }
        }
    }

    private bool InRange(string name, double value, double min, double max)
    {
        if (value >= min && value <= max)
        {
            return true;
        }

        Diagnostics.Schema(
            At(name),
            $"The value of the field '{name}' must be between {JsonNumber.ToJavaScript(min)} and {JsonNumber.ToJavaScript(max)}"
        );
        return false;
    }

    private T? Wrong<T>(string name, string expected)
    {
        Diagnostics.Schema(At(name), $"Expected value of type {expected}");
        return default;
    }
}
