using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Warns of texts that look like paths in places where they are only texts. JSONPath states alone.</summary>
/// <remarks>Source: ValidateStateMachineDefinitionDiagnostic, warning codes; the messages are its descriptions of them.</remarks>
internal static class StaticPaths
{
    /// <summary>Members of a template whose key lacks the <c>.$</c>.</summary>
    public static void WarnInTemplate(FieldReader fields, string name, JsonValue template) =>
        Walk(
            template,
            fields.At(name),
            (key, value, location) =>
            {
                if (!key.EndsWith(".$", StringComparison.Ordinal) && value.IsString && LooksLikeOne(value.AsString()))
                {
                    fields.Diagnostics.Warning(
                        DiagnosticCodes.NoDollar,
                        "No .$ on a field that appears to be a JSONPath or Intrinsic Function.",
                        location
                    );
                }
            }
        );

    /// <summary>Keys with a <c>.$</c> in the fixed result of a Pass state.</summary>
    public static void WarnInResult(FieldReader fields, JsonValue result) =>
        Walk(
            result,
            fields.At("Result"),
            (key, _, location) =>
            {
                if (key.EndsWith(".$", StringComparison.Ordinal))
                {
                    fields.Diagnostics.Warning(
                        DiagnosticCodes.PassResultIsStatic,
                        "Attempt to use a path in the result of a pass state.",
                        location
                    );
                }
            }
        );

    /// <summary>A field that has a twin for paths, and was given a path itself.</summary>
    public static void WarnOfField(FieldReader fields, string name, string value)
    {
        if (!fields.IsJsonata && LooksLikeOne(value))
        {
            fields.Diagnostics.Warning(
                DiagnosticCodes.NoPath,
                "Field value looks like a path, but field name does not end with 'Path'.",
                fields.At(name)
            );
        }
    }

    private static bool LooksLikeOne(string text) =>
        text is "$" or "$$"
        || text.StartsWith("$.", StringComparison.Ordinal)
        || text.StartsWith("$[", StringComparison.Ordinal)
        || text.StartsWith("$$.", StringComparison.Ordinal)
        || (text.StartsWith("States.", StringComparison.Ordinal) && text.EndsWith(')'));

    /// <summary>Every member at any depth that a template may have.</summary>
    private static void Walk(JsonValue value, string location, Action<string, JsonValue, string> visit, int depth = 0)
    {
        if (depth > Limits.TemplateDepthMax)
        {
            return;
        }

        if (value.IsObject)
        {
            foreach (var (key, member) in value.AsObject())
            {
                var at = Locations.Member(location, key);
                visit(key, member, at);
                Walk(member, at, visit, depth + 1);
            }
        }
        else if (value.IsArray)
        {
            var items = value.AsArray();
            for (var i = 0; i < items.Count; i++)
            {
                if (items[i].IsObject || items[i].IsArray)
                {
                    Walk(items[i], Locations.Item(location, i), visit, depth + 1);
                }
            }
        }
    }
}
