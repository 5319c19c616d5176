using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Reads a definition and validates it on the way; what it cannot read becomes a diagnostic, never an exception.</summary>
internal sealed class DefinitionReader(StateMachineType type, DiagnosticBag diagnostics)
{
    private readonly HashSet<string> _stateNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);
    private QueryLanguage _language;
    private int _depth;

    public StateMachineType Type { get; } = type;

    public DiagnosticBag Diagnostics { get; } = diagnostics;

    public static ValidationResult Read(ReadOnlySpan<byte> utf8, StateMachineType type)
    {
        var diagnostics = new DiagnosticBag();
        StateMachineDefinition? definition = null;
        if (ParseJson(utf8, diagnostics) is { } members)
        {
            definition = new DefinitionReader(type, diagnostics).ReadDefinition(members);
        }

        return new ValidationResult(diagnostics.HasErrors ? null : definition, diagnostics.Build(), diagnostics.Truncated);
    }

    /// <summary>Reads the StartAt and States of a state machine, a branch or an item processor.</summary>
    /// <returns>The scope; null with a diagnostic when it has no states or is nested too deeply.</returns>
    public StateScope? ReadScope(FieldReader fields)
    {
        fields.Require("States");
        fields.Require("StartAt");
        var startAt = fields.Text("StartAt");
        if (fields.Object("States") is not { } members)
        {
            return null;
        }

        if (++_depth > Limits.ScopeDepthMax)
        {
            Diagnostics.Error(DiagnosticCodes.TooDeeplyNested, "The states are too deeply nested", fields.Location);
            return null;
        }

        var at = fields.At("States");
        var complete = true;
        var states = new List<State>(members.Count);
        foreach (var (name, value) in members)
        {
            var location = Locations.Member(at, name);
            CheckName(name, location);
            if (value.IsObject && ReadState(name, value.AsObject(), location) is { } state)
            {
                states.Add(state);
            }
            else
            {
                complete = false;
                if (!value.IsObject)
                {
                    Diagnostics.Schema(location, "Expected value of type Object");
                }
            }
        }

        _depth--;
        if (startAt is null)
        {
            return null;
        }

        var scope = new StateScope(startAt, states);
        if (complete)
        {
            TransitionChecks.Check(scope, fields.At("StartAt"), Diagnostics);
        }

        return scope;
    }

    public void CheckLabel(string label, string location)
    {
        if (label.Length is 0 or > Limits.LabelCharactersMax)
        {
            Diagnostics.Error(
                DiagnosticCodes.InvalidLabelName,
                $"Label must have between 1 and {Limits.LabelCharactersMax} characters",
                location
            );
        }
        else if (
            label.FirstOrDefault(unit =>
                char.IsControl(unit)
                || char.IsWhiteSpace(unit)
                || "<>{}[]?*\"#%\\^|~`$&,;:/".Contains(unit, StringComparison.Ordinal)
            )
            is var bad
                and not '\0'
        )
        {
            Diagnostics.Error(DiagnosticCodes.InvalidLabelName, $"Label contains invalid character: '{bad}'", location);
        }
        else if (!_labels.Add(label))
        {
            Diagnostics.Error(DiagnosticCodes.DuplicateLabelName, $"The label '{label}' appears more than once", location);
        }
    }

    private static JsonObject? ParseJson(ReadOnlySpan<byte> utf8, DiagnosticBag diagnostics)
    {
        if (utf8.IsEmpty)
        {
            diagnostics.Error(DiagnosticCodes.MissingDescription, "Received a null or empty workflow input.", null);
            return null;
        }

        if (utf8.Length > Limits.DefinitionBytesMax)
        {
            diagnostics.Schema("/", $"The definition exceeds the maximum of {Limits.DefinitionBytesMax} bytes");
            return null;
        }

        try
        {
            var document = JsonValue.Parse(utf8);
            if (document.IsObject)
            {
                return document.AsObject();
            }

            diagnostics.Schema("/", "Expected value of type Object");
        }
        catch (JsonFormatException exception)
        {
            var (message, location) = JacksonWords.For(utf8, exception);
            diagnostics.Error(DiagnosticCodes.InvalidJsonDescription, message, location);
        }

        return null;
    }

    private StateMachineDefinition? ReadDefinition(JsonObject members)
    {
        _language = LanguageOf(members) ?? QueryLanguage.JsonPath;
        var fields = new FieldReader(members, "/", _language, Diagnostics);
        fields.OneOf("QueryLanguage", "JSONPath", "JSONata");
        var comment = fields.Text("Comment");
        var version = fields.OneOf("Version", "1.0");
        var timeout = fields.Integer("TimeoutSeconds", 1, Limits.SecondsMax);
        var scope = ReadScope(fields);
        fields.Finish();
        return scope is null
            ? null
            : new StateMachineDefinition
            {
                Comment = comment,
                Version = version,
                Type = Type,
                QueryLanguage = _language,
                TimeoutSeconds = timeout,
                Scope = scope,
            };
    }

    private State? ReadState(string name, JsonObject members, string location)
    {
        var own = LanguageOf(members);
        if (_language == QueryLanguage.Jsonata && own == QueryLanguage.JsonPath)
        {
            Diagnostics.Schema(location, "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
        }

        var language = own ?? _language;
        return new StateReader(this, new FieldReader(members, location, language, Diagnostics)).Read(name);
    }

    private void CheckName(string name, string location)
    {
        if (name.Length is 0 or > Limits.StateNameCharactersMax)
        {
            Diagnostics.Error(
                DiagnosticCodes.InvalidStateName,
                $"The state name must have between 1 and {Limits.StateNameCharactersMax} characters",
                location
            );
        }
        else if (!_stateNames.Add(name))
        {
            Diagnostics.Error(DiagnosticCodes.DuplicateStateName, $"The state name '{name}' appears more than once", location);
        }
    }

    // Whatever is not JSONPath to the letter is read as JSONata, also where it is neither (measured by others).
    private static QueryLanguage? LanguageOf(JsonObject members) =>
        !members.Contains("QueryLanguage") ? null
        : members["QueryLanguage"] == "JSONPath" ? QueryLanguage.JsonPath
        : QueryLanguage.Jsonata;
}
