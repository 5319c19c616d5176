using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Reads the fields of a state that hold expressions, and compiles them.</summary>
internal static class ExpressionReader
{
    /// <summary>InputPath and OutputPath.</summary>
    public static PathField PathField(this FieldReader fields, string name)
    {
        var value = fields.Take(name);
        return value.Kind switch
        {
            JsonKind.Undefined => StatesLanguage.PathField.Whole,
            JsonKind.Null => StatesLanguage.PathField.Nothing,
            _ => fields.Path(name) is { } query && query.Text is not "$"
                ? StatesLanguage.PathField.Of(query)
                : StatesLanguage.PathField.Whole,
        };
    }

    /// <summary>A field that holds a path.</summary>
    public static Query? Path(this FieldReader fields, string name) => Compile(fields, name, QueryCompiler.Path, "JSONPath");

    /// <summary>A payload in the language of the state.</summary>
    /// <param name="fields">The fields of the object.</param>
    /// <param name="name">The field.</param>
    /// <param name="within">What stands before the field in JSONata locations, such as <c>Choices[0]/</c>.</param>
    public static PayloadTemplate? Template(this FieldReader fields, string name, string within = "")
    {
        var value = fields.Take(name);
        if (value.IsUndefined)
        {
            return null;
        }

        if (IsDeeperThan(Limits.TemplateDepthMax, value))
        {
            fields.Diagnostics.Error(DiagnosticCodes.TooDeeplyNested, "The value is too deeply nested", fields.At(name));
            return null;
        }

        if (!fields.IsJsonata)
        {
            StaticPaths.WarnInTemplate(fields, name, value);
        }

        return fields.IsJsonata
            ? PayloadTemplate.Jsonata(
                value,
                within + name,
                // The location has all of the field, of which the reader's own location has the start.
                (field, exception) => InvalidJsonata(fields, $"{fields.Location}/{field[within.Length..]}", exception)
            )
            : PayloadTemplate.JsonPath(
                value,
                key =>
                    fields.Diagnostics.Schema(
                        fields.At(name),
                        $"The value for the field '{key}' must be a valid JSONPath or a valid intrinsic function call"
                    )
            );
    }

    /// <summary>The variables a state sets: an object whose names are identifiers.</summary>
    public static PayloadTemplate? Assign(this FieldReader fields, string within = "")
    {
        if (fields.Object("Assign") is null || fields.Template("Assign", within) is not { } template)
        {
            return null;
        }

        foreach (var name in template.Names)
        {
            if (!IsVariableName(name))
            {
                fields.Diagnostics.Schema(fields.At("Assign"), $"'{name}' is not a valid variable name");
            }
        }

        return template;
    }

    /// <summary>Where a result is placed.</summary>
    public static ResultPath ResultPathField(this FieldReader fields)
    {
        var value = fields.Take("ResultPath");
        switch (value.Kind)
        {
            case JsonKind.Undefined:
                return ResultPath.Whole;
            case JsonKind.Null:
                return ResultPath.Discard;
            case JsonKind.String when value.AsString() is "$":
                return ResultPath.Whole;
            case JsonKind.String:
                try
                {
                    return ResultPath.Of(QueryCompiler.Reference(value.AsString()));
                }
                catch (QueryException)
                {
                    break;
                }

            default:
                break;
        }

        fields.Diagnostics.Schema(fields.At("ResultPath"), "Value is not a Reference Path");
        return ResultPath.Whole;
    }

    /// <summary>A whole number, or in its place a path (<c>NamePath</c>) or a JSONata expression.</summary>
    public static NumberField? NumberField(this FieldReader fields, string name, long min, long max)
    {
        if (fields.Expression(name, QueryCompiler.Path) is { } given)
        {
            return new NumberField
            {
                Name = given.Name,
                Query = given.Query,
                IsJsonata = fields.IsJsonata,
            };
        }

        return fields.Integer(name, min, max) is { } literal ? new NumberField { Name = name, Literal = literal } : null;
    }

    /// <summary>As <see cref="NumberField"/>, for any number.</summary>
    public static NumberField? FractionField(this FieldReader fields, string name, double min, double max)
    {
        if (fields.Expression(name, QueryCompiler.Path) is { } given)
        {
            return new NumberField
            {
                Name = given.Name,
                Query = given.Query,
                IsJsonata = fields.IsJsonata,
            };
        }

        return fields.Number(name, min, max) is { } literal ? new NumberField { Name = name, Literal = literal } : null;
    }

    /// <summary>A string, or in its place a path, an intrinsic function where allowed, or a JSONata expression.</summary>
    public static TextField? TextField(this FieldReader fields, string name, bool intrinsics = false)
    {
        if (fields.Expression(name, intrinsics ? QueryCompiler.PathOrIntrinsic : QueryCompiler.Path) is { } given)
        {
            return new TextField
            {
                Name = given.Name,
                Query = given.Query,
                IsJsonata = fields.IsJsonata,
            };
        }

        if (fields.Text(name) is not { } literal)
        {
            return null;
        }

        StaticPaths.WarnOfField(fields, name, literal);
        return new TextField { Name = name, Literal = literal };
    }

    /// <summary>A JSONata expression, or null with a diagnostic.</summary>
    public static Query? JsonataExpression(this FieldReader fields, string name, string text)
    {
        try
        {
            return QueryCompiler.Jsonata(text);
        }
        catch (QueryException exception)
        {
            InvalidJsonata(fields, fields.At(name), exception);
            return null;
        }
    }

    /// <summary>The expression in the place of a plain value, and the name of the field it stands in; null when there is none.</summary>
    /// <remarks>An expression that does not compile is there without a query: the definition has an error and will not run.</remarks>
    private static (string Name, Query? Query)? Expression(this FieldReader fields, string name, Func<string, Query> compilePath)
    {
        if (fields.IsJsonata)
        {
            var value = fields.Take(name);
            return value.IsString && QueryCompiler.IsJsonata(value.AsString())
                ? (name, fields.JsonataExpression(name, value.AsString()))
                : null;
        }

        var byPath = name + "Path";
        fields.OnlyOneOf(name, byPath);
        return fields.Take(byPath).IsUndefined ? null : (byPath, Compile(fields, byPath, compilePath, "JSONPath"));
    }

    private static Query? Compile(FieldReader fields, string name, Func<string, Query> compile, string what)
    {
        if (fields.Text(name) is not { } text)
        {
            return null;
        }

        try
        {
            return compile(text);
        }
        catch (QueryException)
        {
            fields.Diagnostics.Schema(fields.At(name), $"Value is not a valid {what}");
            return null;
        }
    }

    private static bool IsDeeperThan(int levels, JsonValue value)
    {
        if (levels == 0)
        {
            return value.IsObject || value.IsArray;
        }

        return value.IsObject
            ? value.AsObject().Values.ToArray().Any(member => IsDeeperThan(levels - 1, member))
            : value.IsArray && value.AsArray().Any(item => IsDeeperThan(levels - 1, item));
    }

    private static bool IsVariableName(string name) =>
        name.Length is > 0 and <= 80
        && !char.IsAsciiDigit(name[0])
        && name.All(unit => char.IsLetterOrDigit(unit) || unit == '_')
        && name is not "states";

    private static void InvalidJsonata(FieldReader fields, string location, QueryException exception) =>
        fields.Diagnostics.Error(
            exception.Fault == QueryFault.TopLevelReference
                ? DiagnosticCodes.UnsupportedJsonataExpression
                : DiagnosticCodes.InvalidJsonataExpression,
            exception.Message,
            location
        );
}
